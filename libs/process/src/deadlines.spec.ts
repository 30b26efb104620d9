import { entry, sound } from '../cases/facts.ts'
import { clockSince, deadlinesOf, lastSettled, reviewLeadsTo } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { decideReview, openReview } from './review.ts'
import { rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const rows = (facts: Facts): Record<string, string> => Object.fromEntries(deadlinesOf(rulebook, facts).map(row => [row.task, row.due]))
const running = { ...sound('adoption').ballot!, outcome: null, decidedAt: null }

test.each([
  ['issue', { call: null }, { 'stage.minimum': '2027-01-19T00:00:00Z', 'stage.target': '2027-03-06T00:00:00Z' }],
  ['engagement', {}, { 'stage.minimum': '2027-03-27T00:00:00Z', 'stage.target': '2027-04-26T00:00:00Z', 'call.close': '2027-03-30T00:00:00Z' }],
  ['adoption', { call: null, ballot: running }, { 'stage.target': '2027-11-06T00:00:00Z', 'ballot.close': '2027-10-07T00:00:00Z' }],
  ['adoption', { call: null }, { 'stage.target': '2027-11-06T00:00:00Z', 'appeal.end': '2027-10-29T00:00:00Z' }],
  ['implementation', { call: null }, { 'stage.minimum': '2028-05-09T00:00:00Z', 'review.open': '2032-05-08T10:00:00Z', 'review.decide': '2032-11-08T10:00:00Z' }],
  ['review', { call: null }, { 'stage.target': '2032-11-11T00:00:00Z', 'review.decide': '2032-11-08T10:00:00Z' }],
])('[process-24] the deadlines of a draft in %s follow from rulebook and facts', (stage, change, expected) => {
  expect(rows(sound(stage, change))).toEqual(expected)
})

test('[process-24] a deadline has a stable key, one per draft or ballot and task, and the zone its day is meant in', () => {
  const keys = deadlinesOf(rulebook, sound('adoption', { ballot: running })).map(row => row.key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(deadlinesOf(rulebook, sound('adoption', { ballot: running, now: '2040-01-01T00:00:00Z' })).map(row => row.key)).toEqual(keys)
  expect(deadlinesOf(rulebook, sound('issue')).every(row => row.zone === 'UTC')).toBe(true)
})

test('[process-24] a withdrawn draft has no deadline', () => {
  const facts = sound('implementation')
  expect(deadlinesOf(rulebook, { ...facts, draft: { ...facts.draft, withdrawn: true } })).toEqual([])
})

test('[process-25] a review is counted from the last adoption or confirmation', () => {
  const history = [...sound('review').history, entry('review', 'implementation', '2032-10-01', 'forward')]
  expect(lastSettled(rulebook, history)).toBe('2032-10-01T10:00:00Z')
  expect(lastSettled(rulebook, sound('adoption').history)).toBeNull()
  expect(rows(sound('implementation', { history }))['review.open']).toBe('2037-04-01T10:00:00Z')
})

test.each([
  ['2032-05-08T09:59:59Z', false], ['2032-05-08T10:00:00Z', true], ['2040-01-01T00:00:00Z', true],
])('[process-25] the review opens by itself when its date has come: at %s %s', (now, opens) => {
  const opened = openReview(rulebook, sound('implementation', { now }))
  expect(opened.ok).toBe(opens)
  if (opened.ok) expect(opened.value).toMatchObject({ from: 'implementation', to: 'review', reason: 'The review date has come, 4 years and 6 months after the text was adopted or last confirmed.', overridden: [] })
})

test('[process-25] the date opens the review also without implementation reports, and says so', () => {
  expect(openReview(rulebook, sound('implementation', { attestations: [] }))).toMatchObject({ ok: true, value: { overridden: ['implementation-reports'] } })
})

test('[process-25] a review that is open, or of a text that was never adopted, does not open', () => {
  for (const stage of ['review', 'drafting']) expect(openReview(rulebook, sound(stage))).toMatchObject({ ok: false, refusal: { code: 'not-due' } })
})

test.each([
  ['confirm', 'implementation'], ['amend', 'drafting'], ['revise', 'engagement'],
] as const)('[process-26] a review that ends with %s moves the draft to %s', (outcome, to) => {
  expect(decideReview(outcome, rulebook, sound('review'), { roles: ['chair'] }, 'As the reports say')).toMatchObject({
    ok: true, value: { kind: 'review.decided', outcome, reason: 'As the reports say', change: { kind: 'stage.moved', to } },
  })
})

test('[process-26] a review that ends with withdraw withdraws the draft', () => {
  expect(decideReview('withdraw', rulebook, sound('review', { ballot: null }), { roles: ['chair'] }, 'Nobody uses it')).toMatchObject({ ok: true, value: { change: { kind: 'draft.withdrawn' } } })
})

test.each([
  ['outside a review', 'drafting', ['chair'], 'x', 'not-in-review'],
  ['by a delegate', 'review', ['delegate'], 'x', 'not-yours'],
  ['without a reason', 'review', ['chair'], '  ', 'reason-missing'],
] as const)('[process-26] a review decided %s is refused', (_, stage, roles, reason, code) => {
  expect(decideReview('confirm', rulebook, sound(stage), { roles }, reason)).toMatchObject({ ok: false, refusal: { code } })
})

test('[process-25] a text is settled by its first entry too, and never settled without one', () => {
  expect(lastSettled(rulebook, [entry(null, 'implementation', '2027-01-04')])).toBe('2027-01-04T10:00:00Z')
  expect(lastSettled(rulebook, [])).toBeNull()
})

test('[process-209] a clock from the opening does not run for a draft that was never opened', () => {
  const clock = { key: 'k', title: 'K', starts: 'opening', stages: ['issue'], duration: 'P1D', onTimeout: { do: 'note' } } as never
  expect(clockSince(rulebook, sound('issue', { history: [] }), clock)).toBeNull()
  expect(clockSince(rulebook, sound('issue'), clock)).toBe('2027-01-04T10:00:00Z')
})

test('[process-26] an outcome that the rulebook does not have is a fault, and one whose move is refused is refused', () => {
  const { review: _, ...without } = rulebook
  expect(() => reviewLeadsTo(without, 'confirm')).toThrow('has no review outcome confirm')
  expect(decideReview('confirm', rulebook, sound('review'), { roles: ['observer'] }, 'As it was.')).toMatchObject({ ok: false })
})

test('[process-26] an outcome that withdraws the text is refused while it is voted on', () => {
  const voted = sound('review', { ballot: { ...sound('adoption').ballot!, outcome: null, passed: false, decidedAt: null } })
  expect(decideReview('withdraw', rulebook, voted, { roles: ['chair'] }, 'Nobody uses it.')).toMatchObject({ ok: false })
})

test('[process-24] a draft that stands nowhere yet has no deadline of a stage', () => {
  expect(rows(sound('issue', { history: [] }))).toEqual({ 'call.close': '2027-03-30T00:00:00Z' })
})

test('[process-25] a text that is written again after a review has no date of review, and moving on in use counts none anew', () => {
  const history = [...sound('review').history, entry('review', 'drafting', '2032-06-01', 'back')]
  expect(Object.keys(rows({ ...sound('drafting', { history }), draft: { ...sound('drafting').draft } }))).toEqual(['stage.minimum', 'stage.target', 'call.close'])
  const twofold = { ...rulebook, stages: [...rulebook.stages, { ...rulebook.stages.find(stage => stage.code === 'implementation')!, code: 'in-force' }] }
  expect(lastSettled(twofold, [...sound('implementation').history, entry('implementation', 'in-force', '2029-01-04')])).toBe('2027-11-08T10:00:00Z')
})

test('[process-209] a clock from the adoption runs on from it in the stages that follow', () => {
  const clock = { key: 'k', title: 'K', starts: 'adoption', stages: ['review'], duration: 'P10Y', onTimeout: { do: 'remind', words: 'Over.' } } as never
  expect(clockSince(rulebook, sound('review'), clock)).toBe('2027-11-08T10:00:00Z')
})
