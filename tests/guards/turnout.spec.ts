import { createHash } from 'node:crypto'
import { verifyRecord } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { enterCommittee, enterPerson, testApi } from '../api.ts'
import { act, travel } from '../draft.ts'
import { type House, inDays } from '../letter-ballot.ts'
import { inObligedBallot, obligedBallot } from '../obliged-ballot.ts'

const heads = ['a', 'b', 'c', 'd'].map(name => `${name}@missed.example`)
const [a, b, c, d] = heads as [string, string, string, string]
const officers = { chair: 'chair@missed.example', secretary: 'secretary@missed.example' }
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let house: House
let draftId: string
let first: string

const seatOf = (head: string) => house.committee.seats[head]!
const as = (email: string) => house.api.signIn(email)
const open = async () => (await act<{ id: string }>(house.api, 'openBallot', 'Ballot { id }', { draftId, closesAt: await inDays(house, 90) }, await as(officers.chair))).id!

interface Seat {
  seatId: string; category: string; missed: number; of: number; ballots: { ballotId: string }[]; lowering: { to: string; fact: string } | null; change: { id: string } | null
}
const turnout = async (email: string): Promise<Seat[]> => {
  const query = 'query ($id: ID!) { committee(id: $id) { turnout { seatId category missed of ballots { ballotId } lowering { to fact } change { id } } } }'
  const { data, errors } = await house.api.gql<{ committee: { turnout: Seat[] } | null }>(query, { id: house.committee.id }, await as(email))
  if (errors) throw new Error(errors[0]!.message)
  return data.committee?.turnout ?? []
}
const inboxOf = async (email: string) => house.api.db.query<{ title: string; why: string; path: string }[]>(
  "select title, why, path from notice where person_id = $1 and key like 'membership:%' and settled_at is null order by key", [house.committee.people[email]])

beforeAll(async () => {
  const api = await testApi()
  const committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, Object.fromEntries(heads.map(head => [head, 'participating'])))
  house = { api, committee, officers, heads }
  await enterPerson(api, 'outside@missed.example')
  draftId = await inObligedBallot(house, [d])
  first = await obligedBallot(house, draftId, { [a]: { choice: 'yes' }, [b]: { choice: 'abstain' } })
}, 180_000)
afterAll(() => house?.api.close())

test('(D14) at the close the seats that had to vote and did not are named, once in the ledger and to the chair; an abstention is a vote', async () => {
  const { data } = await house.api.gql<{ ballot: object }>('query ($id: ID!) { ballot(id: $id) { result { missed { seatId } } } }', { id: first }, await as(a))
  expect(data.ballot).toEqual({ result: { missed: [{ seatId: seatOf(c) }] } })
  const entries = await house.api.db.query<{ facts: object }[]>("select facts from ledger_entry where kind = 'ballot.closed' and facts->>'ballot' = $1", [first])
  expect(entries.map(entry => entry.facts)).toEqual([expect.objectContaining({ missed: [seatOf(c)] })])
  expect(await inboxOf(officers.chair)).toEqual([{ title: expect.stringMatching(/1 of 1/), why: expect.stringMatching(/who had to vote.*P becomes O/s), path: `/c/${house.committee.id}/turnout` }])
  expect(await inboxOf(officers.secretary)).toEqual([])
})

test('(D14) each seat that had to vote is shown with what it missed; nobody outside sees it, and nothing changes by itself', async () => {
  const shown = await turnout(a)
  expect(shown.map(seat => [seat.missed, seat.of])).toEqual([[1, 1], [0, 1], [0, 1]])
  expect(shown.map(seat => seat.seatId).sort()).toEqual([seatOf(a), seatOf(b), seatOf(c)].sort())
  expect(shown[0]).toMatchObject({ seatId: seatOf(c), category: 'P', ballots: [{ ballotId: first }], lowering: { to: 'O', fact: expect.stringMatching(/^confirmed: /) }, change: null })
  expect(shown.filter(seat => seat.seatId !== seatOf(c)).map(seat => seat.lowering)).toEqual([null, null])
  expect(await turnout('outside@missed.example')).toEqual([])
  const [seat] = await house.api.db.query<{ category: string }[]>('select interest_category as category from seat where id = $1', [seatOf(c)])
  expect(seat).toEqual({ category: 'P' })
})

