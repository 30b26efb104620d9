import { annulBallot, closeEarly, type Conducted, extendBallot } from '@plenary/ballots'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { type Act, endOfPeriod } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { asCounted, CastVotes, instant } from './cast-votes.service.ts'
import { unknownBallot } from './voters.service.ts'

/** A ballot held alone, with who conducts it. */
interface Held { readonly ballot: Ballot; readonly draft: Draft; readonly by: string; readonly known: Conducted }

/** Conducts ballots between opening and count: their end is put off or comes early, and one that was held in error is annulled. */
@Injectable()
export class ConductService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly votes: CastVotes,
    private readonly record: BallotRecord,
  ) {}

  /** Puts off the end of an open ballot, as the rulebook permitted at its opening. */
  extend(viewer: Viewer | null, wanted: { ballotId: string; closesAt: Date; reason: string }): Promise<Result<Ballot>> {
    return this.conduct(viewer, wanted, 'ballot.extend', async (tx, { ballot, draft, by, known }) => {
      if (Number.isNaN(wanted.closesAt.getTime())) return refusal('BAD_INPUT', '“closesAt” is no date. Write it as 2027-03-31T22:00:00Z.')
      const end = ballot.closesAt.toISOString()
      const [moved] = await tx.query<{ times: number }[]>('select count(*)::int as times from moved_end where ballot_id = $1', [ballot.id])
      const latest = ballot.policy.extension ? endOfPeriod(end, ballot.policy.extension.most, ballot.zone) : end
      const extended = extendBallot(known, { closesAt: wanted.closesAt.toISOString(), reason: wanted.reason }, { latest, times: moved!.times })
      if (!extended.ok) return extended
      return this.moveEnd(tx, { ballot, draft, by, ...extended.value })
    })
  }

  /** Ends a ballot in which every seat has voted. It is counted at once, by the same hands as at its time. */
  close(viewer: Viewer | null, wanted: { ballotId: string; reason: string }): Promise<Result<Ballot>> {
    return this.conduct(viewer, wanted, 'ballot.close', async (tx, { ballot, draft, by, known }) => {
      const seats = await tx.query<{ seats: number }[]>('select count(*)::int as seats from roll_entry where ballot_id = $1', [ballot.id])
      const ended = closeEarly(known, { voted: (await this.votes.participants(tx, ballot)).length, seats: seats[0]!.seats })
      if (!ended.ok) return ended
      // The next whole millisecond: no vote that was taken comes to lie after it.
      const [end] = await tx.query<{ at: Date }[]>("select date_trunc('milliseconds', plenary_now() + interval '1 millisecond') as at")
      return this.moveEnd(tx, { ballot, draft, by, closesAt: end!.at.toISOString(), reason: wanted.reason.trim() || 'Every seat has voted.' })
    })
  }

  /** Annuls a ballot that was held on a wrong text or roll, whether it was counted or not. */
  annul(viewer: Viewer | null, wanted: { ballotId: string; reason: string }): Promise<Result<Ballot>> {
    return this.conduct(viewer, wanted, 'ballot.annul', async (tx, { ballot, draft, by, known }) => {
      const annulled = annulBallot(known, draft.adoptedAt !== null, wanted.reason)
      if (!annulled.ok) return annulled
      const [next] = await tx.query<{ number: number }[]>("select number from ballot where recirculates = $1 and state <> 'annulled'", [ballot.id])
      if (next) return refusal('recirculated', `Ballot ${next.number} recirculates this one and rests on its votes. Annul that one first.`)
      await tx.query("update ballot set state = 'annulled', closed_at = coalesce(closed_at, plenary_now()) where id = $1", [ballot.id])
      await this.record.annulled(tx, draft, ballot, { by, reason: annulled.value.reason })
      return accept(await tx.findOneByOrFail(Ballot, { id: ballot.id }))
    })
  }

  private conduct(
    viewer: Viewer | null, wanted: { ballotId: string; reason: string }, act: Act, work: (tx: EntityManager, held: Held) => Promise<Result<Ballot>>,
  ): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 4_000 } })
      if (bad) return bad
      if (!isId(wanted.ballotId)) return unknownBallot()
      const [found] = await tx.query<{ draft_id: string }[]>('select draft_id from ballot where id = $1', [wanted.ballotId])
      if (!found) return unknownBallot()
      const permitted = await this.permits.ask(tx, viewer, found.draft_id, act)
      if (!permitted.ok) return permitted
      const ballot = await tx.findOneOrFail(Ballot, { where: { id: wanted.ballotId }, lock: { mode: 'pessimistic_write' } })
      const [clock] = await tx.query<{ now: string }[]>(`select ${instant('plenary_now()')} as now`)
      const known = { ballot: asCounted(ballot), annulled: ballot.state === 'annulled', policy: ballot.policy, now: clock!.now }
      return work(tx, { ballot, draft: permitted.value.draft, by: permitted.value.viewer.personId, known })
    })
  }

  private async moveEnd(tx: EntityManager, moved: { ballot: Ballot; draft: Draft; by: string; closesAt: string; reason: string }): Promise<Result<Ballot>> {
    const { ballot, draft, by, closesAt, reason } = moved
    await tx.query('insert into moved_end (ballot_id, from_instant, to_instant, reason, by_id) values ($1, $2, $3, $4, $5)', [ballot.id, ballot.closesAt, closesAt, reason, by])
    await tx.query('update ballot set closes_at = $2 where id = $1', [ballot.id, closesAt])
    const after = await tx.findOneByOrFail(Ballot, { id: ballot.id })
    await this.record.endMoved(tx, draft, after, { by, reason })
    return accept(after)
  }
}
