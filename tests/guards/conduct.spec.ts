import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { rulebookOf } from '@plenary/process'
import { verifyRecord } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { act, travel } from '../draft.ts'
import { adoption, type Adoption, openKind, viewerOf, voteSealed } from '../secret-ballot.ts'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { VotesService } from '../../apps/api/src/ballots/votes.service.ts'

let world: Adoption
const book = rulebookOf('harmonization')!.ballots[0] as object
const heads = Array.from({ length: 5 }, (_, n) => `head${n}@conduct.example`)
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

beforeAll(async () => { world = await adoption(heads.length, 'conduct.example') }, 120_000)
afterEach(() => {
  for (const name of ['extension', 'closesWhenAllVoted']) Reflect.deleteProperty(book, name)
})
afterAll(async () => {
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

const chair = () => world.api.signIn(world.officers.chair)
const vote = (ballotId: string, head: string, choice = 'yes') =>
  world.api.get(VotesService).cast(viewerOf(world, head), { ballotId, seatId: world.committee.seats[head]!, choice })
const stateOf = async (id: string) => (await world.api.db.query<{ state: string; outcome: string | null; closes: Date }[]>(
  "select state, result->>'outcome' as outcome, closes_at as closes from ballot where id = $1", [id]))[0]!
const inDays = async (days: number) => (await world.api.db.query<[{ at: Date }]>("select date_trunc('milliseconds', plenary_now() + $1 * interval '1 day') as at", [days]))[0].at.toISOString()
const findings = async () => {
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, world.officers.chair), world.draftId)
  return verifyRecord(new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)])), sha256, recountBallot)
}
const ask = async <T>(fields: string, id: string, email: string) =>
  (await world.api.gql<{ ballot: T }>(`query ($id: ID!) { ballot(id: $id) { ${fields} } }`, { id }, await world.api.signIn(email))).data.ballot

test('where the rulebook is silent the advertised end stands: it is neither put off nor brought forward', async () => {
  const ballot = await openKind(world, 'recorded')
  expect(await act(world.api, 'extendBallot', 'Ballot { id }', { ballotId: ballot.id, closesAt: await inDays(40), reason: 'Holidays.' }, await chair())).toMatchObject({ code: 'not-permitted' })
  for (const head of heads) await vote(ballot.id, head)
  expect(await act(world.api, 'closeBallot', 'Ballot { id }', { ballotId: ballot.id }, await chair())).toMatchObject({ code: 'not-permitted' })
})

test('(D3) an end is put off as the rulebook permitted at the opening; votes until the new end count, and the record says so', async () => {
  Object.assign(book, { extension: { most: 'P14D', times: 1 } })
  const ballot = await openKind(world, 'recorded')
  Reflect.deleteProperty(book, 'extension')
  const { closes } = await stateOf(ballot.id)
  const later = await inDays(40)
  const input = { ballotId: ballot.id, closesAt: later, reason: 'Two seats are moving house.' }
  expect(await act(world.api, 'extendBallot', 'Ballot { id }', input, await world.api.signIn(heads[0]!))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(world.api, 'extendBallot', 'Ballot { id }', { ...input, closesAt: await inDays(60) }, await chair())).toMatchObject({ code: 'too-long' })
  expect(await act(world.api, 'extendBallot', 'Ballot { closesAt advertisedEnd movedEnds { reason } }', input, await chair()))
    .toEqual({ closesAt: later, advertisedEnd: closes.toISOString(), movedEnds: [{ reason: 'Two seats are moving house.' }] })
  expect(await act(world.api, 'extendBallot', 'Ballot { id }', input, await chair())).toMatchObject({ code: 'too-often' })
  await travel(world.api, 'P35D')
  expect(await stateOf(ballot.id)).toMatchObject({ state: 'open' })
  for (const head of heads.slice(0, 3)) expect(await vote(ballot.id, head)).toMatchObject({ ok: true })
  await travel(world.api, 'P6D')
  expect(await stateOf(ballot.id)).toMatchObject({ state: 'closed', outcome: 'approved' })
  expect(await findings()).toEqual([])
})

