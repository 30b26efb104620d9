import { type Adoption, openKind } from './secret-ballot.ts'

/** A ballot of this kind whose roll was made so large; all have voted but so many, the last by their names. */
export async function largeBallot(world: Adoption, kind: string, seats: number, silent = 0): Promise<string> {
  const { id } = await openKind(world, kind, true)
  const { db } = world.api
  await db.query(
    `with made as (insert into body (name, kind, jurisdiction) select 'Body ' || $3 || n, 'government', 'BR' from generate_series(4, $1::int) as n returning id)
     insert into seat (committee_id, body_id, kind, interest_category, jurisdiction) select $2, id, 'participating', 'government', 'BR' from made`, [seats, world.committee.id, kind])
  await db.query(
    `insert into roll_entry (ballot_id, seat_id, name, jurisdiction, interest_category, weight)
     select $1, seat.id, body.name, 'BR', 'government', 1 from seat join body on body.id = body_id where committee_id = $2 and until is null on conflict do nothing`, [id, world.committee.id])
  const by = world.committee.people[world.heads[0]!]
  await (kind === 'secret'
    ? db.query("insert into participation (ballot_id, seat_id, day, by_id) select $1, seat_id, current_date, $2 from roll_entry where ballot_id = $1 order by name limit $3", [id, by, seats - silent])
    : db.query(
      `with cast_votes as (
         insert into vote (ballot_id, seat_id, choice, reason, at, by_id) select $1, seat_id, 'yes', '', plenary_now(), $2 from roll_entry where ballot_id = $1 order by name limit $3 returning seat_id, at
       ) insert into vote_change (ballot_id, seat_id, to_choice, at, by_id) select $1, seat_id, 'yes', at, $2 from cast_votes`, [id, by, seats - silent]))
  return id
}
