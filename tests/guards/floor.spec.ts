import { rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { rulebookOf } from '@plenary/process'
import { verifyRecord } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import type { Caller } from '../api.ts'
import { act, travel } from '../draft.ts'
import { adoption, type Adoption, viewerOf } from '../secret-ballot.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'

const heads = Array.from({ length: 4 }, (_, n) => `head${n}@floor.example`)
const seats: string[] = []
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let world: Adoption
let meetingId: string
let itemId: string
let ballotId: string

interface Item { readonly id: string; readonly attendance: readonly { seatId: string; present: boolean }[] }
interface Held { readonly id: string; readonly items: readonly Item[] }
const fields = 'Meeting { id items { id attendance { seatId present } } }'

beforeAll(async () => {
  world = await adoption(heads.length, 'floor.example')
  const more = await world.api.db.query<{ id: string }[]>(
    `with made as (insert into body (name, kind, jurisdiction) select 'Body of ' || n, 'government', 'BR' from generate_series(1, 26) as n returning id)
     insert into seat (committee_id, body_id, kind, interest_category, jurisdiction) select $1, id, 'participating', 'government', 'BR' from made returning id`, [world.committee.id])
  seats.push(...heads.map(head => world.committee.seats[head]!), ...more.map(seat => seat.id))
  await under('codex', 'Step 8')
}, 180_000)
afterAll(async () => {
  await world?.api.close()
  if (world) rmSync(world.keyDirectory, { recursive: true, force: true })
})

/** Puts the draft, its text frozen, where another rulebook holds its ballots. */
const under = async (rulebook: string, stage: string) => {
  await world.api.db.query('update stage_event set from_stage = nullif(from_stage, from_stage), to_stage = $2 where draft_id = $1', [world.draftId, stage])
  await world.api.db.query('update draft set rulebook = $2, rulebook_edition = $3, stage = $4 where id = $1', [world.draftId, rulebook, rulebookOf(rulebook)!.edition, stage])
}
const callers = new Map<string, Caller>()
const as = async (email: string): Promise<Caller> => {
  const known = callers.get(email) ?? await world.api.signIn(email)
  callers.set(email, known)
  return known
}
const secretary = () => as(world.officers.secretary)
const seatOf = (n: number) => seats[n]!
const soon = async () => (await world.api.db.query<[{ at: Date }]>("select date_trunc('milliseconds', plenary_now() + interval '1 hour') as at"))[0].at.toISOString()
const present = (there: Item | undefined) => there?.attendance.filter(one => one.present).length
const mark = async (seats: readonly number[], isPresent = true, item = itemId) =>
  act<Held>(world.api, 'markAttendance', fields, { itemId: item, seatIds: seats.map(seatOf), present: isPresent }, await secretary())
const enter = async (head: number, choice: string, more: object = {}) =>
  act<{ cast: number }>(world.api, 'enterVote', 'Ballot { cast }', { ballotId, seatId: seatOf(head), choice, entered: 'floor', ...more }, await secretary())
const open = async (more: object = {}) => act<{ id: string; figures: string | null; roll: { presence: string; population: number | null }[] }>(
  world.api, 'openBallot', 'Ballot { id figures roll { presence population } }', { draftId: world.draftId, closesAt: await soon(), ...more }, await secretary())
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)
const findings = async () => {
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, world.officers.chair), world.draftId)
  const found = verifyRecord(new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)])), sha256, recountBallot)
  // The draft was put into its stage without a move, which the record rightly tells; it is no matter of ballots.
  return found.filter(({ place }) => !place.startsWith('draft'))
}

test('a secretary opens a meeting, one at a time; nobody else does', async () => {
  const input = { committeeId: world.committee.id, title: 'Forty-seventh session', place: 'Geneva' }
  expect(await act(world.api, 'openMeeting', 'Meeting { id }', input, await as(heads[0]!))).toMatchObject({ code: 'FORBIDDEN' })
  meetingId = (await act<Held>(world.api, 'openMeeting', fields, input, await secretary())).id!
  expect(await act(world.api, 'openMeeting', 'Meeting { id }', input, await secretary())).toMatchObject({ code: 'meeting-open' })
})

