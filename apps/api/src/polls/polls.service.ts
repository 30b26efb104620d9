import { cancelPoll, openPoll } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Poll } from './poll.entity.ts'
import { asJudged, PollFacts } from './poll-facts.service.ts'
import { PollRecord } from './poll-record.service.ts'

/** What is asked, by which instrument, and until when. */
export interface NewPoll {
  readonly draftId: string
  readonly instrument: string
  readonly question: string
  readonly closesAt: Date
  readonly options?: readonly string[] | null | undefined
  readonly reviewOn?: Date | null | undefined
}

/** What is said of a poll that does not exist, and of one that the viewer may not see. */
export const unknownPoll = () => refusal('NOT_FOUND', 'There is no such poll, or it is not open to you.')

/** Opens instruments of decision, and cancels them. */
@Injectable()
export class PollsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly collab: CollabService,
    private readonly facts: PollFacts,
    private readonly record: PollRecord,
  ) {}

  /** Opens an instrument. Those who are asked are fixed now, and so is the text that is asked about. */
  open(viewer: Viewer | null, wanted: NewPoll): Promise<Result<Poll>> {
    return this.transactions.run(async tx => {
      const options = wanted.options ?? []
      const bad = badText({ question: { value: wanted.question, most: 2_000 }, options: { value: options.join('\n'), most: 10_000 } })
      if (bad) return bad
      for (const [name, date] of Object.entries({ closesAt: wanted.closesAt, reviewOn: wanted.reviewOn })) {
        if (date && Number.isNaN(date.getTime())) return refusal('BAD_INPUT', `“${name}” is no date. Write it as 2027-03-31T22:00:00Z.`)
      }
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'poll.open')
      if (!permitted.ok) return permitted
      const { draft, viewer: opener } = permitted.value
      const facts = await this.facts.opening(tx, draft)
      const asked = { question: wanted.question, closesAt: wanted.closesAt.toISOString(), options, reviewOn: wanted.reviewOn?.toISOString() ?? null }
      const opened = openPoll(wanted.instrument, asked, { ...facts, sameOpen: facts.open.includes(wanted.instrument) })
      if (!opened.ok) return opened
      const { seq } = await this.collab.textOf(draft.id, tx)
      const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from poll where draft_id = $1', [draft.id])
      const { identifiers } = await tx.insert(Poll, {
        draftId: draft.id, number: next!.number, instrument: wanted.instrument, question: opened.value.question, offered: [...opened.value.options] as never,
        closesAt: wanted.closesAt, zone: facts.zone, openedById: opener.personId, textSeq: seq, reviewOn: wanted.instrument === 'consent-round' ? wanted.reviewOn ?? null : null,
      })
      const poll = await tx.findOneByOrFail(Poll, { id: identifiers[0]!['id'] as string })
      await this.fixRoll(tx, poll, draft.committeeId)
      await this.record.opened(tx, draft, poll)
      return accept(poll)
    })
  }

  /** Cancels an instrument that should not have been opened; its answers stay on record and count for nothing. */
  cancel(viewer: Viewer | null, wanted: { pollId: string; reason: string }): Promise<Result<Poll>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 10_000 } })
      if (bad) return bad
      const found = isId(wanted.pollId) ? await tx.findOneBy(Poll, { id: wanted.pollId }) : null
      if (!found) return unknownPoll()
      const permitted = await this.permits.ask(tx, viewer, found.draftId, 'poll.cancel')
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownPoll() : permitted
      const poll = await tx.findOneByOrFail(Poll, { id: found.id })
      const cancelled = cancelPoll(asJudged(poll), wanted.reason, await this.facts.clock.now(tx))
      if (!cancelled.ok) return cancelled
      await tx.update(Poll, poll.id, { state: 'cancelled', cancelReason: cancelled.value, closedAt: () => 'plenary_now()' })
      await this.record.cancelled(tx, permitted.value.draft, poll, { by: permitted.value.viewer.personId, reason: cancelled.value })
      return accept(await tx.findOneByOrFail(Poll, { id: poll.id }))
    })
  }

  /** The participating seats as they stand at this moment, locked so that none comes or goes before the commit. */
  private async fixRoll(tx: EntityManager, poll: Poll, committeeId: string): Promise<void> {
    await tx.query(
      `insert into poll_seat (poll_id, seat_id, name)
       select $1, held.id, held.name from (select seat.id, body.name from seat join body on body.id = seat.body_id
         where seat.committee_id = $2 and seat.kind = 'participating' and seat.until is null for share of seat) as held`, [poll.id, committeeId])
  }
}
