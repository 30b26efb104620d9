import { type Answer, instrumentOf, type OpeningFacts, type Poll as Judged, type PollSeat, objectionStatuses, stands } from '@plenary/consensus'
import { silenceMinimum } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Clock } from '../platform/clock.ts'
import type { Poll } from './poll.entity.ts'

const standing = objectionStatuses.filter(stands)

/** A poll as the rules judge it. */
export function asJudged(poll: Poll): Judged {
  const instrument = instrumentOf(poll.instrument)
  if (!instrument) throw new Error(`The instrument ${poll.instrument} is gone.`)
  return { instrument, options: poll.offered, closesAt: poll.closesAt.toISOString(), state: poll.state }
}

/** Reads what opening, answering and closing need, inside their transaction. */
@Injectable()
export class PollFacts {
  constructor(readonly clock: Clock) {}

  /** What is known of a draft when somebody wants to open an instrument on it. */
  async opening(tx: EntityManager, draft: Draft): Promise<Omit<OpeningFacts, 'sameOpen'> & { readonly open: readonly string[] }> {
    const book = rulebookFor(draft)
    const [row] = await tx.query<{ seats: number; open: string[]; objections: number }[]>(
      `select (select count(*)::int from seat where committee_id = $2 and kind = 'participating' and until is null) as seats,
         array(select instrument from poll where draft_id = $1 and state = 'open') as open,
         (select count(*)::int from objection where draft_id = $1 and status = any($3)) as objections`, [draft.id, draft.committeeId, standing])
    return {
      now: await this.clock.now(tx), zone: book.zone, silenceMinimum: silenceMinimum(book), withdrawn: draft.withdrawnAt !== null,
      seats: row!.seats, open: row!.open, openObjections: row!.objections,
    }
  }

  async openObjections(tx: EntityManager, draftId: string): Promise<number> {
    const [row] = await tx.query<{ n: number }[]>('select count(*)::int as n from objection where draft_id = $1 and status = any($2)', [draftId, standing])
    return row!.n
  }

  /** The roll of a poll as it was fixed, by name. */
  async roll(tx: EntityManager, pollId: string): Promise<PollSeat[]> {
    return tx.query<PollSeat[]>('select seat_id as seat, name from poll_seat where poll_id = $1 order by name, seat_id', [pollId])
  }

  /** The answers of a poll as they stand. */
  async answers(tx: EntityManager, pollId: string): Promise<Answer[]> {
    return tx.query<Answer[]>('select seat_id as seat, choice, reason, ranking from poll_answer where poll_id = $1 order by seat_id', [pollId])
  }
}
