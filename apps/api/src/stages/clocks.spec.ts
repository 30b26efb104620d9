import { enterCommittee, type Caller, type TestApi, testApi, type TestCommittee } from '../../../../tests/api.ts'
import { countedClock, countedDraft } from '../../../../tests/counted-draft.ts'
import { act, type Outcome, travel } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

const place = 'calendars.example'
let api: TestApi
let committee: TestCommittee
let above: TestCommittee
let as: Record<string, Caller> = {}

async function signIn(): Promise<void> {
  as = Object.fromEntries(await Promise.all(['chair', 'secretary', 'br', 'above'].map(async name => [name, await api.signIn(`${name}@${place}`)])))
}

beforeAll(async () => {
  api = await testApi()
  // Monday, a week before Easter; the days of the test do not depend on the day it runs.
  await api.get(Clock).setTo(api.db.manager, '2027-03-22T10:00:00Z')
  committee = await enterCommittee(api, { [`chair@${place}`]: 'chair', [`secretary@${place}`]: 'secretary' }, { [`br@${place}`]: 'participating' })
  above = await enterCommittee(api, { [`above@${place}`]: 'secretary' })
  await api.db.query('update committee set parent_id = $2 where id = $1', [committee.id, above.id])
  await signIn()
}, 90_000)
afterAll(() => api.close())

interface Day { title: string; on: string | null; yearly: string | null; easter: number | null }
interface Version { id: string; number: number; from: string; weekend: number[]; holidays: Day[]; by: { id: string } }
const fields = 'CalendarVersion { id number from weekend holidays { title on yearly easter } by { id } }'
const week = { after: 0, from: '2027-01-01', weekend: [6, 7], holidays: [] as object[], reason: 'As the house works.' }
const record = (by: string, more: object = {}, committeeId = committee.id): Promise<Outcome<Version>> => act(api, 'recordCalendar', fields, { committeeId, ...week, ...more }, as[by])

interface Shown { draft: { id: string }; clock: string; due: string; words: string; calendar: { number: number } | null; anew: { due: string; words: string } | null }
const clockFields = '{ draft { id } clock due words calendar { number } anew { due words } }'
const clocksOf = async (draftId: string) => (await api.gql<{ draft: { clocks: Shown[] } }>(`query ($id: ID!) { draft(id: $id) { clocks ${clockFields} } }`, { id: draftId }, as['br'])).data.draft.clocks
const concerned = async (by: string) => (await api.gql<{ committee: { workingDayClocks: Shown[] } }>(`query ($id: ID!) { committee(id: $id) { workingDayClocks ${clockFields} } }`, { id: committee.id }, as[by])).data.committee.workingDayClocks
const recount = (by: string, draftId: string, due: string, reason = 'The house is closed that day.') =>
  act<{ id: string }>(api, 'recountClock', 'Draft { id }', { draftId, clock: countedClock, due, reason }, as[by])
const dueIn = async (draftId: string) => (await api.db.query<{ due: Date; calendar: string | null; done: boolean }[]>(
  "select due, payload->>'calendar' as calendar, done_at is not null as done from deadline where key = $1", [`clock.end:${draftId}:${countedClock}`]))[0]!

const deciding = (): Promise<string> => countedDraft(api, committee.id, as['chair']!)

let draftId: string

test('without a calendar of the secretariat the rulebook’s own counts, and no version is named', async () => {
  draftId = await deciding()
  expect(await clocksOf(draftId)).toEqual([{
    draft: { id: draftId }, clock: countedClock, due: '2027-04-02T22:00:00.000Z', calendar: null, anew: null, words: '7 working days, counted with the calendar of the rulebook (Geneva).',
  }])
  expect(await dueIn(draftId)).toEqual({ due: new Date('2027-04-02T22:00:00Z'), calendar: null, done: false })
})

