import fc from 'fast-check'
import { blockingInWords, blockingSet } from './blocking.ts'
import { decide } from './decide.ts'
import type { Context } from './figures.ts'
import { rules } from './rulebooks/index.ts'
import type { BallotRule, Test } from './rule.ts'
import type { Roll, Vote } from './vote.ts'

// Population on 1 January as used by the Council for 2024, in the order of size.
const council: Roll = ([
  ['DE', 84358845], ['FR', 68070697], ['IT', 58850717], ['ES', 48059777], ['PL', 36753736], ['RO', 19051562], ['NL', 17811291], ['BE', 11754004], ['CZ', 10827529],
  ['SE', 10521556], ['PT', 10467366], ['EL', 10394055], ['HU', 9597085], ['AT', 9104772], ['BG', 6447710], ['DK', 5932654], ['FI', 5563970], ['SK', 5428792],
  ['IE', 5194336], ['HR', 3850894], ['LT', 2857279], ['SI', 2116792], ['LV', 1883008], ['EE', 1365884], ['CY', 920701], ['LU', 660809], ['MT', 542051],
] as const).map(([seat, population]) => ({ seat, name: seat, weight: 1, category: null, jurisdiction: seat, population }))

test('[ballots-16] four members that exceed 35 % of the population block a qualified majority, and fewer cannot', () => {
  const set = blockingSet(rules['eu.qmv']!, council)!
  expect(set).toMatchObject({ seats: 4, of: 27, outcome: 'rejected' })
  expect(set.example.reduce((sum, seat) => sum + seat.population!, 0) / 448387872).toBeGreaterThan(0.35)
  expect(blockingInWords(council, set)).toMatch(/^4 of 27 seats can stop the text when all others support it, for example .*, with population \d+ of 448387872 \([\d.]+ %\); fewer cannot\.$/)
})

test('[ballots-16] without the clause of four three large members block', () => {
  expect(blockingSet(rules['eu.qmv.reinforced']!, council)).toMatchObject({ seats: 3 })
  expect(blockingSet(rules['eu.unanimity']!, council)).toMatchObject({ seats: 1 })
  expect(blockingSet(rules['eu.simple']!, council)).toMatchObject({ seats: 14 })
})

test('[ballots-16] one breaks a silence; a text that cannot pass has no blocking set', () => {
  expect(blockingSet(rules['generic.silence']!, council)).toMatchObject({ seats: 1, outcome: 'silence-broken' })
  expect(blockingSet(rules['generic.default']!, [])).toBeNull()
  expect(blockingSet(rules['generic.irv']!, council)).toBeNull()
  expect(blockingSet(rules['w3c.council.vote']!, council)).toBeNull()
  expect(blockingSet({ ...rules['generic.silence']!, steps: [] }, council)).toBeNull()
})

const four = council.slice(0, 4)
const counting = (choice: string, more: object = {}) => ({ sum: 'count', where: { choice: [choice], ...more } }) as const
const bare: BallotRule = { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: [], otherwise: 'approved' }

test('[ballots-16] all others support a text with a reason, where the rule asks for one', () => {
  const rule: BallotRule = { ...bare, steps: [{ if: { l: counting('yes', { reasoned: true }), op: '<=', r: counting('no') }, outcome: 'rejected' }] }
  expect(blockingSet(rule, four)).toMatchObject({ seats: 2, of: 4, outcome: 'rejected' })
})

test('[ballots-16] what no votes bring about blocks nothing, and of several ways to stop a text the one of the fewest is told', () => {
  const steps = [{ if: { l: counting('yes'), op: '>', r: { const: 100 } }, outcome: 'void' }, { if: { l: counting('no'), op: '>', r: counting('yes') }, outcome: 'rejected' }, { if: { l: counting('no'), op: '>', r: { const: 0 } }, outcome: 'blocked' }] as const
  expect(blockingSet({ ...bare, steps }, four)).toMatchObject({ seats: 1, outcome: 'blocked' })
  expect(blockingSet({ ...bare, steps: steps.slice(0, 2) }, four)).toMatchObject({ seats: 3, outcome: 'rejected' })
})

test('[ballots-16] where one way to stop a text was not searched out, no set is told as the smallest', () => {
  const either: Test = { any: [{ l: counting('no'), op: '>', r: counting('yes') }, { l: counting('no'), op: '>', r: { const: 2 } }] }
  const steps = [{ if: { all: Array.from({ length: 13 }, () => either) }, outcome: 'odd' }, { if: { l: counting('no'), op: '>', r: { const: 0 } }, outcome: 'blocked' }] as const
  expect(blockingSet({ ...bare, steps }, four)).toBeNull()
  expect(blockingSet({ ...bare, steps: steps.slice(1) }, four)).toMatchObject({ seats: 1 })
})

const closesAt = '2027-04-01T00:00:00Z'
const rollOf = (weights: readonly number[]): Roll =>
  weights.map((weight, index) => ({ seat: `s${index}`, name: `S${index}`, weight, category: null, jurisdiction: null, population: weight }))

test.each(['eu.qmv', 'cen.71', 'oecd.qmv', 'oasis.special', 'cen.2017'])('[ballots-16] under %s no smaller set of a small roll blocks, and the one told does', id => {
  const rule = rules[id]!
  const context: Context = id === 'eu.qmv' ? { minBlocking: 2 } : {}
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }), weights => {
    const roll = rollOf(weights)
    const votesOf = (against: number, other: string): Vote[] => roll.flatMap((seat, index) => {
      const choice = (against >> index) % 2 === 1 ? other : 'yes'
      return choice === 'stay away' ? [] : [{ seat: seat.seat, choice, reason: 'Because', at: '2027-03-01T00:00:00Z' }]
    })
    const passes = (against: number, other: string): boolean => {
      const result = decide(rule, roll, votesOf(against, other), { closesAt, ...context })
      return result.ok && result.value.passes
    }
    const size = (set: number): number => set.toString(2).replaceAll('0', '').length
    const blocking = Array.from({ length: 2 ** roll.length }, (_, set) => set).filter(set => ['no', 'abstain', 'stay away'].some(other => !passes(set, other)))
    const least = passes(0, 'no') && blocking.length > 0 ? Math.min(...blocking.map(size)) : null
    const found = blockingSet(rule, roll, context)
    expect(found?.seats ?? null).toBe(least)
    const set = roll.reduce((bits, seat, index) => (found?.example.includes(seat) ? bits | (1 << index) : bits), 0)
    if (found !== null) expect(['no', 'abstain', 'stay away'].some(other => !passes(set, other))).toBe(true)
  }), { seed: 20261127, numRuns: 40 })
})
