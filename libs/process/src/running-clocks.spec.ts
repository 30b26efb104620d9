import fc from 'fast-check'
import { draftId, entry, sound } from '../cases/facts.ts'
import { deadlinesOf } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { rulebookOf } from './rulebooks/index.ts'
import type { Rulebook } from './rulebook.ts'
import { recountClock, runningClocks } from './running-clocks.ts'
import type { CalendarVersion } from './secretariat.ts'
import { runOut } from './timeout.ts'

const tap = rulebookOf('itu-t-tap')!
const iso = rulebookOf('iso')!
const chair = { roles: ['chair'] } as const
// Monday 22 March 2027; Good Friday is the 26th, Easter Monday the 29th.
const since = '2027-03-22T10:00:00Z'
const decision = (change: Partial<Facts> = {}, stage = 'decision'): Facts => {
  const facts = sound('negotiation', { ballot: null, call: null, edition: null, now: '2027-03-23T00:00:00Z', history: [entry(null, stage, '2027-03-22')], ...change })
  return { ...facts, draft: { ...facts.draft, stage, ...change.draft } }
}
const version = (number: number, from: string, recordedAt: string, more: Partial<CalendarVersion> = {}): CalendarVersion =>
  ({ id: `v${number}`, number, from, weekend: [6, 7], holidays: [], recordedAt, of: 'TC 3', distance: 0, ...more })

const before = version(1, '2027-01-01', '2027-01-01T00:00:00Z')
const closing = version(2, '2027-03-01', '2027-03-22T15:00:00Z', { holidays: [{ title: 'The house moves', on: '2027-03-30' }] })
const single = (book: Rulebook, facts: Facts) => runningClocks(book, facts)[0]!

test('[process-252] working days are counted by the version in force when the clock began, else by the rulebook, else without Saturday and Sunday', () => {
  expect(single(tap, decision())).toMatchObject({
    key: 'replies', since, due: '2027-04-02T22:00:00Z', calendar: null, anew: null, words: '7 working days, counted with the calendar of the rulebook (Geneva).',
  })
  // No holiday at Easter here.
  expect(single(tap, decision({ calendars: [before] }))).toMatchObject({
    due: '2027-03-31T22:00:00Z', calendar: before, anew: null, words: '7 working days, counted with version 1 of the calendar of TC 3, in force from 1 January 2027.',
  })
  const { calendar: _, ...bare } = tap
  expect(single(bare, decision())).toMatchObject({ due: '2027-03-31T22:00:00Z', words: '7 working days, counted with every day but Saturday and Sunday.' })
  const one = { ...tap, clocks: [{ ...tap.clocks!.find(clock => clock.key === 'replies')!, workingDays: 1 }] }
  expect(single(one, decision()).words).toBe('1 working day, counted with the calendar of the rulebook (Geneva).')
})

test('[process-253] a version that came later moves nothing: it says what the end would be', () => {
  const facts = decision({ calendars: [before, closing] })
  expect(single(tap, facts)).toMatchObject({
    due: '2027-03-31T22:00:00Z', calendar: before,
    anew: { calendar: closing, due: '2027-04-01T22:00:00Z', words: 'Counted with version 2 of the calendar of TC 3 it would end with 1 April 2027.' },
  })
  expect(deadlinesOf(tap, facts).filter(row => row.clock === 'replies')).toEqual([
    { key: `clock.end:${draftId}:replies`, due: '2027-03-31T22:00:00Z', zone: 'Europe/Zurich', task: 'clock.end', clock: 'replies', calendar: 'v1' },
  ])
  // Also where no version was on record when the clock began, and where the later one comes to the same day.
  expect(single(tap, decision({ calendars: [closing] })).anew).toMatchObject({ due: '2027-04-01T22:00:00Z' })
  expect(single(tap, decision({ calendars: [before, { ...closing, holidays: [] }] })).anew).toBeNull()
})

test('[process-253] officers move the end with a reason: it is then counted with that version, and runs out then', () => {
  const facts = decision({ calendars: [before, closing] })
  const done = recountClock(tap, facts, { clock: 'replies', due: '2027-04-01T22:00:00Z', reason: ' The house is closed. ' }, chair)
  expect(done).toEqual({ ok: true, value: {
    kind: 'clock.recounted', clock: 'replies', title: 'Working days between the replies and the meeting', since, calendar: 'v2', from: '2027-03-31T22:00:00Z', to: '2027-04-01T22:00:00Z',
    words: '7 working days, counted with version 2 of the calendar of TC 3, in force from 1 March 2027.', at: '2027-03-23T00:00:00Z', reason: 'The house is closed.',
  } })
  const recounts = [{ clock: 'replies', since, calendar: 'v2' }, { clock: 'other', since, calendar: 'v1' }, { clock: 'replies', since: '2027-02-01T10:00:00Z', calendar: 'v1' }]
  const after = decision({ calendars: [before, closing], recounts })
  expect(single(tap, after)).toMatchObject({ due: '2027-04-01T22:00:00Z', calendar: closing, anew: null })
  expect(deadlinesOf(tap, after).at(-1)).toMatchObject({ due: '2027-04-01T22:00:00Z', calendar: 'v2' })
  expect(runOut(tap, { ...after, now: '2027-03-31T22:00:00Z' }, 'replies')).toMatchObject({ refusal: { code: 'not-due' } })
  expect(runOut(tap, { ...after, now: '2027-04-01T22:00:00Z' }, 'replies').ok).toBe(true)
})

