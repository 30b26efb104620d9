/** Where a command writes: results to standard output, everything else to standard error. */
export interface Output {
  /** One line of the result. */
  readonly result: (line: string) => void
  /** One line for the person at the keyboard. */
  readonly note: (line: string) => void
}

/** One command of `plenary`. A command is one file and one line in `main.ts`. */
export interface Command {
  /** The arguments, as the help shows them. */
  readonly usage: string
  /** What it does, in one sentence. */
  readonly summary: string
  /** Ends with 0 when all is well and 1 when what was checked does not hold; throws `BadInput` for what it cannot read. */
  readonly run: (args: readonly string[], output: Output) => Promise<number> | number
}

/** What the caller gave cannot be used. The message is one clear sentence with the place; the exit code is 2. */
export class BadInput extends Error {}

/** Runs a command and turns what it cannot use into a sentence and the exit code 2. Faults of our own are left to fly. */
export async function runCommand(command: Command, args: readonly string[], output: Output): Promise<number> {
  try {
    return await command.run(args, output)
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    output.note(error.message)
    return 2
  }
}

/** The standard streams of the process. */
export const streams: Output = {
  result: line => process.stdout.write(`${line}\n`),
  note: line => process.stderr.write(`${line}\n`),
}
