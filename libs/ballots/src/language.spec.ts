import fc from 'fast-check'
import { decidePapers, passesBy } from './decide.ts'
import { counting } from './figures.ts'
import type { Paper } from './paper.ts'
import { pilesOf } from './pile.ts'
import { holds, largestOf, valueOf } from './quantity.ts'
import { ceil, floor, inDigits, inPercent, rational } from './rational.ts'
import { rules } from './rulebooks/index.ts'
import { readRule } from './rule-reader.ts'
import type { BallotRule, Quantity, Test } from './rule.ts'
import { countPapers } from './tally.ts'

// The short run is the same every time; a long one is asked for with BALLOTS_RUNS, and another with BALLOTS_SEED.
const seed = Number(process.env.BALLOTS_SEED ?? 20261127)
const numRuns = Number(process.env.BALLOTS_RUNS ?? 150)

const paper = (voter: string, choice: string, more: Partial<Paper> = {}): Paper =>
  ({ voter, choice, reasoned: false, at: null, category: null, count: 1, weight: 1, population: 0, flags: [], ...more })
const papers = [
  paper('a', 'yes', { category: 'P', weight: 3, population: 10, reasoned: true }), paper('b', 'yes', { category: 'O', weight: '1/2', population: 5 }),
  paper('c', 'no', { category: 'P', weight: 2, population: 20, flags: ['uses'] }), paper('d', 'no', { count: 4, weight: 8, population: 40 }),
]
const plain: BallotRule = { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: [], otherwise: 'approved' }
const count = counting({ rule: plain, piles: pilesOf(papers), recused: rational(2n), context: { eligible: 9, share: '2/3', open: true, shut: false }, seats: null }, new Set())
const all = { sum: 'count', where: {} } as const

test.each<[Quantity, string]>([
  [{ const: 3 }, '3'], [{ const: '2/4' }, '1/2'], [{ ctx: 'eligible' }, '9'], [{ ctx: 'recused' }, '2'], [{ ctx: 'share' }, '2/3'], [{ ctx: 'open' }, '1'], [{ ctx: 'shut' }, '0'],
  [{ ctx: 'castingVoteYes' }, '-1'], [{ ctx: 'nobody' }, '0'],
  [all, '7'], [{ sum: 'weight', where: {} }, '27/2'], [{ sum: 'population', where: { choice: ['yes'] } }, '15'], [{ sum: 'count', where: { category: ['P'] } }, '2'],
  [{ sum: 'count', where: { reasoned: true } }, '1'], [{ sum: 'count', where: { reasoned: false } }, '6'], [{ sum: 'count', where: { flag: 'uses' } }, '1'],
  [{ sum: 'count', where: { choice: ['yes', 'no'], category: ['P', 'O'], reasoned: false } }, '2'],
  [{ largest: 'count', where: {} }, '4'], [{ largest: 'weight', where: { choice: ['yes'] } }, '3'], [{ largest: 'count', where: { flag: 'none' } }, '0'],
  [{ fewest: 'population', above: '1/2', where: {} }, '3'], [{ fewest: 'population', above: '0', where: {} }, '1'], [{ fewest: 'population', above: '1', where: {} }, '7'],
  [{ fewest: 'population', above: '1/3', where: { choice: ['yes'] } }, '1'], [{ fewest: 'population', above: '2/3', where: { choice: ['yes'] } }, '2'], [{ fewest: 'weight', above: '1/2', where: { flag: 'none' } }, '0'],
  [{ add: [all, { const: 1 }, { const: '1/2' }] }, '17/2'], [{ sub: [all, { const: 1 }, { const: 2 }] }, '4'], [{ sub: [all] }, '7'], [{ mul: ['2/3', all] }, '14/3'], [{ mul: [{ ctx: 'share' }, all] }, '14/3'],
  [{ floor: { mul: ['2/3', all] } }, '4'], [{ ceil: { mul: ['2/3', all] } }, '5'], [{ floor: { sub: [{ const: '1/2' }, { const: 1 }] } }, '-1'], [{ max: [{ const: 2 }, all, { const: 5 }] }, '7'],
  [{ when: { l: all, op: '>', r: { const: 6 } }, then: { const: 4 }, else: { const: 5 } }, '4'], [{ when: { l: all, op: '>', r: { const: 7 } }, then: { const: 4 }, else: { const: 5 } }, '5'],
])('[ballots-26] the quantity %j is %s', (quantity, value) => {
  expect(inDigits(valueOf(quantity, count))).toBe(value)
})

