import { rmSync } from 'node:fs'
import { ballotQuery } from '../../apps/web/src/ballots/ballots.queries.ts'
import type { Caller } from '../api.ts'
import { adoption, type Adoption, openKind } from '../secret-ballot.ts'

// PLENARY_BALLOT_SEATS=10000 for the measurement of `npm run bench -- ballot-page`.
const SEATS = Number(process.env['PLENARY_BALLOT_SEATS'] ?? 600)
let world: Adoption
let chair: Caller

beforeAll(async () => {
  world = await adoption(3, 'large.example')
  chair = await world.api.signIn(world.officers.chair)
}, 120_000)
afterAll(async () => {
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

/** A ballot whose roll was made so large, all of whom have voted. */
async function large(kind: string): Promise<string> {
  const { id } = await openKind(world, kind, true)
  const { db } = world.api
  await db.query(
    `with made as (insert into body (name, kind, jurisdiction) select 'Body ' || $3 || n, 'government', 'BR' from generate_series(4, $1::int) as n returning id)
     insert into seat (committee_id, body_id, kind, interest_category, jurisdiction) select $2, id, 'participating', 'government', 'BR' from made`, [SEATS, world.committee.id, kind])
  await db.query(
    `insert into roll_entry (ballot_id, seat_id, name, jurisdiction, interest_category, weight)
     select $1, seat.id, body.name, 'BR', 'government', 1 from seat join body on body.id = body_id where committee_id = $2 and until is null on conflict do nothing`, [id, world.committee.id])
  const by = world.committee.people[world.heads[0]!]
  await (kind === 'secret'
    ? db.query("insert into participation (ballot_id, seat_id, day, by_id) select $1, seat_id, current_date, $2 from roll_entry where ballot_id = $1", [id, by])
    : db.query(
      `with cast_votes as (
         insert into vote (ballot_id, seat_id, choice, reason, at, by_id) select $1, seat_id, 'yes', '', plenary_now(), $2 from roll_entry where ballot_id = $1 returning seat_id, at
       ) insert into vote_change (ballot_id, seat_id, to_choice, at, by_id) select $1, seat_id, 'yes', at, $2 from cast_votes`, [id, by]))
  return id
}

test.each(['recorded', 'secret'])('the page of a %s ballot of many seats asks the database no more often than that of a small one', async kind => {
  const query = ballotQuery.loc?.source.body ?? String(ballotQuery)
  const ask = async (id: string) => {
    const started = performance.now()
    const response = await world.api.send('POST', '/graphql', { query, variables: { id } }, { cookie: chair.cookie })
    const body = await response.json() as { data: { ballot: { cast: number; roll: object[] } } }
    return { statements: Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1]), body, took: performance.now() - started }
  }
  const { statements } = await ask((await openKind(world, kind, true)).id)
  // A committee of three again, whatever was held before.
  await world.api.db.query("update seat set until = plenary_now() where committee_id = $1 and id <> all($2)", [world.committee.id, Object.values(world.committee.seats)])
  const id = await large(kind)
  const first = await ask(id)
  expect(first.body.data.ballot.roll).toHaveLength(SEATS)
  expect(first.body.data.ballot.cast).toBe(SEATS)
  expect(first.statements).toBeLessThanOrEqual(statements)
  expect(first.statements).toBeLessThanOrEqual(15)
  if (process.env['PLENARY_BALLOT_SEATS']) {
    const times: number[] = []
    for (let n = 0; n < 15; n += 1) times.push((await ask(id)).took)
    times.sort((one, other) => one - other)
    process.stdout.write(`${kind}, ${SEATS} seats: median ${times[7]!.toFixed(0)} ms, fastest ${times[0]!.toFixed(0)} ms, slowest ${times[14]!.toFixed(0)} ms, ${first.statements} statements\n`)
  }
}, 120_000)
