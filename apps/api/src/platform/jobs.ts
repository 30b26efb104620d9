import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common'
import { Logger as WorkerLogger, run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import type { Pool } from 'pg'
import type { EntityManager } from 'typeorm'
import { log } from './log.ts'

type Handler = (payload: never) => Promise<void>

const logger = new WorkerLogger(() => (level, message) => { if (level === 'error') log.error(message) })

/** Work that follows a commit. A job is enqueued in the transaction of the fact that causes it, and runs at least once. */
@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  private readonly tasks: Record<string, Handler> = {}
  private runner: Runner | undefined

  /** Names what does a task. Handlers must bear being run twice. */
  register<P>(task: string, handler: (payload: P) => Promise<void>): void {
    if (this.tasks[task]) throw new Error(`Two handlers for the task ${task}`)
    this.tasks[task] = handler as Handler
  }

  /** Asks for a task once this transaction commits. With a `key`, a waiting job of the same key is replaced. */
  async enqueue(tx: EntityManager, task: string, payload: unknown, options: { key?: string; runAt?: string } = {}): Promise<void> {
    await tx.query('select graphile_worker.add_job($1, $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := 25)',
      [task, JSON.stringify(payload ?? {}), options.runAt ?? null, options.key ?? null])
  }

  /** Prepares the tables of the queue. */
  async migrate(pool: Pool): Promise<void> {
    await runMigrations({ pgPool: pool, logger })
  }

  /** Starts taking jobs. Called once the application stands, by the server only. */
  async start(pool: Pool): Promise<void> {
    this.runner = await run({ pgPool: pool, taskList: this.taskList(), concurrency: 4, pollInterval: 1_000, noHandleSignals: true, logger })
  }

  /** Runs everything that is due now and returns when nothing is left. For seeds and tests, which have no worker. */
  async drain(pool: Pool): Promise<void> {
    const { runOnce } = await import('graphile-worker')
    await runOnce({ pgPool: pool, taskList: this.taskList(), concurrency: 1, noHandleSignals: true, logger })
  }

  /** Lets the jobs under way end while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    const { runner } = this
    this.runner = undefined
    await runner?.stop()
  }

  private taskList(): TaskList {
    return Object.fromEntries(Object.entries(this.tasks).map(([name, handler]) => [name, (payload: unknown) => handler(payload as never)]))
  }
}

