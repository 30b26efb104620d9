import { accept, isId, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import type { Roll } from '@plenary/ballots'
import { type Act, may } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { PreparedStatement } from '../platform/prepared-statement.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { instant, seatOf } from './cast-votes.service.ts'
import type { RollEntry } from './vote.entity.ts'

/** Somebody who may cast the vote of a seat now, with the ballot held against its close and the seat against other votes. */
export interface Admitted extends Turn { readonly ballot: Ballot; readonly viewer: Viewer }

/** The turn of seats to act: the instant at which they were held, and their places on the roll. */
export interface Turn { readonly at: string; readonly roll: Roll }

/** The seat for which somebody acts, and the seat by which they do so where that is another one. */
export interface Acting { readonly ballotId: string; readonly seatId: string; readonly proxyHolderId?: string | null | undefined }

/** What is asked for, when it is not a vote, and which other seat it is about. */
export interface Asked { readonly act?: Act; readonly beside?: string }

/** How a ballot is refused that does not exist for somebody. */
export const unknownBallot = (): Refused<Refusal> => refusal('NOT_FOUND', 'There is no such ballot, or it is not open to you.')

// Two seats are locked in one order, so that no two acts wait for each other. The clock is read for the row that the aggregate gives, that is after the
// last lock was had; what else the act reads must be read by a later statement, which sees what was committed while it waited.
const takeTurn = new PreparedStatement<{ at: string; places: Omit<RollEntry, 'ballotId'>[] }>(
  `select ${instant('plenary_now()')} as at, held.places from (
     select coalesce(json_agg(place), '[]') as places from (
       select seat_id as "seatId", name, weight, interest_category as "interestCategory", jurisdiction, population, affiliation, presence
       from roll_entry where ballot_id = $1 and seat_id = any($2) order by seat_id for update
     ) as place
   ) as held`)

/** Lets people vote for seats. Everything is asked at the moment of the vote, under the locks that its commit holds. */
@Injectable()
export class Voters {
  constructor(
    private readonly transactions: Transactions,
    private readonly drafts: DraftsService,
    private readonly rights: Rights,
    private readonly record: BallotRecord,
  ) {}

  /** Locks ballot and seats for a vote and asks whether the viewer casts it. The instant is read after the locks are held. */
  async admit(tx: EntityManager, viewer: Viewer | null, { ballotId, seatId, proxyHolderId }: Acting, { act = 'ballot.vote', beside }: Asked = {}): Promise<Result<Admitted>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to vote.')
    const seats = [seatId, proxyHolderId, beside].filter(id => id != null)
    if (!isId(ballotId) || !seats.every(isId)) return unknownBallot()
    // Shared among voters, exclusive against the close: from here to the commit the ballot can not be counted.
    const ballot = await tx.findOne(Ballot, { where: { id: ballotId }, lock: { mode: 'pessimistic_read' } })
    if (!ballot) return unknownBallot()
    const allowed = await this.mayAct(tx, { viewer, ballot, act, seatId: proxyHolderId ?? seatId })
    if (!allowed.ok) return allowed
    return accept({ ballot, viewer, ...await this.turn(tx, ballotId, seats) })
  }

  /** Holds ballot and seat for a vote that is entered by somebody whose right was asked before. */
  async hold(tx: EntityManager, { ballotId, seatId }: { ballotId: string; seatId: string }): Promise<Omit<Admitted, 'viewer'>> {
    const ballot = await tx.findOneOrFail(Ballot, { where: { id: ballotId }, lock: { mode: 'pessimistic_read' } })
    return { ballot, ...await this.turn(tx, ballotId, [seatId]) }
  }

  /**
   * Keeps a vote that came after the end, apart from the votes. Of a ballot without names only that it came. Nothing is kept of an annulled ballot, nor of
   * a seat that is not on the roll.
   */
  async late({ ballot, viewer, at }: Admitted, seatId: string, choice: string | null): Promise<void> {
    if (ballot.state === 'annulled') return
    const shown = ballot.kindData.publishes === 'votes' ? choice : null
    await this.transactions.read(async tx => {
      // The ledger has the first attempt; whoever goes on trying fills nothing but a counter.
      const [kept] = await tx.query<{ attempts: number }[]>(
        `insert into late_vote (ballot_id, seat_id, choice, at, by_id) select ballot_id, seat_id, $3, $4::timestamptz, $5 from roll_entry where ballot_id = $1 and seat_id = $2
         on conflict (ballot_id, seat_id) do update set choice = excluded.choice, at = excluded.at, by_id = excluded.by_id, attempts = late_vote.attempts + 1
         returning attempts`, [ballot.id, seatId, shown, at, viewer.personId])
      if (kept?.attempts === 1) await this.record.late(tx, ballot, { seatId, choice: shown, by: viewer.personId })
    })
  }

  /** One act of a seat after the other. A seat that is not on the roll has nothing to lock; the library refuses it. */
  private async turn(tx: EntityManager, ballotId: string, seats: readonly string[]): Promise<Turn> {
    const [turn] = await takeTurn.run(tx, [ballotId, seats])
    return { at: turn!.at, roll: turn!.places.map(seatOf) }
  }

  private async mayAct(tx: EntityManager, { viewer, ballot, act, seatId }: { viewer: Viewer; ballot: Ballot; act: Act; seatId: string }): Promise<Result<true>> {
    const situation = await this.drafts.situationOf(tx, ballot.draftId)
    const standings = await this.rights.standingsIn(tx, viewer)
    const actor = standings.in(situation.committeeId)
    if (!may(actor, 'ballot.read', situation).allowed) return unknownBallot()
    const holdsVote = standings.seats.some(seat => seat.seatId === seatId && seat.holdsVote)
    const verdict = may(actor, act, { ...situation, holdsVote })
    if (!verdict.allowed) return refusal('FORBIDDEN', verdict.why)
    return holdsVote ? accept(true) : refusal('FORBIDDEN', 'Only the head of delegation, and whom the seat lets vote beside the head, casts the vote of this seat.')
  }
}
