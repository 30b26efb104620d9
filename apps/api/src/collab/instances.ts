import type { Bus } from '@plenary/collab'
import { Injectable, Inject } from '@nestjs/common'
import { CONFIG, type Config } from '../config.ts'
import { CONNECTION } from '../platform/connection.ts'
import { type Connection, poolOptions } from '../platform/database.ts'
import { log } from '../platform/log.ts'
import { PostgresBus } from './postgres-bus.ts'
import { RedisBus } from './redis-bus.ts'

const REPORTED_EVERY_MS = 10_000

/** How this instance and the others over the same database hear each other: over Redis where REDIS_URL names one, else over the database itself. */
@Injectable()
export class Instances {
  readonly bus: Bus
  private reportedAt = Number.NEGATIVE_INFINITY

  constructor(@Inject(CONFIG) { redisUrl }: Config, @Inject(CONNECTION) connection: Connection) {
    const report = (error: unknown): void => this.report(error)
    this.bus = redisUrl ? new RedisBus({ url: redisUrl, report }) : new PostgresBus({ connection: poolOptions(connection), report })
  }

  /** Several connections fail together, again and again, while Redis is away: said once in a while it is enough. */
  private report(error: unknown): void {
    if (performance.now() - this.reportedAt < REPORTED_EVERY_MS) return
    this.reportedAt = performance.now()
    log.warn({ err: error }, 'the other instances cannot be heard; texts are passed on by looking at the log twice a second')
  }
}