test.each<[string, string, object, string, string]>([
  ['by a delegate', 'br', {}, 'FORBIDDEN', ''], ['by nobody', 'nobody', {}, 'UNAUTHENTICATED', ''], ['by officers of the committee above', 'above', {}, 'FORBIDDEN', ''],
  ['that follows a version which is not there', 'chair', { after: 3 }, 'CHANGED', ''], ['without a reason', 'chair', { reason: ' ' }, 'reason-missing', ''],
  ['with a day that no month has', 'chair', { holidays: [{ title: 'Odd', on: '2027-02-30' }] }, 'bad-calendar', 'holidays[0]'],
  ['without a working day', 'chair', { weekend: [1, 2, 3, 4, 5, 6, 7] }, 'bad-calendar', 'weekend'],
  ['from no day', 'chair', { from: 'soon' }, 'bad-calendar', 'from'],
  ['with a title that no text can hold', 'chair', { holidays: [{ title: 'A\u0000', on: '2027-02-03' }] }, 'BAD_INPUT', ''],
])('a calendar %s is refused, and nothing of it is kept', async (_, by, more, code, at) => {
  const refused = await record(by, more)
  expect([refused.code, refused.missing?.[0]?.gate ?? '']).toEqual([code, at])
  expect(await api.db.query('select 1 from calendar_version')).toEqual([])
})

test('a calendar is kept in versions, each in the ledger of the committee with its reason; a draft that ran before keeps its end', async () => {
  const holidays = [{ title: 'New Year', yearly: '01-01' }, { title: 'Good Friday', easter: -2 }, { title: 'The house moves', on: '2027-03-30' }]
  expect(await record('secretary', { holidays })).toMatchObject({
    number: 1, from: '2027-01-01', weekend: [6, 7], by: { id: committee.people[`secretary@${place}`] },
    holidays: [{ title: 'New Year', yearly: '01-01', on: null, easter: null }, { title: 'Good Friday', easter: -2 }, { title: 'The house moves', on: '2027-03-30' }],
  })
  expect(await record('chair', { holidays })).toMatchObject({ code: 'CHANGED' })
  expect(await record('chair', { holidays, after: 1 })).toMatchObject({ code: 'nothing-new' })
  const entries = await api.db.query<{ facts: { number: number; from: string; holidays: object[]; reason: object } }[]>("select facts from ledger_entry where kind = 'calendar.recorded'")
  expect(entries).toMatchObject([{ facts: { number: 1, from: '2027-01-01', holidays, reason: { commitment: expect.any(String) } } }])
  const seen = await api.gql<{ committee: { calendars: { number: number; reason: string }[] } }>('query ($id: ID!) { committee(id: $id) { calendars { number reason } } }', { id: committee.id }, as['br'])
  expect(seen.data.committee.calendars).toEqual([{ number: 1, reason: 'As the house works.' }])

  // Easter Monday is a working day by it, the Tuesday after is none: it comes to the same number of days off, so nothing would move.
  expect(await concerned('chair')).toMatchObject([{ due: '2027-04-02T22:00:00.000Z', calendar: null, anew: null }])
  expect(await record('chair', { after: 1, holidays: [] })).toMatchObject({ number: 2 })
  expect(await concerned('chair')).toMatchObject([{
    draft: { id: draftId }, due: '2027-04-02T22:00:00.000Z', calendar: null,
    anew: { due: '2027-03-31T22:00:00.000Z', words: expect.stringMatching(/^Counted with version 2 of the calendar of TC .* it would end with 31 March 2027\.$/) },
  }])
  expect(await dueIn(draftId)).toMatchObject({ due: new Date('2027-04-02T22:00:00Z'), calendar: null })
  // Who belongs to no committee under it sees none of its drafts.
  expect(await api.gql<{ committee: object | null }>(`query ($id: ID!) { committee(id: $id) { workingDayClocks ${clockFields} } }`, { id: above.id }, as['above'])).toMatchObject({ data: { committee: { workingDayClocks: [] } } })
})

