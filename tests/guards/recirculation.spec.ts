import { createHash } from 'node:crypto'
import { verifyRecord } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { enterCommittee, testApi } from '../api.ts'
import { act, travel } from '../draft.ts'
import { castAs, type House, inDays, inLetterBallot, letterBallot, newEdition, reworded } from '../letter-ballot.ts'

const heads = ['a', 'b', 'c', 'd', 'e'].map(name => `${name}@round.example`)
const [a, b, c, d, e] = heads as [string, string, string, string, string]
const officers = { chair: 'chair@round.example', secretary: 'secretary@round.example' }
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let house: House
let draftId: string
let first: string
let second: string

beforeAll(async () => {
  const api = await testApi()
  const committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, Object.fromEntries(heads.map(head => [head, 'participating'])))
  house = { api, committee, officers, heads }
  draftId = await inLetterBallot(house)
  first = await letterBallot(house, draftId, {
    [a]: { choice: 'approve' }, [b]: { choice: 'approve' },
    [c]: { choice: 'disapprove', reason: 'Five years are too short.', parts: ['records'] },
    [d]: { choice: 'disapprove', reason: 'The whole of it is not needed.' },
  })
}, 180_000)
afterAll(() => house?.api.close())

const seatOf = (head: string) => house.committee.seats[head]!
const chair = () => house.api.signIn(officers.chair)
const answers = () => [{ seatId: seatOf(c), answer: 'Ten years now.' }, { seatId: seatOf(d), answer: 'The mandate says it is.' }]
const open = async (more: object = {}) => act<{ id: string }>(
  house.api, 'openRecirculation', 'Ballot { id }', { ballotId: first, closesAt: await inDays(house, 16), answers: answers(), ...more }, await chair())
