import fc from 'fast-check'
import { countCase, readCase } from './case.ts'
import { decidePapers } from './decide.ts'
import { wanting } from './figures.ts'
import type { Paper } from './paper.ts'
import { pilesOf } from './pile.ts'
import { rules } from './rulebooks/index.ts'
import type { BallotRule } from './rule.ts'
import { countPapers, talliesOf } from './tally.ts'
import type { Roll } from './vote.ts'

const paper = (voter: string, choice: string, more: Partial<Paper> = {}): Paper =>
  ({ voter, choice, reasoned: false, at: null, category: null, count: 1, weight: 1, population: 0, flags: [], ...more })
const tallies = (papers: readonly Paper[], cleaning: Partial<Parameters<typeof countPapers>[1]> = {}) => talliesOf(countPapers(papers, { closesAt: null, ...cleaning }), {})
const closesAt = '2026-06-30T12:00:00Z'

test.each<[string, readonly Paper[], object]>([
  ['the last of a voter counts', [paper('a', 'yes'), paper('a', 'no')], { counted: { no: 1 }, superseded: 1 }],
  ['of two at one instant the later listed counts', [paper('a', 'yes', { at: closesAt }), paper('a', 'no', { at: closesAt })], { counted: { no: 1 }, superseded: 1 }],
  ['time counts, not the list', [paper('a', 'yes', { at: '2026-06-02T00:00:00Z' }), paper('a', 'no', { at: '2026-06-01T23:59:59.999999999Z' })], { counted: { yes: 1 }, superseded: 1 }],
  ['those without a time come first', [paper('a', 'yes', { at: '2026-06-02T00:00:00Z' }), paper('a', 'no')], { counted: { yes: 1 }, superseded: 1 }],
  ['wherever in the list they stand', [paper('a', 'no'), paper('a', 'yes', { at: '2026-06-02T00:00:00Z' }), paper('a', 'abstain')], { counted: { yes: 1 }, superseded: 2 }],
  ['a withdrawal takes the vote out', [paper('a', 'yes'), paper('a', 'withdraw')], { counted: {}, withdraw: 1 }],
  ['a withdrawal of nothing is nothing', [paper('a', 'withdraw')], { counted: {} }],
  ['after a withdrawal one may vote again', [paper('a', 'no'), paper('a', 'withdraw'), paper('a', 'yes')], { counted: { yes: 1 }, withdraw: 1 }],
  ['an overruled vote leaves the count', [paper('a', 'object'), paper('a', 'overruled')], { counted: {}, overruled: 1 }],
  ['overruling nothing is nothing', [paper('a', 'overruled')], { counted: {} }],
  ['a recusal leaves the count for the recused', [paper('a', 'yes'), paper('a', 'recuse')], { counted: {}, recused: 1, superseded: 1 }],
  ['a recusal may be taken back', [paper('a', 'recuse'), paper('a', 'yes')], { counted: { yes: 1 }, superseded: 1 }],
  ['a bloc counts whole', [paper('a', 'yes', { count: 5 }), paper('b', 'recuse', { count: 2 })], { counted: { yes: 5 }, recused: 2 }],
  ['choices are told in order', [paper('a', 'yes'), paper('b', 'abstain'), paper('c', 'no')], { counted: { abstain: 1, no: 1, yes: 1 } }],
])('[ballots-19] %s', (_, papers, expected) => {
  const told = tallies(papers)
  expect(told).toEqual({ recused: 0, ratios: {}, ...expected })
  expect(Object.keys(told.counted)).toEqual(Object.keys(told.counted).sort())
})

test.each([
  ['2026-06-30T11:59:59.999999999Z', false], ['2026-06-30T12:00:00Z', false], ['2026-06-30T12:00:00.0Z', false], ['2026-06-30T12:00:00.000000001Z', true], ['2026-07-01T00:00:00Z', true],
])('[ballots-6] a vote at %s is late at noon: %s; it is told and never counted', (at, late) => {
  expect(tallies([paper('a', 'yes', { at, count: 3 })], { closesAt })).toEqual({ counted: late ? {} : { yes: 3 }, recused: 0, ratios: {}, ...(late ? { late: 3 } : {}) })
})

