import { readFileSync } from 'node:fs'
import { blockingInWords, blockingSet } from './blocking.ts'
import { readCase } from './case.ts'
import { castOf, turning, turningInWords, turningsOf } from './turning.ts'
import { decidePapers, outcomeInWords, quorumOf } from './decide.ts'
import { figureNames, ruleOf } from './index.ts'
import { rules } from './rulebooks/index.ts'
import { readRule } from './rule-reader.ts'
import type { BallotRule, Figure, Quantity, Test } from './rule.ts'
import { countPapers } from './tally.ts'
import type { Roll, Vote } from './vote.ts'

const cases = JSON.parse(readFileSync(new URL('../cases/worked-ballots.json', import.meta.url), 'utf8')) as { id: string; rule: string }[]

function explained(id: string): readonly [string, string] {
  const data = cases.find(one => one.id === id)!
  const [rule, read] = [rules[data.rule]!, readCase(data, 0)]
  if (!read.ok) throw new Error(read.refusal.message)
  const counted = countPapers(read.value.papers, { closesAt: read.value.closesAt })
  const result = decidePapers(rule, counted, read.value.context)
  if (!result.ok) throw new Error(result.refusal.message)
  return [result.value.sentence, turningInWords(rule, turningsOf(castOf(rule, counted, read.value.context, null), result.value.outcome))]
}

test.each([
  ['iso-r01', 'Not approved: 17 of 32 P-members voting are in favour = 17/32 (53.1 %) < 2/3; 18 of 69 votes of all members are negative = 6/23 (26.1 %) > 1/4.',
    '5 votes of P “yes” instead of “no” would have turned the result (Approved).'],
  ['iso-r02', 'Approved: 24 of 32 P-members voting are in favour = 3/4 ≥ 2/3; 10 of 71 votes of all members are negative = 10/71 (14.1 %) ≤ 1/4.',
    '3 votes of P “no” instead of “yes” would have turned the result (Not approved); '],
  ['iso-np2', 'Not approved, too few experts are named: 10 of 12 P-members voting are in favour = 5/6 ≥ 2/3; ', 'One vote of P “yes” (commits) instead of “yes” would have turned the result (Approved).'],
  ['iso-d13', 'Approved: 1 of 1 P-members voting are in favour = 1 ≥ 2/3; 0 of 1 votes of all members are negative = 0 ≤ 1/4.', 'One vote of P “no” instead of “yes” would have turned the result (Not approved); '
    + 'one vote of P “no” without a reason instead of “yes” (Without effect, no P-member voted for or against).'],
  ['eu-r03', 'Not adopted: 19 of 27 members are in favour = 19/27 (70.4 %) ≥ 11/20; members with 288430741 of 448387872 inhabitants are in favour = 288430741/448387872 (64.3 %) < 13/20, 8 members do not support it, 4 can block.',
    'One vote “yes” instead of '],
  ['codex-r02', 'Adopted: 136 of 150 members attending the session were present = 68/75 (90.7 %) > 1/2, 136 of 185 members were present = 136/185 (73.5 %) ≥ 1/5, 136 were present ≥ 25; 92 of 133 votes cast are in favour = 92/133 (69.2 %) > 1/2.',
    '26 votes “no” instead of “yes” would have turned the result (Not adopted)'],
  ['codex-d04', 'Without effect, no quorum: ', 'No other votes would have turned the result.'],
  ['imo-d02', 'Not accepted: 2 of 150 Parties object = 1/75 (1.3 %) ≤ 1/3; Parties with 500 of 1000 tons object = 1/2 ≥ 1/2.', 'One vote “object” fewer would have turned the result (Accepted).'],
  ['gen-25', 'Approved: 6 for > 5 against.', 'One vote “no” instead of “yes” would have turned the result (Rejected)'],
  ['cen-d05', 'Without effect, nobody voted for or against: 0 of 0 members voting are in favour; members with 0 of 0 inhabitants are in favour.', 'One vote “yes” instead of “abstain” would have turned the result (Approved).'],
  ['irv-03', 'A tie: round 1: 5 for A, 5 for B.', 'What would have turned the result was not searched out.'],
  ['w3c-d10', 'Adopted: 3 for > 2 against, equal ballots of one affiliation counted once.', 'What would have turned the result was not searched out.'],
  ['iso-np7', 'Without effect, no P-member voted for or against: 0 of 0 P-members voting are in favour; ', 'No other votes would have turned the result.'],
])('[ballots-11] (R28) %s says itself with the figures of every criterion, and what would have changed it', (id, sentence, turned) => {
  const [told, change] = explained(id)
  expect(told).toContain(sentence)
  expect(change).toContain(turned)
})

