import type { UpdateLog } from '@plenary/collab'
import { Inject, Injectable } from '@nestjs/common'
import { Pool } from 'pg'
import { CONNECTION } from '../platform/connection.ts'
import { type Connection, poolOptions } from '../platform/database.ts'
import { Figures } from '../platform/figures.ts'
import { measured } from './measured-log.ts'
import { PostgresLog } from './postgres-log.ts'
import { WriteRights } from './write-rights.ts'

const QUERY_MS = 20_000

/** The log of all texts, on connections of its own, so that a screen that asks for much never holds up a keystroke. */
@Injectable()
export class TextLog {
  readonly log: UpdateLog
  private readonly pool: Pool

  constructor(@Inject(CONNECTION) connection: Connection, writeRights: WriteRights, figures: Figures) {
    this.pool = new Pool({
      ...poolOptions(connection), max: 6, application_name: 'plenary texts', keepAlive: true,
      // A database that says nothing must not hold a text for ever: what it did is then unknown, and the text is loaded again.
      query_timeout: QUERY_MS, connectionTimeoutMillis: 5_000,
    })
    // A lost idle connection is replaced at the next use.
    this.pool.on('error', () => undefined)
    this.log = measured(new PostgresLog(this.pool, writeRights.mayWrite), figures)
  }

  end(): Promise<void> { return this.pool.end() }
}