test('[ballots-6] a late vote does not touch the vote that stands', () => {
  expect(tallies([paper('a', 'yes', { at: '2026-06-01T00:00:00Z' }), paper('a', 'withdraw', { at: '2026-07-01T00:00:00Z' })], { closesAt })).toMatchObject({ counted: { yes: 1 }, late: 1 })
})

test('[ballots-22] (D6) of the proxies of one holder the earliest stand, up to the limit; one’s own vote is no proxy', () => {
  const proxies = [
    paper('c', 'no', { proxyHolder: 'h', at: '2026-06-03T00:00:00Z' }), paper('b', 'yes', { proxyHolder: 'h', at: '2026-06-02T00:00:00Z' }),
    paper('h', 'yes', { at: '2026-06-04T00:00:00Z' }), paper('d', 'yes', { proxyHolder: 'other', at: '2026-06-05T00:00:00Z' }),
  ]
  expect(tallies(proxies)).toMatchObject({ counted: { yes: 3, no: 1 } })
  expect(tallies(proxies, { proxiesPerHolder: 1 })).toMatchObject({ counted: { yes: 3 }, proxyRefused: 1 })
  expect(tallies(proxies, { proxiesPerHolder: 1 }).counted['no']).toBeUndefined()
  expect(tallies(proxies, { proxiesPerHolder: 0 })).toMatchObject({ counted: { yes: 1 }, proxyRefused: 3 })
})

test('[ballots-22] a proxy that was changed is one proxy, and one that the seat replaced by its own vote is none', () => {
  const changed = [paper('b', 'yes', { proxyHolder: 'h' }), paper('b', 'no', { proxyHolder: 'h' }), paper('c', 'yes', { proxyHolder: 'h' }), paper('b', 'no')]
  expect(tallies(changed.slice(0, 2), { proxiesPerHolder: 1 })).toMatchObject({ counted: { no: 1 }, superseded: 1 })
  expect(tallies(changed, { proxiesPerHolder: 1 })).toEqual({ counted: { no: 1, yes: 1 }, recused: 0, superseded: 2, ratios: {} })
  expect(tallies([paper('b', 'yes', { proxyHolder: 'h', count: 2 })], { proxiesPerHolder: 1 })).toMatchObject({ counted: {}, proxyRefused: 2 })
})

test('[ballots-22] the limit is the ballot’s, else the rule’s', () => {
  const counted = (context: object) => {
    const votes = ['b', 'c'].map(voter => ({ voter, choice: 'yes', category: 'P', proxyHolder: 'h' }))
    const read = readCase({ id: 'a', rule: 'iso.simple', context, votes }, 0)
    if (!read.ok) throw new Error(read.refusal.message)
    const result = countCase(rules['iso.simple']!, read.value)
    return result.ok ? result.value.tallies.counted : null
  }
  expect([counted({}), counted({ maxProxiesPerHolder: 2 }), counted({ maxProxiesPerHolder: 0 })]).toEqual([{ yes: 1 }, { yes: 2 }, {}])
})

const collapsed = (papers: readonly Paper[]) => {
  const result = decidePapers(rules['w3c.council.vote']!, countPapers(papers, { closesAt: null }), {})
  if (!result.ok) throw new Error(result.refusal.message)
  return [result.value.outcome, result.value.tallies.ratios['collapsed'], result.value.tallies.counted]
}
const of = (affiliation: string | null) => ({ affiliation })