const show = async <T>(ballotId: string, fields: string, as = officers.chair): Promise<T> => {
  const { data, errors } = await house.api.gql<{ ballot: T }>(`query ($id: ID!) { ballot(id: $id) { ${fields} } }`, { id: ballotId }, await house.api.signIn(as))
  if (errors) throw new Error(errors[0]?.message)
  return data.ballot
}
interface Offered { allowed: boolean; why: string; missing: { message: string; where: string }[]; edition: string | null; clauses: object[]; negatives: object[] }
interface Offer { recirculationOffer: Offered | null }
const offer = 'recirculationOffer { allowed why missing { message where } edition clauses { clauseId label how } negatives { seatName reason labels } }'
const record = async () => {
  const viewer = { personId: house.committee.people[officers.chair]!, sessionId: null, name: '', email: officers.chair, isAdministrator: false }
  const zip = await house.api.get(RecordService).bundle(viewer, draftId)
  return new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

test('(D10) a counted ballot is offered for recirculation to its officers alone, with what is unresolved, and not before there is a new edition', async () => {
  expect(await show(first, 'result { outcome }')).toEqual({ result: { outcome: 'rejected' } })
  const shown = await show<Offer>(first, offer)
  expect(shown.recirculationOffer).toMatchObject({ allowed: false, why: expect.stringMatching(/new edition/), edition: null, clauses: [], negatives: [{ labels: ['Article 2'] }, { labels: [] }] })
  expect(await show<Offer>(first, offer, a)).toEqual({ recirculationOffer: null })
  expect(await open()).toMatchObject({ code: expect.stringMatching(/same-edition|not-frozen/) })
  expect(await act(house.api, 'castVote', 'Ballot { id }', { ballotId: first, seatId: seatOf(a), choice: 'approve', reason: 'Good.', parts: ['nowhere'] }, await house.api.signIn(a)))
    .toMatchObject({ code: 'BAD_INPUT', missing: [{ gate: 'parts' }] })
})

test('(D11) it waits for a disposition of every input of the round before, and names each with its place', async () => {
  await newEdition(house, draftId, text => reworded(text, 'five years', 'ten years'))
  const comment = await act<{ id: string }>(house.api, 'comment', 'Comment { id }', { draftId, type: 'technical', body: 'Say which records.' }, await house.api.signIn(a))
  const shown = await show<Offer>(first, offer)
  expect(shown.recirculationOffer).toMatchObject({
    allowed: false, missing: [{ message: 'Comment 1 has no disposition: “Say which records.”', where: `/d/${draftId}/comments?status=open` }],
    clauses: [{ clauseId: 'records', label: 'Article 2', how: 'changed' }],
  })
  const refused = await open({ answers: answers().slice(0, 1) })
  expect(refused).toMatchObject({ code: 'undispositioned', missing: [{ gate: 'comments-dispositioned' }, { gate: 'negatives-answered', message: expect.stringMatching(/whole of it/) }] })
  await act(house.api, 'decideComment', 'Comment { id }', { commentId: comment.id, disposition: 'noted', reason: 'The schedule says it.' }, await chair())
  const input = { ballotId: first, closesAt: await inDays(house, 16), answers: answers() }
  expect(await act(house.api, 'openRecirculation', 'Ballot { id }', input, await house.api.signIn(a))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await open({ closesAt: await inDays(house, 10) })).toMatchObject({ code: 'too-short' })
})

test('what is offered takes at most 15 statements', async () => {
  const query = `query ($id: ID!) { ballot(id: $id) { ${offer} recirculatedBy { id } } }`
  const response = await house.api.send('POST', '/graphql', { query, variables: { id: first } }, { cookie: (await chair()).cookie })
  const statements = Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  expect(statements).toBeGreaterThan(5)
  expect(statements).toBeLessThanOrEqual(15)
})

test('(D10) it opens on the roll of the round before with the votes that stood, each with its own time, and says what it is about', async () => {
  const opened = await open()
  second = opened.id!
  const fields = 'rollHash cast seats result { outcome } recirculation { number carried clauses { clauseId how } negatives { labels answer } } roll { seatId vote { choice carried at } }'
  const before = await show<{ rollHash: string; roll: { seatId: string; vote: { at: string } | null }[] }>(first, fields)
  const now = await show<object>(second, fields)
  expect(now).toMatchObject({
    rollHash: before.rollHash, cast: 4, seats: 5,
    recirculation: {
      number: 1, carried: 4, clauses: [{ clauseId: 'records', how: 'changed' }],
      negatives: [{ labels: ['Article 2'], answer: 'Ten years now.' }, { labels: [], answer: 'The mandate says it is.' }],
    },
  })
  const mine = await show<{ mySeats: { vote: { choice: string; carried: boolean; at: string } }[] }>(second, 'mySeats { vote { choice carried at } }', c)
  expect(mine.mySeats).toEqual([{ vote: { choice: 'disapprove', carried: true, at: before.roll.find(entry => entry.seatId === seatOf(c))!.vote!.at } }])
  expect(await show(second, 'changes { clauseId words { kind words } }', c)).toEqual({
    changes: [{ clauseId: 'records', words: expect.arrayContaining([{ kind: 'removed', words: 'five' }, { kind: 'added', words: 'ten' }]) }],
  })
  // Whose vote stands is told and not reminded; the seat that has none is called to vote by the end.
  const called = await house.api.db.query<{ email: string; reminded: boolean }[]>(
    'select email, due is not null as reminded from notice join person on person.id = person_id where starts_with(key, $1) order by email', [`ballot:${second}:`])
  expect(called.filter(one => one.reminded).map(one => one.email)).toEqual([e])
  expect(called).toHaveLength(5)
  const [entry] = await house.api.db.query<{ facts: object }[]>("select facts from ledger_entry where kind = 'ballot.opened' and facts->>'ballot' = $1", [second])
  expect(entry!.facts).toMatchObject({ recirculates: first, scope: { changed: ['records'], openNegatives: ['records'] } })
  expect(await show(first, 'recirculatedBy { id } recirculationOffer { why }')).toEqual({ recirculatedBy: { id: second }, recirculationOffer: null })
  expect(await act(house.api, 'annulBallot', 'Ballot { id }', { ballotId: first, reason: 'A mistake.' }, await chair())).toMatchObject({ code: 'recirculated' })
  expect(await open()).toMatchObject({ code: 'not-the-latest' })
})

test('(D2) a reason about what the round is not about is told to its voter and counts as none; a vote that is left stands', async () => {
  expect(await castAs(house, second, c, { choice: 'approve' })).toMatchObject({ mySeats: [{ vote: { choice: 'approve', carried: false, outOfScope: false } }] })
  expect(await castAs(house, second, e, { choice: 'disapprove', reason: 'It should apply to more.', parts: ['scope'] })).toMatchObject({ mySeats: [{ vote: { outOfScope: true } }] })
  await travel(house.api, 'P17D')
  // Four fifths returned; three approve, one disapproves with a reason that counts: three quarters.
  expect(await show(second, 'result { outcome } votes { choice carried outOfScope }')).toEqual({
    result: { outcome: 'approved' },
    votes: expect.arrayContaining([
      { choice: 'approve', carried: true, outOfScope: false }, { choice: 'approve', carried: false, outOfScope: false },
      { choice: 'disapprove', carried: true, outOfScope: false }, { choice: 'disapprove', carried: false, outOfScope: true },
    ]),
  })
})

test('(D10) the exported record holds, its recirculation is counted again alike, and a vote carried over that did not stand is found', async () => {
  const files = await record()
  expect(verifyRecord(files, sha256, recountBallot)).toEqual([])
  const exported = JSON.parse(files.get('record.json')!) as { ballots: Parameters<typeof recountBallot>[0][] }
  const [, round] = exported.ballots
  expect(round).toMatchObject({ recirculates: first, votes: expect.arrayContaining([expect.objectContaining({ carried: true }), expect.objectContaining({ outOfScope: true, parts: ['scope'] })]) })
  expect(recountBallot(round!)).toMatchObject({ outcome: round!.result!.outcome, tallies: round!.result!.tallies })
  const tampered = (change: (votes: Record<string, unknown>[]) => unknown) => {
    const copy = structuredClone(exported)
    change(copy.ballots[1]!.votes as unknown as Record<string, unknown>[])
    return verifyRecord(new Map([...files, ['record.json', JSON.stringify(copy)]]), sha256, recountBallot).map(one => one.message).join(' ')
  }
  expect(tampered(votes => votes.shift())).toMatch(/carried over are not those that stood/)
  expect(tampered(votes => { votes[0]!['choice'] = 'disapprove' })).toMatch(/carried over are not those that stood/)
  expect(tampered(votes => { Reflect.deleteProperty(votes.find(vote => vote['outOfScope'])!, 'outOfScope') })).toMatch(/out of the scope/)
  expect(tampered(votes => { votes.find(vote => vote['outOfScope'])!['parts'] = ['records'] })).toMatch(/differs from entry/)
})

test('(D10) a ballot without names is not recirculated', async () => {
  const other = await inLetterBallot(house)
  const secret = await letterBallot(house, other, Object.fromEntries(heads.map(head => [head, { choice: 'disapprove', reason: 'No.' }])), 'names-only')
  await newEdition(house, other, text => reworded(text, 'five years', 'ten years'))
  expect(await open({ ballotId: secret, answers: [] })).toMatchObject({ code: 'without-names' })
})