const closesAt = '2027-04-01T00:00:00Z'
const roll: Roll = ['a', 'b', 'c'].map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: 'P', jurisdiction: null }))
const vote = (seat: string, choice: string): Vote => ({ seat, choice, reason: 'Because', at: '2027-03-01T00:00:00Z' })

test('[ballots-13] votes that were not cast are told as more votes, of the category where the rule asks for it; who recused itself does not come', () => {
  expect(turning(rules['iso.simple']!, roll, [], { closesAt })).toBe('One more vote of P “yes” would have turned the result (Approved).')
  expect(turning(rules['oasis.full']!, roll, [vote('a', 'yes')], { closesAt })).toBe('One more vote “yes” would have turned the result (Approved).')
  expect(turning(rules['iso.simple']!, roll, [vote('a', 'no'), vote('b', 'recuse')], { closesAt })).toBe('One vote of P “yes” instead of “no” would have turned the result (Approved).')
})

test('[ballots-13] of a ballot that cannot be counted it is said why', () => {
  expect(turning(rules['unece.1958']!, roll, [], { closesAt, applying: 3 })).toBe('The rule asks for "present", which the ballot does not give.')
})

const rolled = (sizes: readonly number[], populated: boolean): Roll =>
  sizes.map((size, index) => ({ seat: `s${index}`, name: `S${index}`, weight: size, category: null, jurisdiction: null, ...(populated ? { population: size } : {}) }))

test.each([
  ['cen.71', rolled([1, 1, 8, 2], false), '1 of 4 seats can stop the text when all others support it, for example S2, with weight 8 of 12 (66.7 %); fewer cannot.'],
  ['cen.2017', rolled([1, 1, 1, 1], true), '2 of 4 seats can stop the text when all others support it, for example S0, S1, with population 2 of 4 (50 %); fewer cannot.'],
  ['cen.71', rolled([1, 1, 8, 2], true), '1 of 4 seats can stop the text when all others support it, for example S2, with population 8 of 12 (66.7 %) and weight 8 of 12 (66.7 %); fewer cannot.'],
  ['oasis.full', rolled(Array.from({ length: 16 }, () => 1), false), '8 of 16 seats can stop the text when all others support it, for example S0, S1, S2, S3, S4, S5, S6, S7; fewer cannot.'],
  ['oasis.full', rolled(Array.from({ length: 20 }, () => 1), false), '10 of 20 seats can stop the text when all others support it; fewer cannot.'],
])('[ballots-16] under %s the blocking set is told in words', (id, seats, sentence) => {
  expect(blockingInWords(seats, blockingSet(rules[id]!, seats)!)).toBe(sentence)
})

const bare: BallotRule = { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: [], otherwise: 'approved' }
const all = { sum: 'count', where: {} } as const
const [yes, no] = [{ sum: 'count', where: { choice: ['yes'] } }, { sum: 'count', where: { choice: ['no'] } }] as const

test('[ballots-11] a quorum of more than half takes one seat more than half, one of a half takes half', () => {
  expect([10, 11].map(eligible => quorumOf(rules['ansi']!, eligible))).toEqual([6, 6])
  expect([10, 11].map(eligible => quorumOf(rules['generic.default']!, eligible))).toEqual([5, 6])
  expect(['codex.majority', 'unece.1958', 'generic.irv'].map(id => quorumOf(rules[id]!, 10))).toEqual([0, 0, 0])
})