test('[ballots-23] (D4) identical ballots of one affiliation count once, differing ones each; the heads are told as they voted', () => {
  expect(collapsed([paper('a', 'for', of('X')), paper('b', 'for', of('X')), paper('c', 'against', of('X')), paper('d', 'against', of('Y'))])).toEqual(['not-adopted', '1-2', { for: 2, against: 2 }])
  expect(collapsed([paper('a', 'for', of(null)), paper('b', 'for', of(null)), paper('c', 'against', of('X'))])).toEqual(['adopted', '2-1', { for: 2, against: 1 }])
  expect(collapsed([paper('a', 'for', { ...of('X'), count: 7 }), paper('c', 'against', of('Y'))])).toEqual(['tie-chair-decides', '1-1', { for: 7, against: 1 }])
})

test('[ballots-23] a collapsed ballot has the greatest weight and population among its equals, and a reason and a flag if any has', () => {
  const steps = [
    { if: { l: { sum: 'weight', where: { choice: ['for'], reasoned: true, flag: 'keen' } }, op: '==', r: { const: 3 } }, outcome: 'weighed' },
  ] as const
  const rule = { ...rules['w3c.council.vote']!, steps, otherwise: 'other', outcomes: {} }
  const equals = [paper('a', 'for', { ...of('X'), weight: 2, reasoned: true }), paper('b', 'for', { ...of('X'), weight: 6, count: 2 }), paper('c', 'for', { ...of('X'), weight: 1, flags: ['keen'] })]
  for (const papers of [equals, equals.toReversed()]) expect(decidePapers(rule, countPapers(papers, { closesAt: null }), {})).toMatchObject({ ok: true, value: { outcome: 'weighed' } })
})

test.each<[string, readonly Paper[], string]>([
  ['that all have a reason, with one', [paper('a', 'for', { ...of('X'), reasoned: true }), paper('b', 'for', { ...of('X'), reasoned: true })], 'reasoned'],
  ['of which the first has a reason, with one', [paper('a', 'for', { ...of('X'), reasoned: true }), paper('b', 'for', of('X'))], 'reasoned'],
  ['of which the last has a reason, with one', [paper('a', 'for', of('X')), paper('b', 'for', { ...of('X'), reasoned: true })], 'reasoned'],
  ['of which none has a reason, without', [paper('a', 'for', of('X')), paper('b', 'for', of('X'))], 'bare'],
])('[ballots-23] ballots of one affiliation %s', (_, papers, outcome) => {
  const steps = [{ if: { l: { sum: 'count', where: { reasoned: true } }, op: '==', r: { const: 1 } }, outcome: 'reasoned' }] as const
  expect(decidePapers({ ...rules['w3c.council.vote']!, steps, otherwise: 'bare', outcomes: {} }, countPapers(papers, { closesAt: null }), {})).toMatchObject({ ok: true, value: { outcome } })
})

test('[ballots-23] ballots of one affiliation that rank otherwise are not identical', () => {
  const ranked = (voter: string, ...ranking: readonly string[]) => paper(voter, 'ballot', { ...of('X'), ranking })
  const rule = { ...rules['generic.irv']!, pre: ['collapse-identical-by-affiliation'] }
  const result = decidePapers(rule, countPapers([ranked('a', 'A', 'B'), ranked('b', 'A', 'B'), ranked('c', 'B', 'A'), ranked('d', 'B')], { closesAt: null }), {})
  expect(result).toMatchObject({ ok: true, value: { outcome: 'B', tallies: { ratios: { rounds: [{ A: 1, B: 2 }] } } } })
})

test('[ballots-27] votes lie on one pile where no rule can tell them apart, and on as many as it can', () => {
  const alike = [paper('a', 'yes', { flags: ['uses', 'commits'] }), paper('b', 'yes', { flags: ['commits', 'uses'] })]
  expect(pilesOf(alike)).toMatchObject([{ choice: 'yes', count: { over: 2n, under: 1n } }])
  const unlike = [paper('c', 'yes'), paper('d', 'yes', { flags: ['uses'] }), paper('e', 'yes', { flags: ['commits'] }), paper('f', 'yes', { reasoned: true }), paper('g', 'yes', { category: 'P' }), paper('h', 'no')]
  const piles = pilesOf([...alike, ...unlike])
  expect(piles.map(pile => Number(pile.count.over)).sort()).toEqual([1, 1, 1, 1, 1, 1, 2])
  expect(piles.map(pile => [...pile.flags].sort().join()).sort()).toEqual(['', '', '', '', 'commits', 'commits,uses', 'uses'])
})

