import fc from 'fast-check'
import { entry, sound } from '../cases/facts.ts'
import { factsAsked } from './asked.ts'
import { holds, inWords, missingIn } from './condition.ts'
import { factNames } from './fact-name.ts'
import { gateNamed, gateOf } from './conditions.ts'
import type { Facts } from './facts.ts'
import { waysToHold, type Predicate } from './predicate.ts'
import { rulebooks } from './rulebooks/index.ts'

const book = rulebooks.harmonization!
const facts = sound('negotiation')
const seats = (bounds: { atLeast?: number; atMost?: number }): Predicate => ({ fact: 'seats', ...bounds })

test.each<readonly [string, Predicate, boolean, string]>([
  ['a bound that is met', seats({ atLeast: 3 }), true, ''],
  ['a bound that is missed', seats({ atLeast: 4 }), false, 'at least 4 participating seats (now 3 participating seats)'],
  ['an upper bound', seats({ atMost: 2 }), false, 'at most 2 participating seats (now 3 participating seats)'],
  ['an exact number', seats({ atLeast: 2, atMost: 2 }), false, 'exactly 2 participating seats (now 3 participating seats)'],
  ['a range', seats({ atLeast: 4, atMost: 9 }), false, 'at least 4 participating seats and at most 9 participating seats (now 3 participating seats)'],
  ['nothing at all', { fact: 'comments', atMost: 0 }, false, 'no comment (now 12 comments)'],
  ['all', { all: [seats({ atLeast: 3 }), { fact: 'comments', atLeast: 13 }] }, false, 'at least 13 comments (now 12 comments)'],
  ['any', { any: [seats({ atLeast: 4 }), { fact: 'comments', atLeast: 13 }] }, false, 'at least 4 participating seats or at least 13 comments (now 3 participating seats and 12 comments)'],
  ['not', { not: seats({ atLeast: 1 }) }, false, 'not at least 1 participating seat (now 3 participating seats)'],
  ['not of what is not', { not: seats({ atLeast: 9 }) }, true, ''],
])('[process-202] %s is evaluated and said in words', (_, predicate, holdsTrue, missing) => {
  expect([holds(predicate, facts, book), missingIn(predicate, facts, book)]).toEqual([holdsTrue, missing])
})

test('[process-202] every fact that may be asked counts from the facts, in words for one and several, and says where it is seen', () => {
  const others: Facts = { ...facts, call: null, ballot: null, edition: null, openObjections: [{ id: 'o', by: 'Kenya', on: '5', answered: false }], references: [{ name: 'A', mature: false, why: 'w' }] }
  for (const name of factNames) {
    const { count, words, where } = factsAsked[name]
    for (const known of [facts, others, sound('implementation')]) expect(Number.isInteger(count(known, book)) && count(known, book) >= 0).toBe(true)
    expect([words.length, new Set(words).size, where(facts).startsWith('/')]).toEqual([2, 2, true])
  }
  expect(factNames.map(name => [name, factsAsked[name].count(others, book)])).toEqual(expect.arrayContaining([['openObjections', 1], ['unansweredObjections', 1], ['immatureReferences', 1], ['editions', 0], ['callsHeld', 0], ['rounds', 0]]))
})

const bound = fc.record({ fact: fc.constantFrom('seats' as const, 'comments' as const, 'faults' as const), low: fc.nat(4), high: fc.nat(4), kind: fc.constantFrom('low', 'high', 'both') })
  .map(({ fact, low, high, kind }): Predicate => ({ fact, ...(kind === 'high' ? {} : { atLeast: low }), ...(kind === 'low' ? {} : { atMost: high }) }))
