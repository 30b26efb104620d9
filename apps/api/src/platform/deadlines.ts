import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Jobs } from './jobs.ts'
import { log } from './log.ts'

/** What must happen at an instant unless somebody acts before: a row, so that it survives any pause and any jump of the clock. */
export interface Deadline {
  /** Unique; setting a deadline again under the same key moves it. */
  readonly key: string
  /** ISO 8601 instant on the one clock. */
  readonly due: string
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
}

type Handler = (tx: EntityManager, payload: never, due: string) => Promise<void>
const WAKE = 'deadlines.wake'

@Injectable()
export class Deadlines implements OnModuleInit {
  private readonly handlers: Record<string, Handler> = {}

  constructor(private readonly db: DataSource, private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.register(WAKE, () => this.runDue())
  }

  /** Names what does a task when its time has come. The handler shares the transaction that marks the deadline done. */
  register<P>(task: string, handler: (tx: EntityManager, payload: P, due: string) => Promise<void>): void {
    if (this.handlers[task]) throw new Error(`Two handlers for the deadline ${task}`)
    this.handlers[task] = handler as Handler
  }

  /** Sets a deadline, or moves the open one of the same key. */
  async set(tx: EntityManager, deadline: Deadline): Promise<void> {
    await this.setAll(tx, [deadline])
  }

  /** Sets several deadlines, each under its own key, in one statement. */
  async setAll(tx: EntityManager, deadlines: readonly Deadline[]): Promise<void> {
    if (deadlines.length === 0) return
    await tx.query(
      `insert into deadline (key, due, task, payload) select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::jsonb[])
       on conflict (key) do update set due = excluded.due, task = excluded.task, payload = excluded.payload, done_at = null, failures = 0, last_failure = null, retry_at = null`,
      [deadlines.map(one => one.key), deadlines.map(one => one.due), deadlines.map(one => one.task), deadlines.map(one => JSON.stringify(one.payload))])
    await this.wakeAtNext(tx)
  }

  /** Forgets open deadlines whose key begins like this. */
  async cancel(tx: EntityManager, prefix: string): Promise<void> {
    await tx.query('delete from deadline where done_at is null and starts_with(key, $1)', [prefix])
  }

  /** Runs, in order and once, everything whose time has come; also what fell due while nobody ran. */
  async runDue(): Promise<void> {
    for (;;) {
      const ran = await this.db.transaction(tx => this.runFirst(tx))
      if (!ran) break
    }
    await this.db.transaction(tx => this.wakeAtNext(tx))
  }

  /** Wakes the runner now, after the clock was moved or the server started. */
  async wake(tx: EntityManager = this.db.manager): Promise<void> {
    await this.jobs.enqueue(tx, WAKE, {}, { key: 'deadlines.wake.now' })
  }

  private async runFirst(tx: EntityManager): Promise<boolean> {
    const [row] = await tx.query<{ key: string; due: Date; task: string; payload: never }[]>(
      `select key, due, task, payload from deadline
       where done_at is null and due <= plenary_now() and (retry_at is null or retry_at <= plenary_now()) order by due, key limit 1 for update skip locked`)
    if (!row) return false
    await tx.query('savepoint one_deadline')
    try {
      const handler = this.handlers[row.task]
      if (!handler) throw new Error(`Nothing does the deadline ${row.task}`)
      await handler(tx, row.payload, row.due.toISOString())
      // The handler may have set the same deadline anew; then it is not done. What was read of it has whole milliseconds.
      await tx.query("update deadline set done_at = plenary_now() where key = $1 and date_trunc('milliseconds', due) = $2", [row.key, row.due])
    } catch (error) {
      // One act that cannot be done must not hold up the others: it is tried again after a minute, and after twice as long each time it fails again.
      log.error({ err: error, deadline: row.key }, 'a deadline could not be executed')
      await tx.query('rollback to savepoint one_deadline')
      await tx.query(
        `update deadline set failures = failures + 1, last_failure = $2, retry_at = plenary_now() + least(2 ^ least(failures, 6), 60) * interval '1 minute'
         where key = $1`, [row.key, String(error)])
    }
    return true
  }

  /** The queue compares with PostgreSQL's own time, so the shift of the clock is taken off. */
  private async wakeAtNext(tx: EntityManager): Promise<void> {
    const [next] = await tx.query<{ at: Date | null }[]>(
      "select min(greatest(due, retry_at)) - (select shift from clock) as at from deadline where done_at is null")
    if (next?.at) await this.jobs.enqueue(tx, WAKE, {}, { key: WAKE, runAt: next.at.toISOString() })
  }
}
