import { draftId, entry, sound } from '../cases/facts.ts'
import { deadlinesAhead, deadlinesOf } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { rulebookOf } from './rulebooks/index.ts'
import { runOut } from './timeout.ts'
import type { Rulebook } from './rulebook.ts'

const standing = (code: string, day: string, now: string, change: Partial<Facts> = {}): Facts => {
  const facts = sound('negotiation', { ballot: null, call: null, edition: null, now, ...change })
  return { ...facts, draft: { ...facts.draft, stage: code }, history: change.history ?? [entry(null, code, day)] }
}
const iso = rulebookOf('iso')!
const aap = rulebookOf('itu-t-aap')!
const unece = rulebookOf('unece.1958')!
const rows = (book: Rulebook, facts: Facts) => deadlinesOf(book, facts).filter(row => row.clock !== undefined).map(({ key, due }) => [key.replace(draftId, 'D'), due])

test('[process-209] each clock of the stage gives its reminders and its end stable keys, in the zone of the secretariat', () => {
  const facts = standing('10.60', '2027-03-01', '2027-03-02T00:00:00Z')
  expect(rows(iso, facts)).toEqual([
    ['clock.reminder:D:project.result:P1W', '2027-03-21T23:00:00Z'], ['clock.end:D:project.result', '2027-03-28T22:00:00Z'],
    ['clock.reminder:D:project.decide:P1M', '2027-07-31T22:00:00Z'], ['clock.end:D:project.decide', '2027-08-31T22:00:00Z'],
  ])
  expect(rows(iso, { ...facts, now: '2040-01-01T00:00:00Z' })).toEqual(rows(iso, facts))
  expect(rows(iso, standing('10.20', '2027-03-01', '2027-03-02T00:00:00Z'))).toEqual([])
})

test('[process-209] a clock that the rulebook does not have never runs, nor does one of a withdrawn draft', () => {
  const facts = standing('four-weeks', '2027-03-01', '2027-03-28T22:00:00Z')
  const { clocks: _, ...without } = aap
  for (const [book, known, key] of [[without, facts, 'silence'], [aap, facts, 'noise'], [aap, { ...facts, draft: { ...facts.draft, withdrawn: true } }, 'silence']] as const) {
    expect(runOut(book, known, key)).toMatchObject({ refusal: { code: 'not-due', message: 'This clock does not run for the draft.' } })
  }
})

test('[process-209] moving on within the stages of a clock does not start it again, coming back does', () => {
  const walk = [entry(null, '00.00', '2027-01-04'), entry('00.00', '00.20', '2027-02-04'), entry('00.20', '00.60', '2027-03-04')]
  expect(rows(iso, standing('00.60', '', '2027-03-05T00:00:00Z', { history: walk })).at(-1)).toEqual(['clock.end:D:proposal.cancel', '2030-01-03T23:00:00Z'])
  const track = [entry(null, '00.00', '2027-01-04'), entry('20.99', '30.00', '2028-01-04')]
  expect(rows(iso, standing('30.00', '', '2028-01-05T00:00:00Z', { history: track })).at(-1)).toEqual(['clock.end:D:track', '2030-01-03T23:00:00Z'])
})

test('[process-209] silence that approves moves the draft by itself, once, and says what was passed over', () => {
  const before = standing('four-weeks', '2027-03-01', '2027-03-28T21:59:59Z')
  expect(runOut(aap, before, 'silence')).toMatchObject({ refusal: { code: 'not-due', message: 'The clock has not run out.' } })
  const after = standing('four-weeks', '2027-03-01', '2027-03-28T22:00:00Z')
  expect(runOut(aap, after, 'silence')).toMatchObject({ ok: true, value: { kind: 'stage.moved', from: 'four-weeks', to: 'A', reason: 'Nobody objected in the four weeks: the Recommendation is approved.' } })
  expect(runOut(aap, standing('A', '2027-03-29', '2027-05-01T00:00:00Z'), 'silence')).toMatchObject({ refusal: { code: 'not-due' } })
  const tacit = standing('notification', '2023-11-15', '2024-05-14T22:00:00Z')
  expect(runOut(unece, tacit, 'notification')).toMatchObject({ ok: true, value: { to: 'in-force', overridden: [] } })
})