test('[ballots-11] a quorum may be a number of votes, whoever is eligible; one of anything else is not told beforehand', () => {
  const asking = (op: '<' | '<=', r: Quantity): BallotRule => ({ ...bare, steps: [{ if: { l: all, op, r }, outcome: 'inquorate', criterion: { name: 'quorum' } }] })
  expect([asking('<', { const: 5 }), asking('<=', { const: 5 }), asking('<', { const: '9/2' })].map(rule => quorumOf(rule, 10))).toEqual([5, 6, 5])
  expect([asking('<', { ctx: 'members' }), asking('<', { mul: [{ ctx: 'share' }, { ctx: 'eligible' }] })].map(rule => quorumOf(rule, 10))).toEqual([0, 0])
})

const cast = ['yes', 'yes', 'yes', 'no'].map((choice, index) => ({ voter: `v${index}`, choice, reasoned: false, at: null, category: null, count: 1, weight: 1, population: 0, flags: [] }))
const decided = (rule: BallotRule, context = {}) => {
  const result = decidePapers(rule, countPapers(cast, { closesAt: null }), context)
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}

test.each<[string, Test, { words?: string }, string]>([
  ['a share of a fraction that is itself a figure is told by its figures alone', { l: yes, op: '<', r: { mul: [{ ctx: 'share' }, all] }, words: '{l} in favour, {r} are asked{of}' }, {}, '3 in favour, 2 are asked'],
  ['a share is told only where the words say of what', { l: yes, op: '<', r: { mul: ['1/2', all] }, words: '{l} in favour' }, {}, '3 in favour'],
  ['the true sign is told', { l: yes, op: '<', r: { const: 2 }, words: '{l} {sign} {r}' }, {}, '3 ≥ 2'],
  ['of one comparison the words of the criterion stand', { l: yes, op: '<', r: { const: 2 }, words: '{l} in favour' }, { words: '{l} for it' }, '3 for it'],
  ['several comparisons speak one by one', { any: [{ l: yes, op: '<', r: { const: 2 }, words: '{l} in favour' }, { l: no, op: '>', r: { const: 2 } }, { l: no, op: '>', r: { const: 3 }, words: '{l} against' }] }, { words: 'not said' }, '3 in favour, 1 against'],
])('[ballots-11] in a criterion %s', (_, test, words, figures) => {
  expect(decided({ ...bare, steps: [{ if: test, outcome: 'rejected', criterion: { name: 'share', ...words } }] }, { share: '1/2' }).criteria).toEqual([{ name: 'share', met: true, figures }])
})

test('[ballots-11] a criterion by which a text passes is met when it strikes, every other when it does not', () => {
  const met = (passes: boolean, l: Quantity, r: Quantity): boolean => {
    const rule: BallotRule = { ...bare, outcomes: { struck: { words: 'Struck', passes } }, steps: [{ if: { l, op: '>', r }, outcome: 'struck', criterion: { name: 'more' } }] }
    return decided(rule).criteria[0]!.met
  }
  expect([met(true, yes, no), met(true, no, yes), met(false, yes, no), met(false, no, yes)]).toEqual([true, false, false, true])
  const unheard: BallotRule = { ...bare, outcomes: {}, steps: [{ if: { l: yes, op: '>', r: no }, outcome: 'struck', criterion: { name: 'more' } }] }
  expect(decided(unheard).criteria).toEqual([{ name: 'more', met: false, figures: 'more' }])
})