const seats = (...populations: readonly (number | undefined)[]): Roll =>
  populations.map((population, index) => ({ seat: `s${index}`, name: `S${index}`, weight: 1, category: null, jurisdiction: null, ...(population === undefined ? {} : { population }) }))

test.each([
  ['generic.default', {}, []], ['generic.simple', {}, []], ['iso.np', {}, []], ['eu.qmv', {}, []],
  ['unece.1958', { present: 3 }, []], ['unece.1958', {}, ['present']], ['codex.majority', {}, ['present', 'attending']],
])('[ballots-24] under %s with %j there is wanting %j', (id, context, names) => {
  expect(wanting(rules[id]!, seats(1, 2), context).map(figure => figure.name)).toEqual(names)
})

test('[ballots-24] a rule of populations wants the population of every seat; figures are told in the rule’s words', () => {
  expect(wanting(rules['eu.qmv']!, seats(1, undefined))).toEqual([{ name: 'population', words: 'the population of each seat' }])
  expect(wanting(rules['unece.1958']!, [], { applying: 1 })).toEqual([{ name: 'present', words: 'Contracting Parties present' }])
  expect(wanting({ ...rules['unece.1958']!, asks: {} }, [], { applying: 1 })).toEqual([{ name: 'present', words: 'present' }])
  const unworded: BallotRule = { id: 'x', title: 'X', options: ['yes'], method: 'steps', pre: [], steps: [{ if: { l: { ctx: 'members' }, op: '<', r: { const: 1 } }, outcome: 'x' }], otherwise: 'y' }
  expect(wanting(unworded, [])).toEqual([{ name: 'members', words: 'members' }])
})

const instants = ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00.5Z', '2026-06-30T12:00:00Z', '2026-06-30T12:00:01Z']
const anyPaper = fc.record({
  voter: fc.constantFrom('a', 'b', 'c', 'd'), choice: fc.constantFrom('yes', 'no', 'abstain', 'object', 'recuse', 'withdraw', 'overruled'), reasoned: fc.boolean(),
  minute: fc.nat(100_000), proxyHolder: fc.constantFrom(null, null, 'h', 'i'), count: fc.integer({ min: 1, max: 3 }),
})

const inTwoOrders = fc.uniqueArray(anyPaper, { maxLength: 12, selector: one => one.minute })
  .chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))

test('[ballots-4] no vote is lost or counted twice, and the order of the list does not matter', () => {
  fc.assert(fc.property(inTwoOrders, ([list, other]) => {
    const papers = (of: typeof list) => of.map(one => paper(one.voter, one.choice, { ...one, at: new Date(Date.UTC(2026, 4, 1) + one.minute * 60_000).toISOString() }))
    const cleaning = { closesAt: instants[2]!, proxiesPerHolder: 2 }
    const counted = countPapers(papers(list), cleaning)
    expect(talliesOf(countPapers(papers(other), cleaning), {})).toEqual(talliesOf(counted, {}))
    const standing = [...counted.papers, ...counted.recused].reduce((sum, one) => sum + BigInt(one.count), 0n)
    const acts = papers(list).filter(one => one.at! <= '2026-06-30T12:00:00.000Z' && one.choice !== 'withdraw' && one.choice !== 'overruled').reduce((sum, one) => sum + BigInt(one.count), 0n)
    expect(standing + counted.superseded + counted.withdrawn + counted.overruled + counted.proxyRefused).toBe(acts)
  }), { seed: 20261127 })
})
