import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Jobs } from '../platform/jobs.ts'
import { log } from '../platform/log.ts'
import { AuthorshipService } from './authorship.service.ts'
import { keepSnapshot, longTails } from './statements.ts'
import { TextsService } from './texts.service.ts'
import { UnreadableText } from './worker-line.ts'

const KEEP = 'texts.keep'
// The queue compares with PostgreSQL's own time, so the shift of the clock is taken off.
const LATER = "select plenary_now() - shift + interval '1 minute' as at from clock"
/** A tail of so many updates is folded; a shorter one is cheap to read. */
const LONG_TAIL = 500
const AT_ONCE = 50

interface TailRow { room: string; seq: string; folded: string; authored: string }

/**
 * Keeps texts quick to open, on a timer and on one instance at a time: folds long tails into snapshots and goes on with who wrote what.
 * Nothing is lost by it and nothing waits for it: the updates stay, and a snapshot never replaces a later one, whoever was first.
 */
@Injectable()
export class KeepingService implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly texts: TextsService,
    private readonly authorship: AuthorshipService,
  ) {}

  onModuleInit(): void {
    this.jobs.register(KEEP, async () => {
      try {
        await this.keep()
      } finally {
        await this.next()
      }
    })
  }

  /** Begins the round: called by the server once it stands. A round that is waiting already is not doubled. */
  async next(): Promise<void> {
    const [later] = await this.db.query<{ at: Date }[]>(LATER)
    await this.jobs.enqueue(this.db.manager, KEEP, {}, { key: KEEP, runAt: later!.at.toISOString() })
  }

  /** One round: the longest tails first. A text that cannot be folded is left as it is, and the others go on. */
  async keep(): Promise<void> {
    for (const { room, seq, folded, authored } of await this.db.query<TailRow[]>(longTails, [LONG_TAIL, AT_ONCE])) {
      if (Number(seq) - Number(folded) >= LONG_TAIL) await this.fold(room, Number(seq))
      if (Number(seq) - Number(authored) >= LONG_TAIL) await this.attempt(room, () => this.authorship.now(room))
    }
  }

  private fold(room: string, seq: number): Promise<void> {
    return this.attempt(room, async () => {
      const data = await this.texts.workers.fold(await this.texts.bytesAt(room, seq))
      await this.db.query(keepSnapshot, [room, seq, Buffer.from(data)])
    })
  }

  private async attempt(room: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof UnreadableText)) throw error
      log.error({ err: error, room }, 'a text could not be folded')
    }
  }
}
