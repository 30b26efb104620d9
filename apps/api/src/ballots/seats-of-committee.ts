import type { Roll } from '@plenary/ballots'
import type { EntityManager } from 'typeorm'

/** The participating seats of a committee as they stand at this moment, locked so that none comes or goes before the commit. */
export const seatsOfCommittee = (tx: EntityManager, committeeId: string): Promise<Roll> =>
  tx.query<Roll[number][]>(
    `select seat.id as seat, body.name, seat.weight, seat.interest_category as category, seat.jurisdiction
     from seat join body on body.id = seat.body_id
     where seat.committee_id = $1 and seat.kind = 'participating' and seat.until is null order by seat.id for share of seat`, [committeeId]) as Promise<Roll>
