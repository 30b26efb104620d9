import { nobodyElse, type Bus } from '@plenary/collab'
import { Injectable, Inject } from '@nestjs/common'
import { CONFIG, type Config } from '../config.ts'
import { log } from '../platform/log.ts'
import { RedisBus } from './redis-bus.ts'

const REPORTED_EVERY_MS = 10_000

/** How this instance and the others over the same database hear each other: over Redis where REDIS_URL names one, else by what each finds in the log. */
@Injectable()
export class Instances {
  readonly bus: Bus
  private reportedAt = Number.NEGATIVE_INFINITY

  constructor(@Inject(CONFIG) { redisUrl }: Config) {
    this.bus = redisUrl ? new RedisBus({ url: redisUrl, report: error => this.report(error) }) : nobodyElse
  }

  /** Three connections fail together, again and again, while Redis is away: said once in a while it is enough. */
  private report(error: unknown): void {
    if (performance.now() - this.reportedAt < REPORTED_EVERY_MS) return
    this.reportedAt = performance.now()
    log.warn({ err: error }, 'Redis cannot be reached; texts are passed on by looking at the log twice a second')
  }
}