test('at each item is recorded who is there; the next item begins with who was there at the last, and the one before stands', async () => {
  const first = await act<Held>(world.api, 'takeUpItem', fields, { meetingId, title: 'Adoption of the agenda' }, await secretary())
  const agenda = first.items![0]!.id
  expect(present((await mark(range(0, 28), true, agenda)).items?.[0])).toBe(28)
  const next = await act<Held>(world.api, 'takeUpItem', fields, { meetingId, draftId: world.draftId }, await secretary())
  itemId = next.items![1]!.id
  expect(next.items!.map(present)).toEqual([28, 28])
  expect(await mark([28], true, agenda)).toMatchObject({ code: 'item-over' })
  expect((await mark([26, 27], false)).items!.map(present)).toEqual([28, 26])
  const seen = await world.api.gql<{ meeting: { items: object[] } | null }>('query ($id: ID!) { meeting(id: $id) { items { title draft { id } } } }', { id: meetingId }, await as(heads[3]!))
  expect(seen.data.meeting?.items).toHaveLength(2)
})

test('under a rule of those present a ballot opens at the item of a meeting alone, on a roll that says who is there', async () => {
  expect(await open()).toMatchObject({ code: 'meeting-required' })
  expect(await open({ itemId: meetingId })).toMatchObject({ code: 'NOT_FOUND' })
  const ballot = await open({ itemId })
  ballotId = ballot.id!
  expect(['present', 'attending', 'absent'].map(how => ballot.roll!.filter(entry => entry.presence === how).length)).toEqual([26, 2, 2])
  const called = await world.api.db.query<object[]>("select 1 from notice where key like 'ballot:%' and settled_at is null and verb = 'Vote'")
  expect(called).toHaveLength(4)
})

test('votes are entered by the name of the seat; who is not there has none, and each seat is told', async () => {
  expect(await act(world.api, 'enterVote', 'Ballot { cast }', { ballotId, seatId: seatOf(1), choice: 'yes', entered: 'floor' }, await as(heads[0]!))).toMatchObject({ code: 'FORBIDDEN' })
  for (const [n, seat] of [0, 1, ...range(3, 14)].entries()) expect(await enter(seat, 'yes')).toEqual({ cast: n + 1 })
  for (const seat of range(14, 25)) await enter(seat, 'no')
  expect(await enter(27, 'yes')).toMatchObject({ code: 'not-present' })
  expect(await enter(1, 'perhaps')).toMatchObject({ code: 'unknown-choice' })
  const told = await world.api.db.query<{ email: string }[]>("select email from notice join person on person.id = person_id where verb = 'Check' and settled_at is null")
  expect(told.map(row => row.email).sort()).toEqual([heads[0], heads[1], heads[3]])
  const own = await act(world.api, 'castVote', 'Ballot { cast }', { ballotId, seatId: seatOf(2), choice: 'abstain' }, await as(heads[2]!))
  expect(own).toEqual({ cast: 25 })
  expect(await enter(2, 'yes')).toMatchObject({ code: 'cast-by-the-seat' })
})

test('a seat contests what was entered for it: flagged, not counted, entered no more; the seat confirms it, or casts another', async () => {
  const input = (head: number) => ({ ballotId, seatId: seatOf(head), reason: 'We said no.' })
  expect(await act(world.api, 'contestVote', 'Ballot { cast }', input(0), await as(heads[1]!))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(world.api, 'contestVote', 'Ballot { cast }', input(2), await as(heads[2]!))).toMatchObject({ code: 'nothing-entered' })
  const seen = { cast: 24, contested: [{ seatId: seatOf(0), reason: 'We said no.' }] }
  expect(await act(world.api, 'contestVote', 'Ballot { cast contested { seatId reason } }', input(0), await as(heads[0]!))).toEqual(seen)
  expect(await enter(0, 'yes')).toMatchObject({ code: 'contested' })
  await act(world.api, 'contestVote', 'Ballot { cast }', input(1), await as(heads[1]!))
  const confirmed = await act<object>(world.api, 'castVote', 'Ballot { cast contested { seatId } }', { ballotId, seatId: seatOf(1), choice: 'yes' }, await as(heads[1]!))
  expect(confirmed).toEqual({ cast: 24, contested: [{ seatId: seatOf(0) }] })
})