const alone = (piles: readonly Paper[]) => counting({ rule: plain, piles: pilesOf(piles), recused: rational(0n), context: {}, seats: null }, new Set())
const largest = (...piles: readonly Paper[]): readonly string[] => {
  const { name, sum } = largestOf(alone(piles), 'count', {})
  return [name, inDigits(sum)]
}

test('[ballots-26] the largest category is the one that has most together, the first of equal ones; those without a category are one too', () => {
  expect(largest(paper('a', 'yes', { category: 'P' }), paper('b', 'no', { category: 'P' }), paper('c', 'yes', { category: 'O' }))).toEqual(['P', '2'])
  expect(largest(paper('a', 'yes'), paper('b', 'no'), paper('c', 'yes', { category: 'P' }))).toEqual(['', '2'])
  expect(largest(paper('a', 'yes', { category: 'P' }), paper('b', 'yes', { category: 'O' }))).toEqual(['P', '1'])
  expect(largest()).toEqual(['', '0'])
})

test('[ballots-26] a line that stands for nobody is none of the fewest', () => {
  const lines = [paper('a', 'yes', { weight: 3 }), paper('b', 'no', { count: 0, weight: 0 }), paper('c', 'yes', { category: 'P', weight: 2 })]
  expect(inDigits(valueOf({ fewest: 'weight', above: '1/2', where: {} }, alone(lines)))).toBe('1')
  expect(inDigits(valueOf({ fewest: 'weight', above: '4/5', where: {} }, alone(lines)))).toBe('2')
})

const compared = (op: '<' | '<=' | '==' | '>=' | '>', number: number): Test => ({ l: all, op, r: { const: number } })
test.each<[Test, boolean]>([
  [compared('<', 7), false], [compared('<', 8), true], [compared('<=', 7), true], [compared('<=', 6), false], [compared('==', 7), true], [compared('==', 6), false],
  [compared('>=', 7), true], [compared('>=', 8), false], [compared('>', 7), false], [compared('>', 6), true],
  [{ all: [compared('>', 6), compared('>', 7)] }, false], [{ any: [compared('>', 6), compared('>', 7)] }, true], [{ all: [compared('>', 6), compared('>', 5)] }, true], [{ any: [compared('>', 8), compared('>', 7)] }, false],
])('[ballots-26] the test %j holds: %s', (asked, is) => {
  expect(holds(asked, count)).toBe(is)
})

test.each([[7n, 2n, '3', '4', '350 %'], [-7n, 2n, '-4', '-3', '-350 %'], [6n, 2n, '3', '3', '300 %'], [10n, 71n, '0', '1', '14.1 %'], [2n, 3n, '0', '1', '66.7 %'], [1n, 2000n, '0', '1', '0.1 %'], [1n, 2001n, '0', '1', '0 %']])(
  '[ballots-3] %s/%s is rounded down to %s and up to %s, and shown as %s', (over, under, down, up, percent) => {
    const value = rational(over, under)
    expect([inDigits(floor(value)), inDigits(ceil(value)), inPercent(value)]).toEqual([down, up, percent])
  })

test('[ballots-3] a fraction of very many digits is brought to its lowest terms', () => {
  const [a, b] = [3n ** 4000n, 2n ** 6000n]
  expect(rational(a * b, b * b)).toEqual({ over: a, under: b })
})

