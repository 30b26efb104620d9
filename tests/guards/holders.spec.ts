import { rmSync } from 'node:fs'
import { DelegatesService } from '../../apps/api/src/people/delegates.service.ts'
import { type Caller, enterPerson } from '../api.ts'
import { act } from '../draft.ts'
import { adoption, type Adoption, openKind, viewerOf, voteSealed } from '../secret-ballot.ts'
import { VotesService } from '../../apps/api/src/ballots/votes.service.ts'

const heads = Array.from({ length: 5 }, (_, n) => `head${n}@holders.example`)
const colleague = 'colleague@holders.example'
let world: Adoption
let delegateId: string
let head: Caller
let other: Caller

beforeAll(async () => {
  world = await adoption(heads.length, 'holders.example')
  const personId = await enterPerson(world.api, colleague)
  const entered = await world.api.db.transaction(tx => world.api.get(DelegatesService).enter(tx, { seatId: seat(), personId, head: false }, null))
  if (!entered.ok) throw new Error(entered.refusal.message)
  delegateId = entered.value.id
  Object.assign(world.committee.people, { [colleague]: personId })
  Object.assign(world.committee.seats, { [colleague]: seat() })
}, 180_000)
afterAll(async () => {
  await world?.api.close()
  if (world) rmSync(world.keyDirectory, { recursive: true, force: true })
})

const seat = () => world.committee.seats[heads[0]!]!
const cast = (ballotId: string, email: string, choice: string) => world.api.get(VotesService).cast(viewerOf(world, email), { ballotId, seatId: seat(), choice })
const hold = (as: Caller, holds = true) => act<{ holdsVote: boolean }>(world.api, 'holdVote', 'Delegate { holdsVote }', { delegateId, holds }, as)

test('a delegate votes once the head of the seat says so; the head of another seat cannot say it', async () => {
  const ballot = await openKind(world, 'recorded')
  expect(await cast(ballot.id, colleague, 'yes')).toMatchObject({ refusal: { code: 'FORBIDDEN', message: expect.stringContaining('hold the vote of their seat') } })
  expect(await hold(await world.api.signIn(heads[1]!))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await hold(await world.api.signIn(colleague))).toMatchObject({ code: 'FORBIDDEN' })
  head = await world.api.signIn(heads[0]!)
  expect(await hold(head)).toEqual({ holdsVote: true })
  expect(await cast(ballot.id, colleague, 'yes')).toMatchObject({ ok: true })
})

test('the vote of a seat with several holders is one: the last counts, and everybody of the seat sees who cast what', async () => {
  const ballot = await openKind(world, 'recorded')
  const called = await world.api.db.query<{ email: string }[]>(
    "select email from notice join person on person.id = person_id where key = $1 and settled_at is null order by email", [`ballot:${ballot.id}:${seat()}`])
  expect(called.map(row => row.email)).toEqual([colleague, heads[0]])
  await cast(ballot.id, heads[0]!, 'yes')
  await cast(ballot.id, colleague, 'abstain')
  other = await world.api.signIn(colleague)
  head = await world.api.signIn(heads[0]!)
  const fields = 'query ($id: ID!) { ballot(id: $id) { cast mySeats { mayVote vote { choice by { id } } } history { to by { id } } } }'
  const { people } = world.committee
  for (const as of [head, other]) {
    expect((await world.api.gql<{ ballot: object }>(fields, { id: ballot.id }, as)).data.ballot).toEqual({
      cast: 1, mySeats: [{ mayVote: true, vote: { choice: 'abstain', by: { id: people[colleague] } } }],
      history: [{ to: 'yes', by: { id: people[heads[0]!] } }, { to: 'abstain', by: { id: people[colleague] } }],
    })
  }
  const open = await world.api.db.query<object[]>('select 1 from notice where starts_with(key, $1) and settled_at is null', [`ballot:${ballot.id}:${seat()}`])
  expect(open).toEqual([])
})

test('of many votes of several holders at once exactly one stands, and each follows the one before', async () => {
  const ballot = await openKind(world, 'recorded')
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => cast(ballot.id, n % 2 ? colleague : heads[0]!, n % 3 ? 'yes' : 'abstain')))
  expect(answers.every(answer => answer.ok)).toBe(true)
  const log = await world.api.db.query<{ from_choice: string | null; to_choice: string }[]>('select from_choice, to_choice from vote_change where ballot_id = $1 order by id', [ballot.id])
  expect(log.slice(1).map(change => change.from_choice)).toEqual(log.slice(0, -1).map(change => change.to_choice))
  const [vote] = await world.api.db.query<{ choice: string; votes: number }[]>('select max(choice) as choice, count(*)::int as votes from vote where ballot_id = $1', [ballot.id])
  expect(vote).toEqual({ choice: log.at(-1)!.to_choice, votes: 1 })
})

test('in a secret ballot too: there is one paper for the seat, whoever sealed the last', async () => {
  const ballot = await openKind(world, 'secret')
  expect((await voteSealed(world, ballot, heads[0]!, 'yes')).receipt).toMatchObject({ ok: true })
  expect((await voteSealed(world, ballot, colleague, 'no', 'Too long.')).receipt).toMatchObject({ ok: true })
  const papers = await world.api.db.query<object[]>('select 1 from sealed_paper where ballot_id = $1', [ballot.id])
  expect(papers).toHaveLength(1)
})

test('who holds the vote no longer casts it no longer, and the ledger names both acts', async () => {
  const ballot = await openKind(world, 'recorded')
  expect(await hold(await world.api.signIn(world.officers.secretary), false)).toEqual({ holdsVote: false })
  expect(await cast(ballot.id, colleague, 'yes')).toMatchObject({ refusal: { code: 'FORBIDDEN' } })
  const entries = await world.api.db.query<{ actor: string; holds: boolean }[]>("select actor, (facts->>'holds')::boolean as holds from ledger_entry where kind = 'delegate.holdsVote' order by seq")
  const { people } = world.committee
  expect(entries).toEqual([{ actor: people[heads[0]!], holds: true }, { actor: people[world.officers.secretary], holds: false }])
})