test('the chair ends the vote; it is counted by those present, the contested vote left out, and can be counted again by anyone', async () => {
  const chair = await as(world.officers.chair)
  expect(await act(world.api, 'closeBallot', 'Ballot { id }', { ballotId, reason: 'All who wished have voted.' }, chair)).toMatchObject({ id: ballotId })
  await travel(world.api, 'PT1S')
  const [row] = await world.api.db.query<{ state: string; result: { outcome: string; exact: object; criteria: { figures: string }[] } }[]>('select state, result from ballot where id = $1', [ballotId])
  // 12 yes and 11 no: the first seat said no and did not say so again.
  expect(row).toMatchObject({ state: 'closed', result: { outcome: 'approved', exact: { counted: { yes: 12, no: 11, abstain: 1 }, contested: 2 } } })
  expect(row!.result.criteria.map(one => one.figures).join(' ')).toContain('26')
  expect(await findings()).toEqual([])
})

test('after the meeting went on, or closed, nothing more is voted at its items', async () => {
  await act(world.api, 'takeUpItem', fields, { meetingId, title: 'Other business' }, await secretary())
  expect(await open({ itemId })).toMatchObject({ code: 'item-over' })
  expect(await act(world.api, 'closeMeeting', 'Meeting { closedAt }', { meetingId }, await secretary())).toMatchObject({ closedAt: expect.any(String) })
  expect(await mark([1], false)).toMatchObject({ code: 'meeting-closed' })
  expect(await open({ itemId })).toMatchObject({ code: 'meeting-closed' })
})

test('a qualified majority opens on the published inhabitants of the day, and not for a seat that has none', async () => {
  await under('eu.olp', 'council')
  const member = (countries: readonly string[]) => world.api.db.query(
    `update seat set jurisdiction = country from unnest($1::text[]) with ordinality as given(country, place), (select id, row_number() over (order by id) as place from seat where committee_id = $2) as numbered
     where seat.id = numbered.id and numbered.place = given.place`, [countries, world.committee.id])
  const codes = ['DE', 'FR', 'IT', 'ES', 'PL', 'RO', 'NL', 'BE', 'CZ', 'SE', 'PT', 'GR', 'HU', 'AT', 'BG', 'DK', 'FI', 'SK', 'IE', 'HR', 'LT', 'SI', 'LV', 'EE', 'CY', 'LU', 'MT']
  await member([...codes, 'CL', 'CL', 'CL'])
  await travel(world.api, 'P2D')
  const closesAt = (await world.api.db.query<[{ at: Date }]>("select plenary_now() + interval '3 days' as at"))[0].at.toISOString()
  expect(await open({ rule: 'eu.qmv', closesAt })).toMatchObject({ code: 'population-missing', message: expect.stringContaining('CL') })
  await world.api.db.query("update seat set kind = 'observing' where committee_id = $1 and jurisdiction = 'CL'", [world.committee.id])
  const ballot = await open({ rule: 'eu.qmv', closesAt })
  ballotId = ballot.id!
  expect(ballot.figures).toContain('1 January 2023')
  expect(ballot.roll!.reduce((sum, entry) => sum + (entry.population ?? 0), 0)).toBe(448_387_872)
  expect(await enter(0, 'yes')).toMatchObject({ code: 'not-on-floor' })
})

test('a vote on paper is entered with its document, which the seat reads before the close and all read after it', async () => {
  const [row] = await world.api.db.query<{ seat: string; email: string }[]>(
    `select delegate.seat_id as seat, person.email from delegate join person on person.id = delegate.person_id join roll_entry on roll_entry.seat_id = delegate.seat_id
     where roll_entry.ballot_id = $1 order by person.email limit 1`, [ballotId])
  const { seat, email } = row!
  const input = { ballotId, seatId: seat, choice: 'yes', entered: 'paper' }
  const officer = await secretary()
  expect(await act(world.api, 'enterVote', 'Ballot { cast }', input, officer)).toMatchObject({ code: 'document-missing' })
  const send = (cookie: string) => {
    const form = new FormData()
    form.append('file', new Blob(['Our vote is yes.']), 'note verbale é.txt')
    return fetch(`${world.api.url}/vote-documents/${ballotId}`, { method: 'POST', body: form, headers: { cookie } })
  }
  expect((await send((await as(email)).cookie)).status).toBe(403)
  const { documentId } = await (await send(officer.cookie)).json() as { documentId: string }
  expect(await act(world.api, 'enterVote', 'Ballot { cast }', { ...input, documentId }, officer)).toEqual({ cast: 1 })
  const read = async (email: string) => world.api.send('GET', `/vote-documents/${documentId}`, undefined, { cookie: (await as(email)).cookie })
  const another = heads.find(head => head !== email)!
  const answer = await read(email)
  expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, 'Our vote is yes.', 'application/octet-stream'])
  expect(answer.headers.get('content-disposition')).toContain('note%20verbale%20%C3%A9.txt')
  expect((await read(another)).status).toBe(404)
  const [entry] = await world.api.db.query<{ facts: { document: string; entered: string } }[]>("select facts from ledger_entry where kind = 'vote.cast' order by chain, seq desc limit 1")
  expect(entry!.facts).toMatchObject({ entered: 'paper', document: sha256('Our vote is yes.') })
  await travel(world.api, 'P4D')
  expect((await read(another)).status).toBe(200)
  expect(await findings()).toEqual([])
})