test('what begins under a version is counted with it and keeps it, whatever is recorded later', async () => {
  const second = await deciding()
  const [version] = await api.db.query<{ id: string }[]>('select id from calendar_version where number = 2')
  expect(await clocksOf(second)).toMatchObject([{ due: '2027-03-31T22:00:00.000Z', calendar: { number: 2 }, words: expect.stringContaining('counted with version 2') }])
  expect(await record('secretary', { after: 2, from: '2027-03-23', holidays: [{ title: 'Mourning', on: '2027-03-24' }, { title: 'Mourning', on: '2027-03-25' }] })).toMatchObject({ number: 3 })
  expect(await clocksOf(second)).toMatchObject([{ due: '2027-03-31T22:00:00.000Z', calendar: { number: 2 }, anew: { due: '2027-04-02T22:00:00.000Z' } }])
  expect(await dueIn(second)).toMatchObject({ due: new Date('2027-03-31T22:00:00Z'), calendar: version!.id })

  expect((await recount('br', second, '2027-04-02T22:00:00Z')).code).toBe('FORBIDDEN')
  expect((await recount('chair', second, '2027-04-02T22:00:00Z', ' ')).code).toBe('reason-missing')
  expect((await recount('chair', second, '2027-04-03T22:00:00Z')).code).toBe('changed')
  expect(await recount('chair', second, '2027-04-02T22:00:00Z')).toEqual({ id: second })
  expect((await recount('chair', second, '2027-04-02T22:00:00Z')).code).toBe('nothing-moves')
  expect(await clocksOf(second)).toMatchObject([{ due: '2027-04-02T22:00:00.000Z', calendar: { number: 3 }, anew: null }])
  expect(await dueIn(second)).toMatchObject({ due: new Date('2027-04-02T22:00:00Z'), done: false })
  const decisions = await api.db.query<object[]>('select kind, outcome, reason, figures from decision where draft_id = $1', [second])
  expect(decisions).toMatchObject([{ kind: 'clock', outcome: 'moved', reason: 'The house is closed that day.', figures: expect.stringContaining('ends with 2 April 2027 instead of 31 March 2027') }])
  const entries = await api.db.query<object[]>("select facts from ledger_entry where kind = 'clock.recounted'")
  expect(entries).toMatchObject([{ facts: { clock: 'replies', from: '31 March 2027', to: '2 April 2027' } }])

  const told = async () => (await api.db.query<{ told: boolean }[]>("select exists (select from notice where draft_id = $1 and key like '%:clock.end:replies') as told", [second]))[0]!.told
  await travel(api, 'P9DT13H')
  expect([(await dueIn(second)).done, await told()]).toEqual([false, false])
  await travel(api, 'P2D')
  expect([(await dueIn(second)).done, await told()]).toEqual([true, true])
  await signIn()
  expect(await clocksOf(second)).toEqual([])
  expect((await recount('chair', second, '2027-04-02T22:00:00Z')).code).toBe('not-running')
})

test('a committee without a calendar is counted by the one above it', async () => {
  const orphan = await enterCommittee(api, { [`lone@${place}`]: 'chair' })
  await api.db.query('update committee set parent_id = $2 where id = $1', [orphan.id, above.id])
  expect(await record('above', { from: '2027-01-01', weekend: [5, 6] }, above.id)).toMatchObject({ number: 1, weekend: [5, 6] })
  const before = { committee, as }
  committee = orphan
  as = { ...as, chair: await api.signIn(`lone@${place}`), br: await api.signIn(`lone@${place}`) }
  // 3 April 2027 is a Saturday, off here: Sunday is the first of the seven days.
  expect(await clocksOf(await deciding())).toMatchObject([{ calendar: { number: 1 }, due: '2027-04-12T22:00:00.000Z' }])
  committee = before.committee
  as = before.as
})
