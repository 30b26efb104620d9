import { rmSync } from 'node:fs'
import { ballotQuery } from '../../apps/web/src/ballots/ballots.queries.ts'
import type { Caller } from '../api.ts'
import { largeBallot } from '../large-ballot.ts'
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

interface Page { data: { ballot: { seats: number; cast: number; rollPage: { nodes: { vote: object | null }[] }; papers: object[]; result: object | null } } }
const query = ballotQuery.loc?.source.body ?? String(ballotQuery)

async function ask(id: string) {
  const started = performance.now()
  const response = await world.api.send('POST', '/graphql', { query, variables: { id } }, { cookie: chair.cookie })
  const text = await response.text()
  const statements = Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  return { statements, ballot: (JSON.parse(text) as Page).data.ballot, bytes: text.length, took: performance.now() - started }
}

async function measured(what: string, id: string): Promise<void> {
  if (!process.env['PLENARY_BALLOT_SEATS']) return
  const times: number[] = []
  for (let n = 0; n < 15; n += 1) times.push((await ask(id)).took)
  times.sort((one, other) => one - other)
  const { statements, bytes } = await ask(id)
  process.stdout.write(`${what}, ${SEATS} seats: median ${times[7]!.toFixed(0)} ms, fastest ${times[0]!.toFixed(0)} ms, slowest ${times[14]!.toFixed(0)} ms, ${statements} statements, ${bytes} bytes\n`)
}

/** Ends a ballot now and lets its clock count it. */
async function count(id: string): Promise<void> {
  const { db } = world.api
  // The heads of a secret ballot put no paper in here, so there is nothing to open.
  await db.query(
    `with ended as (update ballot set closes_at = date_trunc('milliseconds', plenary_now()) where id = $1 returning closes_at)
     update deadline set due = closes_at from ended where key = 'ballot.close:' || $1::text`, [id])
  await world.api.settle()
}

test.each(['recorded', 'secret'])('the page of a %s ballot of many seats asks the database no more often than that of a small one, and sends a page of its roll', async kind => {
  const { statements } = await ask((await openKind(world, kind, true)).id)
  // A committee of three again, whatever was held before.
  await world.api.db.query("update seat set until = plenary_now() where committee_id = $1 and id <> all($2)", [world.committee.id, Object.values(world.committee.seats)])
  const id = await largeBallot(world, kind, SEATS)
  const open = await ask(id)
  expect(open.ballot).toMatchObject({ seats: SEATS, cast: SEATS, result: null })
  expect(open.ballot.rollPage.nodes).toHaveLength(200)
  expect(open.statements).toBeLessThanOrEqual(statements)
  expect(open.statements).toBeLessThanOrEqual(15)
  expect(open.bytes).toBeLessThan(80_000)
  await measured(`${kind}, open`, id)
  await count(id)
  const counted = await ask(id)
  expect(counted.ballot).toMatchObject({ seats: SEATS, cast: SEATS, result: expect.anything() })
  expect(counted.ballot.rollPage.nodes.filter(entry => entry.vote !== null)).toHaveLength(kind === 'recorded' ? 200 : 0)
  expect(counted.statements).toBeLessThanOrEqual(15)
  expect(counted.bytes).toBeLessThan(120_000)
  await measured(`${kind}, counted`, id)
}, 240_000)
