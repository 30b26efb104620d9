import { AsyncLocalStorage } from 'node:async_hooks'
import type { Logger } from 'typeorm'

interface Count { statements: number }
const counting = new AsyncLocalStorage<Count>()

/** Counts the SQL statements of the work it is given, so that a screen that asks too much is noticed. */
export function countStatements<T>(work: (count: Readonly<Count>) => T): T {
  const count = { statements: 0 }
  return counting.run(count, () => work(count))
}

/** Feeds the count of the work under way; prints nothing but slow statements. */
export class StatementLogger implements Logger {
  logQuery(): void {
    const count = counting.getStore()
    if (count) count.statements += 1
  }

  logQuerySlow(milliseconds: number, query: string): void {
    process.stderr.write(`slow statement, ${milliseconds} ms: ${query.replace(/\s+/g, ' ').slice(0, 200)}\n`)
  }

  logQueryError(): void { /* the error itself is thrown and logged where it is answered */ }
  logSchemaBuild(): void { /* never used */ }
  logMigration(): void { /* progress is told by migrate.ts */ }
  log(): void { /* nothing else is worth a line */ }
}
