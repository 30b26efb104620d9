import { createHash } from 'node:crypto'
import type { ClientBase, QueryResultRow } from 'pg'
import { type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm'

/**
 * A statement that is run again and again, such as with every vote. Each connection reads it once and keeps its plan; read anew each time, it costs
 * PostgreSQL more than to do what it says. Its text must not vary, and it names the columns it gives: a plan kept with `*` fails after a migration. Not for
 * what finds rows by the beginning of a value (`starts_with`): a kept plan, which does not know that value, reads the whole table.
 */
export class PreparedStatement<Row extends QueryResultRow> {
  /** From the text, so that no two texts share a name. */
  private readonly name: string

  constructor(private readonly text: string) {
    this.name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  }

  /** The rows it gives. In a transaction it is prepared; outside of one, where any connection may serve it, it is run as any other. */
  async run(tx: EntityManager, values: readonly unknown[]): Promise<Row[]> {
    const { queryRunner } = tx
    if (queryRunner === undefined) return tx.query<Row[]>(this.text, [...values])
    // Its connection may serve somebody else by now.
    if (queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError()
    const { logger, options } = queryRunner.dataSource
    const connection = await queryRunner.connect() as ClientBase
    logger.logQuery(this.text, [...values], queryRunner)
    const began = performance.now()
    try {
      const { rows } = await connection.query<Row>({ name: this.name, text: this.text, values: [...values] })
      const took = Math.round(performance.now() - began)
      if (took > (options.maxQueryExecutionTime ?? Infinity)) logger.logQuerySlow(took, this.text, [...values], queryRunner)
      return rows
    } catch (error) {
      throw new QueryFailedError(this.text, [...values], error as Error)
    }
  }
}
