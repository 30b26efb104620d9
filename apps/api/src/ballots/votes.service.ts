import { castVote, type VoteCast } from '@plenary/ballots'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { may } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { asCounted, CastVotes, instant } from './cast-votes.service.ts'

/** A vote that somebody casts for a seat. */
export interface WantedVote {
  readonly ballotId: string
  readonly seatId: string
  readonly choice: string
  readonly reason?: string | null | undefined
}

const unknown = () => refusal('NOT_FOUND', 'There is no such ballot, or it is not open to you.')

/** Takes votes. A vote is counted or refused, also in the closing instant; never anything between. */
@Injectable()
export class VotesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly drafts: DraftsService,
    private readonly rights: Rights,
    private readonly votes: CastVotes,
    private readonly record: BallotRecord,
  ) {}

  /** Casts the vote of a seat, or changes it. Only its head of delegation may. */
  cast(viewer: Viewer | null, wanted: WantedVote): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 20_000 } })
      if (bad) return bad
      if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to vote.')
      if (!isId(wanted.ballotId) || !isId(wanted.seatId)) return unknown()
      // Shared among voters, exclusive against the close: from here to the commit the ballot can not be counted.
      const ballot = await tx.findOne(Ballot, { where: { id: wanted.ballotId }, lock: { mode: 'pessimistic_read' } })
      if (!ballot) return unknown()
      const allowed = await this.mayVote(tx, viewer, ballot, wanted.seatId)
      if (!allowed.ok) return allowed
      // One vote of a seat after the other. A seat that is not on the roll has nothing to lock; the library refuses it.
      await tx.query('select 1 from roll_entry where ballot_id = $1 and seat_id = $2 for update', [ballot.id, wanted.seatId])
      const earlier = await this.votes.log(tx, ballot.id, wanted.seatId)
      const [clock] = await tx.query<{ now: string }[]>(`select ${instant('plenary_now()')} as now`)
      const reason = wanted.reason?.trim() || null
      const cast = castVote(asCounted(ballot), await this.votes.roll(tx, ballot.id), earlier,
        { seat: wanted.seatId, choice: wanted.choice, reason, at: clock!.now })
      if (!cast.ok) return cast
      // The same vote again, such as a request that was repeated, is no change.
      const last = earlier.at(-1)
      if (cast.value.inPlaceOf === cast.value.choice && last?.reason === cast.value.reason) return accept(ballot)
      await this.keep(tx, ballot, cast.value, viewer.personId)
      return accept(await tx.findOneByOrFail(Ballot, { id: ballot.id }))
    })
  }

  private async mayVote(tx: EntityManager, viewer: Viewer, ballot: Ballot, seatId: string): Promise<Result<true>> {
    const draft = await tx.findOneByOrFail(Draft, { id: ballot.draftId })
    const situation = this.drafts.situation(draft)
    const standings = await this.rights.standingsIn(tx, viewer)
    const actor = standings.in(draft.committeeId)
    if (!may(actor, 'ballot.read', situation).allowed) return unknown()
    const verdict = may(actor, 'ballot.vote', situation)
    if (!verdict.allowed) return refusal('FORBIDDEN', verdict.why)
    const holds = standings.seats.some(seat => seat.seatId === seatId && seat.head)
    return holds ? accept(true) : refusal('FORBIDDEN', 'Only the head of delegation casts the vote of this seat.')
  }

  private async keep(tx: EntityManager, ballot: Ballot, cast: VoteCast, by: string): Promise<void> {
    const { seat, choice, reason, at, inPlaceOf } = cast
    await tx.query('insert into vote_change (ballot_id, seat_id, from_choice, to_choice, reason, at, by_id) values ($1, $2, $3, $4, $5, $6::timestamptz, $7)',
      [ballot.id, seat, inPlaceOf, choice, reason ?? '', at, by])
    if (choice === 'withdraw') {
      await tx.query('delete from vote where ballot_id = $1 and seat_id = $2', [ballot.id, seat])
    } else {
      await tx.query(
        `insert into vote (ballot_id, seat_id, choice, reason, at, by_id) values ($1, $2, $3, $4, $5::timestamptz, $6)
         on conflict (ballot_id, seat_id) do update set choice = excluded.choice, reason = excluded.reason, at = excluded.at, by_id = excluded.by_id`,
        [ballot.id, seat, choice, reason ?? '', at, by])
    }
    await this.record.cast(tx, ballot, { seatId: seat, choice, reason, by })
  }
}