test('(D14) two people lower a membership, with a reason that is on record, and the roll of the next ballot carries it', async () => {
  const propose = async (email: string, more: object = {}) => act<{ id: string }>(
    house.api, 'proposeSeatChange', 'SeatChange { id }', { seatId: seatOf(c), category: 'O', reason: 'It missed the enquiry.', ...more }, await as(email))
  const decide = async (email: string, changeId: string, confirm = true) => act<{ outcome: string }>(house.api, 'decideSeatChange', 'SeatChange { outcome }', { changeId, confirm }, await as(email))
  expect(await propose(a)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await propose(officers.chair, { reason: ' ' })).toMatchObject({ code: 'reason-missing' })
  const { id } = await propose(officers.chair)
  expect(await inboxOf(officers.chair)).toEqual([])
  expect(await inboxOf(officers.secretary)).toEqual([expect.objectContaining({ title: expect.stringMatching(/O instead of P/) })])
  expect(await propose(officers.secretary)).toMatchObject({ code: 'change-open' })
  expect(await decide(officers.chair, id!)).toMatchObject({ code: 'same-person' })
  await expect(house.api.db.query("update seat_change set outcome = 'confirmed', decided_by = proposed_by, decided_at = plenary_now() where id = $1", [id])).rejects.toThrow(/check/)
  const both = await Promise.all([decide(officers.secretary, id!), decide(officers.secretary, id!)])
  expect(both.map(one => one.outcome ?? one.code).sort()).toEqual(['confirmed', 'decided'])
  const [entry] = await house.api.db.query<{ facts: object }[]>("select facts from ledger_entry where kind = 'seat.changed'")
  const { people } = house.committee
  expect(entry!.facts).toMatchObject({ seat: seatOf(c), from: 'P', to: 'O', proposedBy: people[officers.chair], decidedBy: people[officers.secretary] })
  const next = await open()
  const roll = await house.api.db.query<{ category: string }[]>('select interest_category as category from roll_entry where ballot_id = $1 and seat_id = $2', [next, seatOf(c)])
  expect(roll).toEqual([{ category: 'O' }])
  await travel(house.api, 'P91D')
  const missing = (await turnout(a)).filter(seat => seat.missed > 0)
  expect(missing.map(seat => seat.seatId).sort()).toEqual([seatOf(a), seatOf(b)].sort())
})

test('(D14) a seat may be left as it is, with a reason; then it is counted anew', async () => {
  const keep = async (reason: string) => act(house.api, 'keepSeatCategory', 'SeatChange { outcome toCategory }', { seatId: seatOf(a), reason }, await as(officers.secretary))
  expect(await keep('')).toMatchObject({ code: 'reason-missing' })
  expect(await keep('Its office was closed by a storm.')).toEqual({ outcome: 'kept', toCategory: 'P' })
  expect((await turnout(b)).find(seat => seat.seatId === seatOf(a))).toMatchObject({ missed: 0, of: 0, lowering: null })
})

test('the exported record holds with its missed votes', async () => {
  const viewer = { personId: house.committee.people[officers.chair]!, sessionId: null, name: '', email: officers.chair, isAdministrator: false }
  const zip = await house.api.get(RecordService).bundle(viewer, draftId)
  const files = new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  // The ledger knows nothing of how this test put the draft where its members have to vote.
  expect(verifyRecord(files, sha256, recountBallot).map(one => one.place)).toEqual(['draft.stage'])
  const record = JSON.parse(files.get('record.json')!) as { ballots: { result: { missed?: string[] } }[] }
  expect(record.ballots.map(ballot => ballot.result.missed)).toEqual([[seatOf(c)], expect.arrayContaining([seatOf(a), seatOf(b)])])
  record.ballots[0]!.result.missed = [seatOf(a)]
  const tampered = verifyRecord(new Map([...files, ['record.json', JSON.stringify(record)]]), sha256, recountBallot)
  expect(tampered.map(one => one.place)).toEqual(expect.arrayContaining(['ballots[0].result.missed']))
})
