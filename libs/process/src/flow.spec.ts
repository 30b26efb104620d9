import fc from 'fast-check'
import { entry, sound } from '../cases/facts.ts'
import type { Facts } from './facts.ts'
import { flowOf, type Flowing } from './flow.ts'
import { phases } from './phase.ts'
import { rulebooks } from './rulebooks/index.ts'

const book = rulebooks.harmonization!
const draft = (stage: string, change: Partial<Facts> = {}): Flowing => ({ book, facts: sound(stage, change) })
const now = '2027-09-20T12:00:00Z'
const at = (stage: string, change: Partial<Facts> = {}): Flowing => draft(stage, { now, ...change })
const withdrawn = (stage: string): Flowing => ({ book, facts: { ...sound(stage, { now }), draft: { ...sound(stage).draft, withdrawn: true } } })

test('[process-231] a stage shows the drafts that stand in it, those that are late, and the median of the stays that ended in the year before', () => {
  const quick = [entry(null, 'issue', '2027-07-01'), entry('issue', 'engagement', '2027-07-11')]
  const flow = flowOf(book, [at('negotiation'), at('negotiation', { history: [entry(null, 'issue', '2027-09-01'), entry('issue', 'negotiation', '2027-09-02')] }), at('engagement', { history: quick })], now)
  const of = (stage: string) => flow.stages.find(one => one.stage === stage)
  // Since 7 June, with 90 days to go: the first of the two is late, the second is not.
  expect(of('negotiation')).toEqual({ stage: 'negotiation', drafts: 2, late: 1, medianDays: null })
  // Stays in the issue: 21 days, 1 day and 10 days.
  expect(of('issue')).toEqual({ stage: 'issue', drafts: 0, late: 0, medianDays: 10 })
  expect(of('engagement')).toEqual({ stage: 'engagement', drafts: 1, late: 0, medianDays: 70 })
})

test('[process-231] of two middle stays the shorter is the median, and a stay that ended longer ago is not counted', () => {
  const long = [entry(null, 'issue', '2026-07-01'), entry('issue', 'engagement', '2026-09-19')]
  const recent = [entry(null, 'issue', '2027-07-01'), entry('issue', 'engagement', '2027-07-11')]
  const other = [entry(null, 'issue', '2027-07-01'), entry('issue', 'engagement', '2027-07-31')]
  expect(flowOf(book, [long, recent, other].map(history => at('engagement', { history })), now).stages[0]).toMatchObject({ medianDays: 10 })
})

test('[process-232] a move shows how often it was made in the year before; what was taken back was not made', () => {
  const back = [entry(null, 'issue', '2027-07-01'), entry('issue', 'engagement', '2027-07-11'), entry('engagement', 'issue', '2027-08-01', 'takenBack')]
  const flow = flowOf(book, [at('engagement'), at('issue', { history: back }), withdrawn('drafting')], now)
  const of = (from: string, to: string) => flow.moves.find(one => one.from === from && one.to === to)
  expect(of('issue', 'engagement')).toMatchObject({ made: 2 })
  expect(of('engagement', 'drafting')).toMatchObject({ made: 1 })
  expect(of('engagement', 'issue')).toMatchObject({ made: 0, waiting: 0, missing: null })
  expect(flow.stages.every(({ stage, drafts }) => drafts === (stage === 'engagement' || stage === 'issue' ? 1 : 0))).toBe(true)
})

test('[process-233] a draft waits at a gate when its minimum time is over and something else is missing; what most lack is named', () => {
  const undecided = at('drafting', { comments: { total: 3, undecided: 1 } })
  const faulty = at('drafting', { comments: { total: 3, undecided: 2 }, text: { faults: 1, first: null, empty: false } })
  const early = at('drafting', { comments: { total: 3, undecided: 2 }, history: [entry(null, 'issue', '2027-01-04'), entry('issue', 'drafting', '2027-09-10')] })
  const flow = flowOf(book, [faulty, undecided, early, at('drafting')], now)
  const of = (from: string, to: string) => flow.moves.find(one => one.from === from && one.to === to)
  expect(of('drafting', 'negotiation')).toMatchObject({ waiting: 2, missing: { title: 'Every comment has a disposition', drafts: 2 } })
  expect(of('drafting', 'engagement')).toMatchObject({ waiting: 0, missing: null })
  expect(of('issue', 'engagement')).toMatchObject({ waiting: 0, missing: null })
})