const known = { calendars: [before, closing] }
const request = { clock: 'replies', due: '2027-04-01T22:00:00Z', reason: 'The house is closed.' }
const shorter = version(3, '2027-03-01', '2027-03-30T15:00:00Z', { weekend: [] })

test.each([
  ['of a withdrawn draft', decision({ ...known, draft: { ...decision().draft, withdrawn: true } }), request, chair, 'withdrawn'],
  ['by a delegate', decision(known), request, { roles: ['delegate'] }, 'not-yours'],
  ['without a reason', decision(known), { ...request, reason: ' ' }, chair, 'reason-missing'],
  ['that does not run', decision(known), { ...request, clock: 'silence' }, chair, 'not-running'],
  ['that has run out', decision({ ...known, now: '2027-05-01T00:00:00Z' }), request, chair, 'not-running'],
  ['by the calendar it is counted with', decision({ calendars: [before] }), request, chair, 'nothing-moves'],
  ['to a day that a newer version has moved', decision(known), { ...request, due: '2027-04-02T22:00:00Z' }, chair, 'changed'],
  ['to a day that is over', decision({ calendars: [before, shorter], now: '2027-03-31T00:00:00Z' }), { ...request, due: '2027-03-29T22:00:00Z' }, chair, 'over'],
] as const)('[process-253] the end of a clock %s is not moved', (_, facts, wanted, actor, code) => {
  expect(recountClock(tap, facts, wanted, actor)).toMatchObject({ ok: false, refusal: { code } })
})

test.each([
  ['of a withdrawn draft', decision({ ...known, draft: { ...decision().draft, withdrawn: true } }), request, 'This draft is withdrawn. Restore it first.'],
  ['without a reason', decision(known), { ...request, reason: ' ' }, 'Moving the end of a running clock takes a reason; it stays in the record.'],
  ['that does not run', decision(known), { ...request, clock: 'silence' }, 'This clock does not run for the draft, or has run out.'],
  ['by the calendar it is counted with', decision({ calendars: [before] }), request, '“Working days between the replies and the meeting” ends on the same day by the calendar now in force.'],
  ['to a day that a newer version has moved', decision(known), { ...request, due: '2027-04-02T22:00:00Z' },
    'The calendar was changed meanwhile. Counted with version 2 of the calendar of TC 3 it would end with 1 April 2027. Look again, then decide.'],
  ['to a day that is over', decision({ calendars: [before, shorter], now: '2027-03-31T00:00:00Z' }), { ...request, due: '2027-03-29T22:00:00Z' },
    'Counted with version 3 of the calendar of TC 3 it would end with 29 March 2027. That day is over, so it keeps its end.'],
] as const)('[process-253] that the end of a clock %s is not moved is said in a sentence', (_, facts, wanted, sentence) => {
  expect(recountClock(tap, facts, wanted, chair)).toMatchObject({ refusal: { message: sentence } })
})

test('[process-253] a clock that has run out runs no more', () => {
  expect(runningClocks(tap, decision({ ...known, now: '2027-05-01T00:00:00Z' }))).toEqual([])
})

test('[process-253] a clock of calendar days asks no working days, and a rulebook without clocks runs none', () => {
  const facts = decision({ calendars: [before] }, '10.60')
  expect(single(iso, facts)).toMatchObject({ key: 'project.result', calendar: null, anew: null, words: 'Counted in days of the calendar; no working days are asked.' })
  expect(runningClocks(rulebookOf('harmonization')!, sound('drafting'))).toEqual([])
  expect(runningClocks(tap, decision({ draft: { ...facts.draft, stage: 'decision', withdrawn: true } }))).toEqual([])
})

test('[process-253] whatever versions come after a clock began, its end stays', () => {
  const day = fc.integer({ min: 1, max: 60 }).map(days => `2027-${days > 30 ? '04' : '03'}-${String(days > 30 ? days - 30 : days).padStart(2, '0')}`)
  const later = fc.record({ from: day, weekend: fc.subarray([1, 2, 3, 4, 5, 6]), on: day })
  fc.assert(fc.property(fc.array(later, { maxLength: 6 }), added => {
    const calendars = added.map(({ from, weekend, on }, index) => version(index + 2, from, '2027-03-22T12:00:00Z', { weekend, holidays: [{ title: 'Once', on }] }))
    expect(single(tap, decision({ calendars: [before, ...calendars] }))).toMatchObject({ due: '2027-03-31T22:00:00Z', calendar: before })
  }), { numRuns: 200 })
})
