import { isId } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Standings } from '../people/rights.service.ts'
import { page, pageSize } from '../platform/graphql.ts'
import { grouped } from '../platform/loaders.ts'
import { Ballot, type ShownPaper } from './ballot.entity.ts'
import { type LateVote, type MovedEnd, RollEntry, type Vote } from './vote.entity.ts'

/** An act of voting with the seat it was for. */
export interface Change { readonly ballotId: string; readonly seatId: string; readonly seatName: string; readonly at: Date; readonly from: string | null; readonly to: string }

/** Reads ballots with everything in them. What of it a viewer may see is decided in `showing.service.ts`. */
@Injectable()
export class BallotsQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<Ballot | null> {
    return isId(id) ? this.db.getRepository(Ballot).findOneBy({ id }) : null
  }

  /** The ballots of the viewer's committees, and those on adopted texts; the last to close first. */
  async list(standings: Standings, wanted: { first: number; after?: string | undefined; state?: string | undefined }) {
    const first = pageSize(wanted.first)
    const query = this.db.getRepository(Ballot).createQueryBuilder('ballot')
      .where(`ballot.draft_id in (select id from draft where committee_id = any(:committees) or adopted_at is not null)`, { committees: standings.committees })
      .orderBy('ballot.closes_at', 'DESC').addOrderBy('ballot.id', 'DESC').take(first + 1)
    if (wanted.state) query.andWhere('ballot.state = :state', { state: wanted.state })
    const [at, id] = wanted.after?.split('|') ?? []
    if (at && id && isId(id) && !Number.isNaN(Date.parse(at))) query.andWhere('(ballot.closes_at, ballot.id) < (:at, :id)', { at, id })
    return page(await query.getMany(), first, ballot => `${ballot.closesAt.toISOString()}|${ballot.id}`)
  }

  /** The ballots on each of these drafts, newest first. */
  async ofDrafts(draftIds: readonly string[]): Promise<Ballot[][]> {
    const rows = await this.db.getRepository(Ballot).find({ where: { draftId: In([...draftIds]) }, order: { number: 'DESC' } })
    return grouped(rows, draftIds, ballot => ballot.draftId)
  }

  /** The rolls of these ballots, by the names of the seats. */
  async rolls(ballotIds: readonly string[]): Promise<RollEntry[][]> {
    const rows = await this.db.getRepository(RollEntry).find({ where: { ballotId: In([...ballotIds]) }, order: { name: 'ASC', seatId: 'ASC' } })
    return grouped(rows, ballotIds, entry => entry.ballotId)
  }

  /** The votes of these ballots as they stand; with `seats`, of these alone. */
  async votes(ballotIds: readonly string[], seats: readonly string[] | null): Promise<Vote[][]> {
    const rows = await this.db.query<(Vote & { ballotId: string })[]>(
      `select vote.ballot_id as "ballotId", vote.seat_id as "seatId", roll_entry.name as "seatName", vote.choice, vote.reason, vote.at, vote.by_id as "byId"
       from vote join roll_entry using (ballot_id, seat_id) where vote.ballot_id = any($1) and ($2::uuid[] is null or vote.seat_id = any($2))
       order by roll_entry.name, vote.seat_id`, [ballotIds, seats])
    return grouped(rows, ballotIds, vote => vote.ballotId)
  }

  /** The seats that took part in these ballots, whatever they keep of it. */
  async turnout(ballotIds: readonly string[]): Promise<string[][]> {
    const rows = await this.db.query<{ ballotId: string; seatId: string }[]>(
      `select ballot_id as "ballotId", seat_id as "seatId" from vote where ballot_id = any($1)
       union all select ballot_id, seat_id from participation where ballot_id = any($1)`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId).map(list => list.map(row => row.seatId))
  }

  /** What came after the end of these ballots. */
  async late(ballotIds: readonly string[]): Promise<LateVote[][]> {
    const rows = await this.db.query<(LateVote & { ballotId: string })[]>(
      `select late.ballot_id as "ballotId", late.seat_id as "seatId", roll_entry.name as "seatName", late.choice, late.at, late.attempts
       from late_vote as late join roll_entry using (ballot_id, seat_id) where late.ballot_id = any($1) order by roll_entry.name, late.seat_id`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** How the ends of these ballots were moved, in order. */
  async movedEnds(ballotIds: readonly string[]): Promise<MovedEnd[][]> {
    const rows = await this.db.query<(MovedEnd & { ballotId: string })[]>(
      'select ballot_id as "ballotId", from_instant as "from", to_instant as "to", reason from moved_end where ballot_id = any($1) order by id', [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** The published papers of these ballots, by their trackers. */
  async papers(ballotIds: readonly string[]): Promise<ShownPaper[][]> {
    const rows = await this.db.query<(ShownPaper & { ballotId: string })[]>(
      'select ballot_id as "ballotId", tracker, choice, reason from published_paper where ballot_id = any($1) order by tracker collate "C"', [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** Every act of voting in these ballots, oldest first; with `seats`, of these alone. */
  async changes(ballotIds: readonly string[], seats: readonly string[] | null): Promise<Change[][]> {
    const rows = await this.db.query<Change[]>(
      `select change.ballot_id as "ballotId", change.seat_id as "seatId", roll_entry.name as "seatName", change.at,
         change.from_choice as "from", change.to_choice as "to"
       from vote_change as change join roll_entry using (ballot_id, seat_id) where change.ballot_id = any($1) and ($2::uuid[] is null or change.seat_id = any($2))
       order by change.id`, [ballotIds, seats])
    return grouped(rows, ballotIds, change => change.ballotId)
  }

  /** When the quorum of each of these ballots was reached and not lost again; null while it is not. Seats that leave the count do not count for it. */
  async quorumsReachedAt(ballotIds: readonly string[]): Promise<(Date | null)[]> {
    const rows = await this.db.query<{ ballotId: string; at: Date }[]>(
      `with step as (
         select ballot_id, id, at, (to_choice not in ('withdraw', 'recuse'))::int - (coalesce(from_choice, 'withdraw') not in ('withdraw', 'recuse'))::int as step
         from vote_change where ballot_id = any($1)
       ), present as (
         select ballot_id, id, at, step, sum(step) over (partition by ballot_id order by id) as until_then, sum(step) over (partition by ballot_id) as total from step
       )
       select distinct on (ballot.id) ballot.id as "ballotId", present.at from present join ballot on ballot.id = present.ballot_id
       where quorum > 0 and step = 1 and until_then = quorum and total >= quorum order by ballot.id, present.id desc`, [ballotIds])
    const reached = new Map(rows.map(row => [row.ballotId, row.at]))
    return ballotIds.map(id => reached.get(id) ?? null)
  }
}