test('[ballots-11] without criteria the votes are told; criteria that ask for what is not known are not', () => {
  expect(decided(bare).sentence).toBe('approved: 1 no, 3 yes.')
  const steps = [{ if: { l: yes, op: '>', r: no }, outcome: 'adopted', criterion: { name: 'more' } }, { if: { l: { ctx: 'members' }, op: '<', r: { const: 9 } }, outcome: 'small', criterion: { name: 'large' } }] as const
  expect(decided({ ...bare, steps })).toMatchObject({ sentence: 'adopted: more.', criteria: [{ name: 'more' }] })
  expect(decidePapers({ ...bare, steps: steps.slice(1) }, countPapers(cast, { closesAt: null }), {})).toMatchObject({ ok: false, refusal: { code: 'figure-missing' } })
  expect(decided(rules['generic.irv']!).criteria).toEqual([])
})

test('[ballots-11] a figure is reported in its own form', () => {
  const reporting = (ratio: Figure) => decided({ ...bare, steps: [{ if: { l: no, op: '>', r: yes }, outcome: 'rejected', ratio }] }).tallies.ratios
  expect(reporting({ name: 'yes', of: [yes], form: '{0} in favour' })).toEqual({ yes: '3 in favour' })
  expect(reporting({ name: 'share', of: [yes, all] })).toEqual({ share: '3/4' })
})

test('[ballots-11] a rule without words speaks in its codes', () => {
  expect(decidePapers(bare, countPapers([], { closesAt: null }), {})).toMatchObject({ ok: true, value: { outcome: 'approved', passes: true, sentence: 'approved.' } })
  const step = { if: { all: [{ l: { ctx: 'eligible' }, op: '<', r: { const: 3 } }] }, outcome: 'rejected', criterion: { name: 'enough seats' } } as const
  const named = decidePapers({ ...bare, steps: [step] }, countPapers([], { closesAt: null }), { eligible: 2 })
  expect(named).toMatchObject({ ok: true, value: { outcome: 'rejected', passes: false, sentence: 'rejected: enough seats.' } })
  const worded = decidePapers({ ...bare, steps: [{ ...step, criterion: { name: 'enough seats', words: 'three seats' } }] }, countPapers([], { closesAt: null }), { eligible: 3 })
  expect(worded).toMatchObject({ ok: true, value: { outcome: 'approved', criteria: [{ met: true, figures: expect.stringContaining('three seats') }] } })
  expect(outcomeInWords(bare, 'rejected')).toBe('rejected')
})

test('[ballots-18] the figures a rule may report are known by name', () => {
  expect(figureNames(rules['ieee.sa']!)).toEqual(['return', 'abstain', 'approval'])
  expect([figureNames(rules['generic.irv']!), figureNames(rules['generic.simple']!)]).toEqual([['rounds'], []])
})

test('[ballots-18] a rule is found by its id and nothing else', () => {
  expect(ruleOf('iso.dis')).toBe(rules['iso.dis'])
  expect([ruleOf('none'), ruleOf('toString')]).toEqual([null, null])
})

test('[ballots-15] a fault is not taken for bad data', () => {
  const faulty = { get id(): string { throw new TypeError('broken') } }
  expect(() => readCase(faulty, 0)).toThrow(TypeError)
  expect(() => readCase({ id: 'a', rule: 'r', votes: [], get context(): never { throw new TypeError('broken') } }, 0)).toThrow(TypeError)
  expect(() => readRule(faulty)).toThrow(TypeError)
})

test('[ballots-13] a line that stands for nobody turns nothing, and a reason asked of all choices is told of each', () => {
  const step = { if: { l: { sum: 'count', where: { reasoned: true } }, op: '<', r: { const: 1 } }, outcome: 'rejected' } as const
  const rule: BallotRule = { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: [step], otherwise: 'approved' }
  const paper = { voter: 'a', choice: 'yes', reasoned: false, at: null, category: null, count: 1, weight: 1, population: 0, flags: [] }
  const told = (count: number): string => turningInWords(rule, turningsOf(castOf(rule, countPapers([{ ...paper, count }], { closesAt: null }), {}, null), 'rejected'))
  expect([told(0), told(1)]).toEqual(['No other votes would have turned the result.', 'One vote “yes” instead of “yes” without a reason would have turned the result (approved).'])
})