const anyWhere = fc.record({
  choice: fc.subarray(['yes', 'no', 'abstain'], { minLength: 1 }), category: fc.subarray(['P', 'O'], { minLength: 1 }), reasoned: fc.boolean(), flag: fc.constantFrom('uses', 'commits'),
}, { requiredKeys: [] })
const anyFraction = fc.constantFrom('0', '1/3', '2/3', '3/4', '1', '2', '999999999999999999999/1000000000000000000000')
const anyMeasure = fc.constantFrom('count', 'weight', 'population')
const { test: anyTest } = fc.letrec<{ quantity: Quantity; test: Test }>(tie => ({
  quantity: fc.oneof({ maxDepth: 4, depthIdentifier: 'language' },
    fc.record({ sum: anyMeasure, where: anyWhere }), fc.record({ const: fc.oneof(fc.nat(20), fc.constant('7/3')) }), fc.record({ ctx: fc.constantFrom('eligible', 'recused', 'members', 'castingVoteYes') }),
    fc.record({ largest: anyMeasure, where: anyWhere }), fc.record({ fewest: anyMeasure, above: fc.constantFrom('1/3', '1/2', '1'), where: anyWhere }),
    fc.record({ add: fc.array(tie('quantity'), { minLength: 1, maxLength: 3 }) }), fc.record({ sub: fc.array(tie('quantity'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ max: fc.array(tie('quantity'), { minLength: 1, maxLength: 3 }) }), fc.record({ mul: fc.tuple(fc.oneof(anyFraction, tie('quantity')), tie('quantity')) }),
    fc.record({ floor: tie('quantity') }), fc.record({ ceil: tie('quantity') }), fc.record({ when: tie('test'), then: tie('quantity'), else: tie('quantity') })) as fc.Arbitrary<Quantity>,
  test: fc.oneof({ maxDepth: 3, depthIdentifier: 'language' },
    fc.record({ l: tie('quantity'), op: fc.constantFrom('<', '<=', '==', '>=', '>'), r: tie('quantity') }),
    fc.record({ all: fc.array(tie('test'), { minLength: 1, maxLength: 3 }) }), fc.record({ any: fc.array(tie('test'), { minLength: 1, maxLength: 3 }) })) as fc.Arbitrary<Test>,
}))
const anyRule = fc.record({
  steps: fc.array(fc.record({ if: anyTest, outcome: fc.constantFrom('rejected', 'inquorate', 'approved') }), { maxLength: 4 }),
  pre: fc.constantFrom([], ['collapse-identical-by-affiliation']), method: fc.constantFrom('steps', 'steps', 'steps', 'balance', 'systematic-review', 'irv'),
}).map(({ steps, pre, method }) => ({
  id: 'x', title: 'X', options: ['yes', 'no', 'abstain', 'confirm', 'revise', 'withdraw'], otherwise: 'approved', pre, method, steps: method === 'irv' ? [] : steps,
}))
const anyExact = fc.oneof(fc.nat(5), fc.constant('1/3'), fc.bigInt({ min: 0n, max: 10n ** 40n }).map(value => `${value}`))
const anyPapers = fc.array(fc.record({
  voter: fc.constantFrom('a', 'b', 'c', 'd', 'e'), choice: fc.constantFrom('yes', 'no', 'abstain', 'recuse', 'withdraw', 'overruled', 'unheard of'), reasoned: fc.boolean(),
  at: fc.constantFrom(null, '2026-06-01T00:00:00Z', '2026-06-01T00:00:00.5Z', '2026-07-01T00:00:00Z'), category: fc.constantFrom(null, 'P', 'O'),
  count: fc.oneof(fc.nat(3), fc.bigInt({ min: 0n, max: 10n ** 30n }).map(value => `${value}`)), weight: anyExact, population: anyExact,
  flags: fc.subarray(['uses', 'commits']), affiliation: fc.constantFrom(null, 'X', 'Y'), proxyHolder: fc.constantFrom(null, 'h'), ranking: fc.constantFrom(null, ['yes', 'no'], ['no']),
}), { maxLength: 10 })
const anyContext = fc.record({ eligible: fc.nat(9), members: fc.oneof(fc.nat(9), fc.constant('5/2')), cap: fc.constant('1/3'), strict: fc.boolean(), castingVoteYes: fc.nat(1) }, { requiredKeys: [] })

test('[ballots-26] whatever the reader accepts is decided, for all votes and all figures, in one way; what is missing is named', () => {
  const seen = { accepted: 0, decided: 0, missing: 0 }
  fc.assert(fc.property(anyRule, anyPapers, anyContext, (data, votes, context) => {
    const rule = readRule(data)
    if (!rule.ok) {
      expect(rule.refusal.message).toMatch(/never reached/)
      return
    }
    seen.accepted += 1
    const counted = countPapers(votes, { closesAt: '2026-06-01T00:00:00.25Z', proxiesPerHolder: 1 })
    const result = decidePapers(rule.value, counted, context)
    if (!result.ok) {
      seen.missing += 1
      expect(result.refusal.message).toMatch(/"(eligible|members|cap|strict)"/)
      return
    }
    seen.decided += 1
    const outcomes = [...rule.value.steps.map(step => step.outcome), rule.value.otherwise, ...(data.method === 'irv' ? ['yes', 'no'] : [])]
    expect(outcomes).toContain(result.value.outcome)
    expect(result.value.passes).toBe(passesBy(rule.value, result.value.outcome))
    expect(decidePapers(rule.value, counted, context)).toEqual(result)
  }), { seed, numRuns: numRuns * 4 })
  expect(Math.min(seen.decided, seen.missing)).toBeGreaterThan(5)
})

/** The option that is the most in favour, under rules in which one more of it can never hurt. */
const favours: readonly (readonly [string, string, object, (string | null)[]])[] = [
  ['iso.dis', 'yes', {}, ['P', 'O']], ['iso.np', 'yes', { pMembers: 20 }, ['P', 'O']], ['iso.simple', 'yes', {}, ['P', 'O']], ['ieee.sa', 'approve', { eligible: 12 }, [null]],
  ['ietf.iesg.std', 'yes', { eligible: 12 }, [null]], ['oasis.special', 'yes', { eligible: 12 }, [null]], ['w3c.acreview', 'support', {}, [null]], ['w3c.appeal.2023', 'approve', {}, [null]],
  ['w3c.appeal.2025', 'approve', { eligible: 60 }, [null]], ['w3c.council.delegate', 'for', {}, [null]], ['eu.qmv', 'yes', { members: 12, population: 60, minBlocking: 3 }, [null]],
  ['cen.2017', 'yes', {}, [null]], ['cen.71', 'yes', {}, [null]], ['itu.aap.sg', 'approve', {}, ['member-state', 'sector']], ['codex.majority', 'yes', { present: 30, attending: 40, membership: 100 }, [null]],
  ['oecd.qmv', 'yes', { members: 12, totalContribution: 60 }, [null]], ['ansi', 'yes', { eligible: 12 }, [null]], ['ansi.z136', 'yes', { eligible: 12 }, [null]], ['generic.default', 'yes', { eligible: 12 }, [null]],
  ['generic.simple', 'yes', {}, [null]], ['generic.consent', 'consent', {}, [null]], ['wg21.poll', 'SF', {}, [null]],
]
test.each(favours)('[ballots-9] under %s one more “%s”, from anybody, never makes a ballot that passed fail', (id, favour, context, categories) => {
  const rule = rules[id]!
  const voter = fc.record({
    choice: fc.constantFrom(...rule.options, null), reasoned: fc.boolean(), category: fc.constantFrom(...categories), size: fc.integer({ min: 1, max: 9 }), flags: fc.constantFrom([], ['commits']),
  })
  fc.assert(fc.property(fc.array(voter, { minLength: 1, maxLength: 11 }), fc.nat(10), (voters, who) => {
    const cast = (list: typeof voters) => list.flatMap((one, index) => (one.choice === null ? [] : [paper(`v${index}`, one.choice, { reasoned: one.reasoned, category: one.category, flags: one.flags, weight: one.size, population: one.size })]))
    const passes = (list: typeof voters): boolean => {
      const result = decidePapers(rule, countPapers(cast(list), { closesAt: null }), context as Record<string, number>)
      if (!result.ok) throw new Error(result.refusal.message)
      return result.value.passes
    }
    const at = who % voters.length
    if (passes(voters)) expect(passes(voters.with(at, { ...voters[at]!, choice: favour }))).toBe(true)
  }), { seed, numRuns })
})

test('[ballots-8] at hundreds of digits a threshold is met at its fraction and missed one vote below', () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 200n }), third => {
    const outcome = (more: bigint) => {
      const votes = [paper('y', 'yes', { count: `${2n * third + more}` }), paper('n', 'no', { count: `${third}` })]
      const result = decidePapers(rules['unece.1997']!, countPapers(votes, { closesAt: null }), { present: 1, applying: 1 })
      return result.ok ? result.value.outcome : result.refusal.message
    }
    expect([outcome(0n), outcome(-1n)]).toEqual(['approved', 'rejected'])
  }), { seed, numRuns })
})