test('a ballot in which all have voted ends before its time where the rulebook permits it, and is counted at once', async () => {
  Object.assign(book, { closesWhenAllVoted: true })
  const ballot = await openKind(world, 'secret')
  for (const head of heads.slice(0, 4)) await voteSealed(world, ballot, head, 'yes')
  expect(await act(world.api, 'closeBallot', 'Ballot { id }', { ballotId: ballot.id }, await chair())).toMatchObject({ code: 'not-all-voted', message: expect.stringContaining('One seat has') })
  await voteSealed(world, ballot, heads[4]!, 'abstain')
  expect(await act(world.api, 'closeBallot', 'Ballot { id }', { ballotId: ballot.id }, await chair())).toMatchObject({ id: ballot.id })
  await travel(world.api, 'PT1S')
  expect(await stateOf(ballot.id)).toMatchObject({ state: 'closed', outcome: 'approved' })
  expect(await findings()).toEqual([])
})

test('a vote after the end is refused, kept as late, shown to all once it is over, and never counted', async () => {
  const ballot = await openKind(world, 'recorded')
  for (const head of heads.slice(0, 3)) await vote(ballot.id, head)
  await travel(world.api, 'P32D')
  for (let attempt = 0; attempt < 3; attempt += 1) expect(await vote(ballot.id, heads[3]!, 'object')).toMatchObject({ ok: false, refusal: { code: 'closed' } })
  const seen = await ask<object>('cast late { seatId choice attempts } votes { seatId } result { outcome }', ballot.id, heads[1]!)
  expect(seen).toMatchObject({ cast: 3, late: [{ seatId: world.committee.seats[heads[3]!], choice: 'object', attempts: 3 }], votes: [{}, {}, {}], result: { outcome: 'approved' } })
  const entries = await world.api.db.query<object[]>("select 1 from ledger_entry where kind = 'vote.late' and facts->>'ballot' = $1", [ballot.id])
  expect(entries).toHaveLength(1)
  expect(await findings()).toEqual([])
})

test('of a late paper in a secret ballot only is kept that it came', async () => {
  const ballot = await openKind(world, 'secret')
  await travel(world.api, 'P32D')
  const { receipt } = await voteSealed(world, ballot, heads[0]!, 'yes')
  expect(receipt).toMatchObject({ ok: false, refusal: { code: 'closed' } })
  expect(await ask<object>('late { choice attempts } cast', ballot.id, heads[0]!)).toEqual({ late: [{ choice: null, attempts: 1 }], cast: 0 })
})

test('a ballot held in error is annulled by the chair, with a reason, also after its count; it stays readable and opens no gate', async () => {
  const ballot = await openKind(world, 'recorded')
  for (const head of heads) await vote(ballot.id, head)
  await travel(world.api, 'P32D')
  const wanted = { ballotId: ballot.id, reason: 'It was held on the wrong edition.' }
  expect(await act(world.api, 'annulBallot', 'Ballot { state }', wanted, await world.api.signIn(world.officers.secretary))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(world.api, 'annulBallot', 'Ballot { state }', { ...wanted, reason: ' ' }, await chair())).toMatchObject({ code: 'reason-missing' })
  expect(await act(world.api, 'annulBallot', 'Ballot { state votes { choice } result { outcome } }', wanted, await chair()))
    .toEqual({ state: 'annulled', votes: heads.map(() => ({ choice: 'yes' })), result: { outcome: 'approved' } })
  expect(await act(world.api, 'annulBallot', 'Ballot { state }', wanted, await chair())).toMatchObject({ code: 'annulled' })
  const moved = await act(world.api, 'moveDraft', 'Draft { id }', { draftId: world.draftId, to: 'implementation' }, await chair())
  expect(moved.missing?.map(one => one.gate)).toContain('ballot-passed')
  expect(await findings()).toEqual([])
})