test('[process-209] a clock that only reminds leaves the draft where it is; one that does not run, or of a withdrawn draft, does nothing', () => {
  const facts = standing('10.60', '2027-03-01', '2027-04-01T00:00:00Z')
  expect(runOut(iso, facts, 'project.result')).toMatchObject({ ok: true, value: { kind: 'clock.run', clock: 'project.result', words: 'The result of the ballot is due at the central secretariat within four weeks.' } })
  expect(runOut(iso, { ...facts, draft: { ...facts.draft, withdrawn: true } }, 'project.result')).toMatchObject({ refusal: { code: 'not-due' } })
  expect(runOut(iso, facts, 'review.result')).toMatchObject({ refusal: { code: 'not-due' } })
  expect(runOut(iso, facts, 'sundial')).toMatchObject({ refusal: { code: 'not-due' } })
})

test('[process-209] work that made no progress ends by itself, also by withdrawal where a rulebook says so', () => {
  const idle = standing('00.00', '2027-01-04', '2030-01-04T00:00:00Z')
  expect(runOut(iso, idle, 'proposal.cancel')).toMatchObject({ ok: true, value: { to: '00.98', ends: 'abandoned', direction: 'back' } })
  const withdrawing = { ...iso, clocks: [{ ...iso.clocks![0]!, onTimeout: { do: 'withdraw' as const, words: 'Nobody came.' } }] }
  expect(runOut(withdrawing, idle, 'proposal.cancel')).toMatchObject({ ok: true, value: { kind: 'draft.withdrawn', stage: '00.00', reason: 'Nobody came.' } })
})

test('[process-209] clocks that begin with a result or an adoption wait for it', () => {
  const tap = rulebookOf('itu-t-tap')!
  const adopted = standing('approved', '', '2027-06-01T00:00:00Z', { history: [entry(null, 'decision', '2027-01-04'), entry('decision', 'approved', '2027-05-03')] })
  expect(rows(tap, adopted)).toEqual([['clock.reminder:D:notification:P1W', '2027-05-23T22:00:00Z'], ['clock.end:D:notification', '2027-05-30T22:00:00Z']])
  const result = { ...iso, clocks: [{ ...iso.clocks![1]!, starts: 'result' as const }] }
  const { ballot } = sound('adoption')
  expect(rows(result, standing('10.60', '2027-03-01', '2027-03-02T00:00:00Z'))).toEqual([])
  expect(rows(result, standing('10.60', '2027-03-01', '2027-03-02T00:00:00Z', { ballot })).at(-1)).toEqual(['clock.end:D:project.result', '2027-11-03T23:00:00Z'])
})

test('[process-210] seven working days between the replies and the meeting pass over weekends and holidays', () => {
  const tap = rulebookOf('itu-t-tap')!
  expect(rows(tap, standing('decision', '2027-03-22', '2027-03-23T00:00:00Z')).at(-1)).toEqual(['clock.end:D:replies', '2027-04-02T22:00:00Z'])
})

test('[process-214] a draft whose work has ended has no deadline', () => {
  const { call, ballot } = sound('adoption')
  expect(deadlinesOf(iso, standing('30.98', '2027-03-01', '2027-03-02T00:00:00Z', { call, ballot: { ...ballot!, outcome: null } }))).toEqual([])
})

test('[process-209] a clock that only reminds is not set again once it has run; one that acts is caught up on', () => {
  const ahead = (book: Rulebook, facts: Facts) => deadlinesAhead(book, facts).map(row => `${row.task} ${row.clock}`)
  expect(ahead(iso, standing('10.60', '2027-03-01', '2027-06-01T00:00:00Z'))).toEqual(['clock.reminder project.decide', 'clock.end project.decide'])
  expect(ahead(aap, standing('four-weeks', '2027-03-01', '2027-06-01T00:00:00Z'))).toEqual(['clock.end silence'])
})
