import type { LoggerService } from '@nestjs/common'
import { log } from './log.ts'

const told = (given: unknown, rest: readonly unknown[]): readonly [object, string] => {
  const context = rest.filter(part => typeof part === 'string').at(-1)
  return given instanceof Error ? [{ err: given, context }, given.message] : [{ context }, String(given)]
}

/** Lets Nest speak through the log of the process, so that its words are held to the same rules: its own would print all that hangs on an error. */
export const nestLogger: LoggerService = {
  log: (given: unknown, ...rest: unknown[]) => { log.debug(...told(given, rest)) },
  warn: (given: unknown, ...rest: unknown[]) => { log.warn(...told(given, rest)) },
  error: (given: unknown, ...rest: unknown[]) => { log.error(...told(given, rest)) },
}
