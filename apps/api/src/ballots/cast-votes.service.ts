import { type Ballot as LibBallot, type Roll, type Vote } from '@plenary/ballots'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Ballot } from './ballot.entity.ts'
import { RollEntry } from './vote.entity.ts'

/** An instant of the database in full precision, as the counting takes it. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A ballot as the counting library takes it. */
export const asCounted = (ballot: Ballot): LibBallot => ({
  id: ballot.id, editionHash: ballot.editionHash, rule: ballot.ruleData, opensAt: ballot.opensAt.toISOString(), closesAt: ballot.closesAt.toISOString(),
  closed: ballot.state !== 'open',
})

/** Reads what a count needs, inside the transaction that counts. */
@Injectable()
export class CastVotes {
  /** The roll, as it was fixed; or of it one seat, where there is nothing to ask of the others. */
  async roll(tx: EntityManager, ballotId: string, seatId?: string): Promise<Roll> {
    const rows = await tx.find(RollEntry, { where: { ballotId, ...(seatId === undefined ? {} : { seatId }) }, order: { seatId: 'ASC' } })
    return rows.map(row => ({ seat: row.seatId, name: row.name, weight: row.weight, category: row.interestCategory, jurisdiction: row.jurisdiction }))
  }

  /** Every act of voting in order, of one seat or of all. */
  async log(tx: EntityManager, ballotId: string, seatId?: string): Promise<Vote[]> {
    const rows = await tx.query<{ seat: string; choice: string; reason: string; at: string }[]>(
      `select seat_id as seat, to_choice as choice, reason, ${instant('at')} as at from vote_change
       where ballot_id = $1 and ($2::uuid is null or seat_id = $2) order by id`, [ballotId, seatId ?? null])
    return rows.map(row => ({ ...row, reason: row.reason === '' ? null : row.reason }))
  }

  /** The seats that took part, by their ids: as they are listed in the record of a ballot without names. */
  async participants(tx: EntityManager, ballot: Ballot): Promise<string[]> {
    const table = ballot.kindData.holds === 'sealed' ? 'participation' : 'vote'
    const rows = await tx.query<{ seat: string }[]>(`select seat_id as seat from ${table} where ballot_id = $1 order by seat_id`, [ballot.id])
    return rows.map(row => row.seat)
  }
}
