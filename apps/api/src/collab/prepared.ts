import type { Pool, PoolClient, Submittable } from 'pg'

/** What of pg's connection a statement is sent with, as pg-cursor does. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  readonly parsedStatements: Readonly<Record<string, string | undefined>>
  parse(statement: { name: string; text: string; types: readonly number[] }): void
  bind(portal: { portal: string; statement: string; values: readonly (string | Buffer)[] }): void
  execute(portal: { portal: string; rows: number }): void
  sync(): void
}

type Answer = (error: Error | null, rows?: readonly (string | null)[]) => void

/**
 * One prepared statement that answers with a single column, for the path of every keystroke. pg's own query copies its settings, asks for the
 * columns and builds a result each time, which costs more than all the rest of sending it.
 */
class Prepared implements Submittable {
  /** pg sets it, and ends the wait with it when a connection breaks or a time limit is over. */
  callback: Answer | undefined
  private rows: (string | null)[] = []
  private failure: Error | null = null

  constructor(readonly name: string, readonly text: string, private readonly values: readonly (string | Buffer)[]) {}

  submit(connection: unknown): void {
    const wire = connection as Wire
    wire.stream.cork()
    if (wire.parsedStatements[this.name] === undefined) wire.parse({ name: this.name, text: this.text, types: [] })
    wire.bind({ portal: '', statement: this.name, values: this.values })
    wire.execute({ portal: '', rows: 0 })
    wire.sync()
    wire.stream.uncork()
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void { this.rows.push(fields[0] ?? null) }
  handleCommandComplete(): void { /* What there is to know is in the rows. */ }
  handleError(error: Error): void {
    this.failure = error
    this.callback?.(error)
  }
  handleReadyForQuery(): void { if (!this.failure) this.callback?.(null, this.rows) }
}

/** The values of a statement's one column. Values are in PostgreSQL's text form, or in its binary form when they are bytes. */
export function queryPrepared(db: Pool | PoolClient, name: string, text: string, values: readonly (string | Buffer)[]): Promise<readonly (string | null)[]> {
  return new Promise((resolve, reject) => {
    const answer: Answer = (error, rows) => error ? reject(error) : resolve(rows ?? [])
    // Both call back with what the statement says; the types of pg know this only of its own queries.
    const send = db.query.bind(db) as unknown as (statement: Submittable, values: undefined, answer: Answer) => void
    send(new Prepared(name, text, values), undefined, answer)
  })
}

const INT4 = 23

/** `int[]` in PostgreSQL's binary form. */
export function int4s(numbers: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(20 + 8 * numbers.length)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(0, 4)
  bytes.writeInt32BE(INT4, 8)
  bytes.writeInt32BE(numbers.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = 20
  for (const number of numbers) {
    bytes.writeInt32BE(4, at)
    bytes.writeInt32BE(number, at + 4)
    at += 8
  }
  return bytes
}