/** Opens a ballot by its rule on the text as it is frozen, long after any ballot before it. */
async function openLater(rule: string, lasting = '3 days'): Promise<void> {
  await travel(world.api, 'P91D')
  const closesAt = (await world.api.db.query<[{ at: Date }]>('select plenary_now() + $1::interval as at', [lasting]))[0].at.toISOString()
  const opened = await open({ rule, closesAt })
  if (!opened.id) throw new Error(opened.message)
  ballotId = opened.id
}

/** The ballot after its end, as everybody reads it. */
async function counted(): Promise<{ outcome: string; sentence: string; criteria: { figures: string; met: boolean }[] }> {
  await travel(world.api, 'P4D')
  const [row] = await world.api.db.query<{ result: Awaited<ReturnType<typeof counted>> }[]>('select result from ballot where id = $1', [ballotId])
  return row!.result
}

/** Keeps a document with votes on paper. */
async function keepDocument(): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob(['As the members wrote.']), 'votes.txt')
  const answer = await fetch(`${world.api.url}/vote-documents/${ballotId}`, { method: 'POST', body: form, headers: { cookie: (await secretary()).cookie } })
  return (await answer.json() as { documentId: string }).documentId
}

test('(D5) votes weigh what their rule says: 23 states of 27 are no majority while those against stand for three fifths of the inhabitants', async () => {
  await openLater('eu.qmv')
  const documentId = await keepDocument()
  const roll = await world.api.db.query<{ seat: string; state: string }[]>('select seat_id as seat, jurisdiction as state from roll_entry where ballot_id = $1', [ballotId])
  for (const { seat, state } of roll) {
    const input = { ballotId, seatId: seat, choice: ['DE', 'FR', 'IT', 'ES'].includes(state) ? 'no' : 'yes', entered: 'paper', documentId }
    expect(await act(world.api, 'enterVote', 'Ballot { cast }', input, await secretary())).toHaveProperty('cast')
  }
  const result = await counted()
  expect(result).toMatchObject({ outcome: 'rejected', leftOut: null, criteria: [{ figures: expect.stringContaining('23 of 27'), met: true }, { met: false }] })
  expect(result.criteria[1]!.figures).toContain('189047836 of 448387872 inhabitants')
})

test('(D2) a negative vote without reasons is left out of the count where the rule says so, and everybody reads that it is', async () => {
  await under('iso', '40.20')
  await world.api.db.query("update seat set kind = 'participating', interest_category = 'P' where committee_id = $1", [world.committee.id])
  await openLater('iso.dis', '13 weeks')
  const documentId = await keepDocument()
  for (const [head, choice, reason] of [[0, 'yes'], [1, 'yes'], [2, 'no'], [3, 'no'], [4, 'no', 'Clause 4 contradicts clause 7.']] as const) {
    expect(await act(world.api, 'enterVote', 'Ballot { cast }', { ballotId, seatId: seatOf(head), choice, reason, entered: 'paper', documentId }, await secretary())).toEqual({ cast: head + 1 })
  }
  await travel(world.api, 'P92D')
  const seen = await world.api.gql<{ ballot: { result: object } }>('query ($id: ID!) { ballot(id: $id) { result { outcome leftOut criteria { figures } tallies { choice count } } } }', { id: ballotId }, await as(heads[0]!))
  expect(seen.data.ballot.result).toEqual({
    outcome: 'rejected', leftOut: '2 votes “no” without a reason that counts: left out where the rule asks for one.',
    criteria: [{ figures: '2 of 3 P-members voting are in favour = 2/3 ≥ 2/3' }, { figures: '1 of 3 votes of all members are negative = 1/3 > 1/4' }],
    tallies: [{ choice: 'no', count: 3 }, { choice: 'yes', count: 2 }],
  })
  expect(await findings()).toEqual([])
})
