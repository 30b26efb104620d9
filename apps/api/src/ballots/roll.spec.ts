import { rmSync } from 'node:fs'
import type { Caller } from '../../../../tests/api.ts'
import { adoption, type Adoption, openKind, viewerOf } from '../../../../tests/secret-ballot.ts'
import { VotesService } from './votes.service.ts'

const names = ['Argentina', 'Côte d’Ivoire', 'Iceland', 'Ireland', 'Ireland', 'Åland']
let world: Adoption
let chair: Caller
let ballotId: string

interface Entry { name: string; seatId: string; hasVoted: boolean; vote: { choice: string } | null }
interface Page { total: number; nodes: Entry[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }

async function read(wanted: object, as = chair): Promise<Page> {
  const query = `query ($id: ID!, $first: Int! = 200, $after: String, $search: String, $voted: Boolean) { ballot(id: $id) {
    rollPage(first: $first, after: $after, search: $search, voted: $voted) { total nodes { name seatId hasVoted vote { choice } } pageInfo { endCursor hasNextPage } } } }`
  const { data } = await world.api.gql<{ ballot: { rollPage: Page } }>(query, { id: ballotId, ...wanted }, as)
  return data.ballot.rollPage
}
const found = async (wanted: object) => (await read(wanted)).nodes.map(entry => entry.name)
const vote = (head: number) => world.api.get(VotesService)
  .cast(viewerOf(world, world.heads[head]!), { ballotId, seatId: world.committee.seats[world.heads[head]!]!, choice: 'yes' })

beforeAll(async () => {
  world = await adoption(names.length, 'roll.example')
  ballotId = (await openKind(world, 'recorded')).id
  for (const [n, name] of names.entries()) {
    await world.api.db.query(
      'update roll_entry set name = $3, jurisdiction = $4 where ballot_id = $1 and seat_id = $2', [ballotId, world.committee.seats[world.heads[n]!], name, name.slice(0, 2)])
  }
  for (const head of [0, 3]) expect(await vote(head)).toMatchObject({ ok: true })
  chair = await world.api.signIn(world.officers.chair)
}, 120_000)
afterAll(async () => {
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

test.each([
  ['everything', {}, ['Argentina', 'Côte d’Ivoire', 'Iceland', 'Ireland', 'Ireland', 'Åland']],
  ['a part of a name', { search: 'land' }, ['Iceland', 'Ireland', 'Ireland', 'Åland']],
  ['case and accents aside', { search: ' COTE d' }, ['Côte d’Ivoire']],
  ['accents in what is asked', { search: 'ärg' }, ['Argentina']],
  ['a jurisdiction', { search: 'ic' }, ['Iceland']],
  ['signs that mean something to a pattern', { search: '%_.*' }, []],
  ['a text that no name can have', { search: 'a\u0000' }, ['Argentina', 'Iceland', 'Ireland', 'Ireland', 'Åland']],
  ['those that have voted', { voted: true }, ['Argentina', 'Ireland']],
  ['those that have not', { voted: false }, ['Côte d’Ivoire', 'Iceland', 'Ireland', 'Åland']],
  ['those found that have not', { voted: false, search: 'land' }, ['Iceland', 'Ireland', 'Åland']],
  ['a cursor that is none', { after: 'Iceland' }, ['Argentina', 'Côte d’Ivoire', 'Iceland', 'Ireland', 'Ireland', 'Åland']],
])('the roll is looked through for %s', async (_, wanted, expected) => {
  expect(await found(wanted)).toEqual(expected)
  expect((await read(wanted)).total).toBe(expected.length)
})

test('page after page gives every seat once, also where two have one name', async () => {
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Page = await read({ first: 2, after, search: 'land' })
    expect(page.total).toBe(4)
    seen.push(...page.nodes.map(entry => entry.seatId))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  expect(seen).toHaveLength(4)
  expect(new Set(seen).size).toBe(4)
})

test('[ballots-14] a page of the roll shows who has voted, and of how they voted no more than the ballot does', async () => {
  const own = await read({}, await world.api.signIn(world.heads[3]!))
  expect(own.nodes.filter(entry => entry.vote !== null).map(entry => [entry.seatId, entry.vote])).toEqual([[world.committee.seats[world.heads[3]!], { choice: 'yes' }]])
  expect((await read({})).nodes.filter(entry => entry.vote !== null)).toEqual([])
  await world.api.db.query('update ballot set hidden = false where id = $1', [ballotId])
  expect((await read({ voted: true })).nodes.map(entry => entry.vote)).toEqual([{ choice: 'yes' }, { choice: 'yes' }])
})
