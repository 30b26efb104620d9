import { answerPoll, takeBackAnswer } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Permits } from '../drafts/permits.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Poll } from './poll.entity.ts'
import { asJudged, PollFacts } from './poll-facts.service.ts'
import { PollRecord } from './poll-record.service.ts'
import { unknownPoll } from './polls.service.ts'

/** What a seat answers. Without a choice and a ranking it takes its answer back. */
export interface WantedAnswer {
  readonly pollId: string
  readonly seatId: string
  readonly choice?: string | null | undefined
  readonly reason?: string | null | undefined
  readonly ranking?: readonly (readonly string[])[] | null | undefined
}

interface Open { readonly poll: Poll; readonly by: string; readonly now: string }

/** Takes answers. An answer is counted or refused, also in the closing instant: answering and closing hold the same draft. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly rights: Rights,
    private readonly facts: PollFacts,
    private readonly record: PollRecord,
  ) {}

  /** Gives the answer of a seat, or changes it. */
  answer(viewer: Viewer | null, wanted: WantedAnswer): Promise<Result<Poll>> {
    return this.transactions.run(async tx => {
      const ranking = wanted.ranking ?? []
      const bad = badText({ reason: { value: wanted.reason, most: 20_000 }, choice: { value: wanted.choice, most: 100 }, ranking: { value: ranking.flat().join(), most: 1_000 } })
      if (bad) return bad
      const open = await this.open(tx, viewer, wanted)
      if (!open.ok) return open
      const { poll, by, now } = open.value
      const given = { seat: wanted.seatId, choice: wanted.choice ?? '', reason: wanted.reason ?? '', ranking }
      const taken = answerPoll(asJudged(poll), await this.facts.roll(tx, poll.id), given, now)
      if (!taken.ok) return taken
      const answer = taken.value
      await tx.query(
        `insert into poll_answer (poll_id, seat_id, choice, reason, ranking, by_id) values ($1, $2, $3, $4, $5::jsonb, $6)
         on conflict (poll_id, seat_id) do update set choice = excluded.choice, reason = excluded.reason, ranking = excluded.ranking, at = plenary_now(), by_id = excluded.by_id`,
        [poll.id, answer.seat, answer.choice, answer.reason, JSON.stringify(answer.ranking), by])
      await this.record.answered(tx, poll, { ...answer, seatId: answer.seat, by })
      return accept(poll)
    })
  }

  /** Takes the answer of a seat back, such as the break of a silence. */
  takeBack(viewer: Viewer | null, wanted: Pick<WantedAnswer, 'pollId' | 'seatId'>): Promise<Result<Poll>> {
    return this.transactions.run(async tx => {
      const open = await this.open(tx, viewer, wanted)
      if (!open.ok) return open
      const { poll, by, now } = open.value
      const held = await tx.query<unknown[]>('select 1 from poll_answer where poll_id = $1 and seat_id = $2', [poll.id, wanted.seatId])
      const taken = takeBackAnswer(asJudged(poll), held.length > 0, now)
      if (!taken.ok) return taken
      await tx.query('delete from poll_answer where poll_id = $1 and seat_id = $2', [poll.id, wanted.seatId])
      await this.record.answered(tx, poll, { seatId: wanted.seatId, choice: null, reason: '', ranking: [], by })
      return accept(poll)
    })
  }

  private async open(tx: EntityManager, viewer: Viewer | null, { pollId, seatId }: Pick<WantedAnswer, 'pollId' | 'seatId'>): Promise<Result<Open>> {
    const found = isId(pollId) && isId(seatId) ? await tx.findOneBy(Poll, { id: pollId }) : null
    if (!found) return unknownPoll()
    const permitted = await this.permits.ask(tx, viewer, found.draftId, 'poll.answer')
    if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownPoll() : permitted
    const { viewer: person, draft } = permitted.value
    if (!await this.rights.actsFor(tx, person, seatId, draft.committeeId)) return refusal('FORBIDDEN', 'Only who acts for a participating seat answers in its name.')
    // The draft is locked by now, and closing locks it too: what is read from here on stays true until the commit.
    const poll = await tx.findOneByOrFail(Poll, { id: pollId })
    return accept({ poll, by: person.personId, now: await this.facts.clock.now(tx) })
  }
}