const predicates = fc.letrec<{ tree: Predicate }>(tie => ({
  tree: fc.oneof({ maxDepth: 3 }, bound, fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Predicate => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Predicate => ({ any })), tie('tree').map((not): Predicate => ({ not }))),
})).tree
const counts = fc.record({ seats: fc.nat(5), comments: fc.nat(5), faults: fc.nat(5) })
const with_ = (counted: { seats: number; comments: number; faults: number }): Facts => ({
  ...facts, comments: { total: counted.comments, undecided: 0 }, text: { faults: counted.faults, first: null, empty: false },
  seats: Array.from({ length: counted.seats }, (_, index) => ({ id: `${index}`, name: `${index}`, kind: 'participating' as const, category: null })),
})

test('[process-202] the ways to satisfy a condition are exactly those in which it holds', () => {
  fc.assert(fc.property(predicates, counts, (predicate, counted) => {
    const said = waysToHold(predicate).some(way => [...way].every(([fact, { least, most }]) => {
      const count = counted[fact as keyof typeof counted]
      return count >= least && count <= most
    }))
    expect(said).toBe(holds(predicate, with_(counted), book))
  }), { numRuns: 400 })
})

test('[process-202] what is missing is empty exactly when the condition holds, and the words never fail', () => {
  fc.assert(fc.property(predicates, counts, (predicate, counted) => {
    expect(missingIn(predicate, with_(counted), book) === '').toBe(holds(predicate, with_(counted), book))
    expect(inWords(predicate)).toMatch(/\w/)
  }), { numRuns: 200 })
})

test('[process-202] a condition of a rulebook is a gate like those of the house', () => {
  const own = { ...book, conditions: {
    crowd: { title: 'A crowd', when: seats({ atLeast: 4 }) },
    minutes: { title: 'Minutes read', attested: { by: ['secretary' as const], statement: 'The minutes were read.' } },
  } }
  const question = { rulebook: own, move: { from: 'negotiation', to: 'adoption' } }
  expect([gateNamed(own, 'crowd').kind, gateNamed(own, 'minutes').kind]).toEqual(['computed', 'attested'])
  expect(gateNamed(own, 'crowd').check(facts, question)).toEqual({ met: false, message: 'It takes at least 4 participating seats (now 3 participating seats).', where: expect.stringContaining('/people') })
  expect(gateNamed(own, 'crowd').check(with_({ seats: 4, comments: 0, faults: 0 }), question)).toMatchObject({ met: true, message: 'At least 4 participating seats.' })
  expect(gateNamed(own, 'minutes').check(facts, question)).toMatchObject({ met: false, message: 'Nobody has attested it yet: The minutes were read.' })
  expect(gateOf(own, 'text-valid')?.title).toBe('Text complete and valid')
  expect(gateOf(own, 'luck')).toBeNull()
  expect(() => gateNamed(own, 'luck')).toThrow('has no gate "luck"')
})

test('[process-202] rounds are those sent back in this cycle', () => {
  const back = [...sound('negotiation').history, entry('negotiation', 'drafting', '2027-07-01', 'back'), entry('drafting', 'negotiation', '2027-08-01')]
  expect(factsAsked.rounds.count(sound('negotiation', { history: back }), book)).toBe(1)
  const again = [...back, entry('negotiation', 'adoption', '2027-09-06'), entry('adoption', 'review', '2032-01-01'), entry('review', 'drafting', '2032-06-01', 'back')]
  expect(factsAsked.rounds.count(sound('negotiation', { history: again }), book)).toBe(0)
})

test('[process-202] the ways to satisfy a bound are a range of counts, and none where it contradicts itself', () => {
  const ways = (predicate: Predicate) => waysToHold(predicate).map(way => way.get('seats'))
  expect(ways(seats({ atLeast: 4, atMost: 2 }))).toEqual([])
  expect(ways(seats({ atLeast: 2, atMost: 2 }))).toEqual([{ least: 2, most: 2 }])
  expect(ways({ not: seats({ atMost: 2 }) })).toEqual([{ least: 3, most: Infinity }])
  expect(ways({ not: seats({ atLeast: 2, atMost: 4 }) })).toEqual([{ least: 0, most: 1 }, { least: 5, most: Infinity }])
})
