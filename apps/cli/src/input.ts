import { readFileSync } from 'node:fs'
import { BadInput } from './command.ts'
import { lineAt } from './json-place.ts'

const inWords: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
}

/** A file's bytes, or `BadInput` in words. */
export function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw new BadInput(`${path} ${inWords[code] ?? `cannot be read (${code})`}.`)
  }
}

/** A JSON file: its value, and its text, in which a place can be looked up. */
export interface JsonFile { readonly value: unknown; readonly text: string }

/** A file read as JSON, or `BadInput` with the line at which it stops being JSON. */
export function jsonFile(path: string): JsonFile {
  const text = Buffer.from(bytesOf(path)).toString('utf8').replace(/^\uFEFF/, '')
  try {
    return { text, value: JSON.parse(text) as unknown }
  } catch (error) {
    const { message } = error as Error
    const position = /position (\d+)/.exec(message)?.[1]
    throw new BadInput(`${path}, line ${lineAt(text, position === undefined ? text.length : Number(position))}: it is not JSON: ${message}.`)
  }
}

/** A file read as JSON, or `BadInput` with the line at which it stops being JSON. */
export const jsonOf = (path: string): unknown => jsonFile(path).value

/** The arguments of a command: those that follow a name (`--rules file`), by name, and the rest. */
export interface Arguments {
  readonly rest: readonly string[]
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** Parts arguments. `named` says how many values each name takes; a name that the command does not know is refused. */
export function argumentsOf(args: readonly string[], named: Readonly<Record<string, number>>): Arguments {
  const rest: string[] = []
  const values: Record<string, readonly string[]> = {}
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] as string
    if (!arg.startsWith('--')) {
      rest.push(arg)
      continue
    }
    const count = Object.hasOwn(named, arg) ? named[arg] as number : null
    if (count === null) throw new BadInput(`There is no option ${arg}.`)
    const taken = args.slice(index + 1, index + 1 + count)
    if (taken.length < count) throw new BadInput(`${arg} needs ${count === 1 ? 'a value' : `${count} values`}.`)
    values[arg] = taken
    index += count
  }
  return { rest, values }
}
