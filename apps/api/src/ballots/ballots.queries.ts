import { isId } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Standings } from '../people/rights.service.ts'
import { page, pageSize } from '../platform/graphql.ts'
import { grouped } from '../platform/loaders.ts'
import { Ballot } from './ballot.entity.ts'
import { RollEntry, type Vote } from './vote.entity.ts'

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

  /** The votes of these ballots as they stand. */
  async votes(ballotIds: readonly string[]): Promise<Vote[][]> {
    const rows = await this.db.query<(Vote & { ballotId: string })[]>(
      `select vote.ballot_id as "ballotId", vote.seat_id as "seatId", roll_entry.name as "seatName", vote.choice, vote.reason, vote.at, vote.by_id as "byId"
       from vote join roll_entry using (ballot_id, seat_id) where vote.ballot_id = any($1) order by roll_entry.name, vote.seat_id`, [ballotIds])
    return grouped(rows, ballotIds, vote => vote.ballotId)
  }

  /** Every act of voting in these ballots, oldest first. */
  async changes(ballotIds: readonly string[]): Promise<Change[][]> {
    const rows = await this.db.query<Change[]>(
      `select change.ballot_id as "ballotId", change.seat_id as "seatId", roll_entry.name as "seatName", change.at,
         change.from_choice as "from", change.to_choice as "to"
       from vote_change as change join roll_entry using (ballot_id, seat_id) where change.ballot_id = any($1) order by change.id`, [ballotIds])
    return grouped(rows, ballotIds, change => change.ballotId)
  }
}

/** When a quorum was first reached and not lost again; null while it is not. Seats that leave the count do not count for it. */
export function quorumReachedAt(quorum: number, changes: readonly Change[]): Date | null {
  const present = new Set<string>()
  let reached: Date | null = null
  for (const { seatId, to, at } of changes) {
    if (to === 'withdraw' || to === 'recuse') present.delete(seatId)
    else present.add(seatId)
    reached = present.size < quorum ? null : reached ?? at
  }
  return quorum === 0 ? null : reached
}