test('[process-233] a draft waits by its own edition: where that has no way on, it lacks nothing', () => {
  const closed = { ...book, moves: book.moves.filter(move => move.from !== 'drafting' || move.kind === 'back') }
  const { facts } = at('drafting', { comments: { total: 3, undecided: 1 } })
  expect(flowOf(book, [{ book: closed, facts }], now).moves.every(move => move.waiting === 0)).toBe(true)
})

test('[process-233] where work ends nothing waits', () => {
  const ends = rulebooks.iso!.stages.find(stage => stage.ends !== undefined)!
  const facts = sound('drafting', { draft: { ...sound('drafting').draft, stage: ends.code }, history: [entry(null, ends.code, '2027-01-04')] })
  expect(flowOf(rulebooks.iso!, [{ book: rulebooks.iso!, facts }], now).moves.every(move => move.waiting === 0)).toBe(true)
})

test('[process-231] every draft at work stands in one stage, and no more wait than stand there', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...phases), fc.boolean(), fc.nat(3)), { maxLength: 30 }), wanted => {
    const drafts = wanted.map(([stage, gone, undecided]) => (gone ? withdrawn(stage) : at(stage, { comments: { total: 3, undecided } })))
    const flow = flowOf(book, drafts, now)
    expect(flow.stages.reduce((sum, one) => sum + one.drafts, 0)).toBe(wanted.filter(([, gone]) => !gone).length)
    for (const move of flow.moves) expect(move.waiting).toBeLessThanOrEqual(flow.stages.find(one => one.stage === move.from)!.drafts)
  }), { numRuns: 50 })
})

test('[process-233] of what equally many lack the first in the order of the rulebook is named, whichever draft is looked at first', () => {
  const undecided = at('drafting', { comments: { total: 3, undecided: 1 } })
  const faulty = at('drafting', { text: { faults: 1, first: null, empty: false } })
  for (const drafts of [[undecided, faulty], [faulty, undecided]]) {
    expect(flowOf(book, drafts, now).moves.find(one => one.from === 'drafting' && one.to === 'negotiation')).toMatchObject({ waiting: 2, missing: { title: 'Text complete and valid', drafts: 1 } })
  }
})

test('[process-233] what only a draft under another edition lacks is named too', () => {
  const other = { ...book, moves: book.moves.map(move => (move.from === 'drafting' && move.kind === 'forward' ? { ...move, gates: ['languages-present'] } : move)) }
  const foreign = { book: other, facts: at('drafting', { languagesPresent: [] }).facts }
  expect(flowOf(book, [foreign], now).moves.find(one => one.from === 'drafting' && one.to === 'negotiation')).toMatchObject({ waiting: 1, missing: { title: 'Languages present', drafts: 1 } })
})

test('[process-232] a move counts from which stage it was made, and on the day a year ago still', () => {
  const year = '2027-09-20T10:00:00Z'
  const walk = [entry(null, 'issue', '2026-01-04'), entry('issue', 'engagement', '2026-09-19'), entry('engagement', 'drafting', '2026-09-20')]
  const flow = flowOf(book, [at('drafting', { now: year, history: walk })], year)
  const made = (from: string, to: string) => flow.moves.find(one => one.from === from && one.to === to)!.made
  expect([made('issue', 'engagement'), made('engagement', 'drafting'), made('review', 'drafting')]).toEqual([0, 1, 0])
  expect(flow.stages.slice(0, 2).map(stage => stage.medianDays)).toEqual([null, 1])
})

test('[process-231] how late a draft is counts from its latest entry', () => {
  const walk = [...sound('drafting').history, entry('drafting', 'negotiation', '2027-09-10')]
  expect(flowOf(book, [at('negotiation', { history: walk })], now).stages.find(one => one.stage === 'negotiation')).toMatchObject({ drafts: 1, late: 0 })
})
