import { type Ballot as LibBallot, type Entered, leaving, type Roll, type Vote, type VoteCast } from '@plenary/ballots'
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

/** A place on the roll as the counting library takes it. */
export const seatOf = ({ seatId, name, weight, interestCategory, jurisdiction, population, affiliation, presence }: Omit<RollEntry, 'ballotId'>): Roll[number] => ({
  seat: seatId, name, weight, category: interestCategory, jurisdiction,
  ...(population === null ? {} : { population }), ...(affiliation === null ? {} : { affiliation }), ...(presence === null ? {} : { presence }),
})

/** Reads what a count needs, inside the transaction that counts. */
@Injectable()
export class CastVotes {
  /** The roll, as it was fixed; or of it one seat, where there is nothing to ask of the others. */
  async roll(tx: EntityManager, ballotId: string, seatId?: string): Promise<Roll> {
    const rows = await tx.find(RollEntry, { where: { ballotId, ...(seatId === undefined ? {} : { seatId }) }, order: { seatId: 'ASC' } })
    return rows.map(seatOf)
  }

  /** Every act of voting in order, of one seat or of all. */
  async log(tx: EntityManager, ballotId: string, seatId?: string): Promise<Vote[]> {
    const rows = await tx.query<(Omit<Vote, 'entered' | 'reason'> & { reason: string; entered: Entered | null })[]>(
      `select seat_id as seat, to_choice as choice, reason, ${instant('at')} as at, entered from vote_change
       where ballot_id = $1 and ($2::uuid is null or seat_id = $2) order by id`, [ballotId, seatId ?? null])
    return rows.map(({ entered, ...row }) => ({ ...row, reason: row.reason === '' ? null : row.reason, ...(entered === null ? {} : { entered }) }))
  }

  /** The seats that took part, by their ids: as they are listed in the record of a ballot without names. */
  async participants(tx: EntityManager, ballot: Ballot): Promise<string[]> {
    const table = ballot.kindData.holds === 'sealed' ? 'participation' : 'vote'
    const rows = await tx.query<{ seat: string }[]>(`select seat_id as seat from ${table} where ballot_id = $1 order by seat_id`, [ballot.id])
    return rows.map(row => row.seat)
  }

  /** Keeps an act of voting, and the vote of the seat as it stands after it. */
  async keep(tx: EntityManager, ballot: Ballot, cast: VoteCast, { by, documentId = null }: { by: string; documentId?: string | null }): Promise<void> {
    const { seat, choice, reason, at, inPlaceOf, entered = null } = cast
    await tx.query(
      `insert into vote_change (ballot_id, seat_id, from_choice, to_choice, reason, at, by_id, entered, document_id)
       values ($1, $2, $3, $4, $5, $6::timestamptz, $7, $8, $9)`, [ballot.id, seat, inPlaceOf, choice, reason ?? '', at, by, entered, documentId])
    if (leaving.includes(choice)) {
      await tx.query('delete from vote where ballot_id = $1 and seat_id = $2', [ballot.id, seat])
    } else {
      await tx.query(
        `insert into vote (ballot_id, seat_id, choice, reason, at, by_id, entered) values ($1, $2, $3, $4, $5::timestamptz, $6, $7)
         on conflict (ballot_id, seat_id) do update set choice = excluded.choice, reason = excluded.reason, at = excluded.at, by_id = excluded.by_id, entered = excluded.entered`,
        [ballot.id, seat, choice, reason ?? '', at, by, entered])
    }
  }
}
