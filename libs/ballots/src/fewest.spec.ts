import fc from 'fast-check'
import { smallestChange, type Cast } from './change.ts'
import { fewestMoves, type Movers } from './fewest.ts'
import { rational } from './rational.ts'
import type { BallotRule, Test } from './rule.ts'
import { turningInWords, turningsOf } from './turning.ts'
import type { Voters } from './voters.ts'

const enough = () => ({ left: 1_000_000 })
const anyGains = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })).map(gains => gains.map(BigInt))
const anyMovers = fc.array(fc.record({ number: fc.integer({ min: 1, max: 4 }), moves: fc.array(anyGains, { minLength: 1, maxLength: 3 }) }), { maxLength: 3 })
  .map(list => list.map(({ number, moves }, tag): Movers => ({ number: BigInt(number), tag, moves: moves.map((gains, move) => ({ gains, tag: move })) })))
const anyValues = fc.tuple(fc.integer({ min: -20, max: 3 }), fc.integer({ min: -20, max: 3 })).map(values => values.map(BigInt))

/** The fewest moves, by trying every number of every move. */
function byTrying(values: readonly bigint[], movers: readonly Movers[]): bigint | null {
  let least: bigint | null = null
  const attempt = (now: readonly bigint[], at: { mover: number; move: number; free: bigint }, used: bigint): void => {
    const mover = movers[at.mover]
    if (mover === undefined) {
      if (now.every(value => value >= 0n) && (least === null || used < least)) least = used
      return
    }
    const move = mover.moves[at.move]
    if (move === undefined) return attempt(now, { mover: at.mover + 1, move: 0, free: movers[at.mover + 1]?.number ?? 0n }, used)
    for (let number = 0n; number <= at.free; number += 1n) {
      attempt(now.map((value, index) => value + number * move.gains[index]!), { ...at, move: at.move + 1, free: at.free - number }, used + number)
    }
  }
  attempt(values, { mover: 0, move: 0, free: movers[0]?.number ?? 0n }, 0n)
  return least
}

test('[ballots-13] no fewer moves than found satisfy every constraint, as trying everything shows', () => {
  fc.assert(fc.property(anyValues, anyMovers, (values, movers) => {
    const found = fewestMoves(values, movers, null, enough())
    const tried = byTrying(values, movers)
    expect(found === null ? null : found.reduce((sum, chosen) => sum + chosen.number, 0n)).toBe(tried)
    expect((found ?? []).every(chosen => chosen.number > 0n)).toBe(true)
    for (const [index, value] of values.entries()) {
      if (found === null) break
      const reached = found.reduce((sum, { movers: mover, move, number }) => sum + number * movers[mover]!.moves[move]!.gains[index]!, value)
      expect(reached).toBeGreaterThanOrEqual(0n)
      for (const mover of movers) expect(found.filter(one => one.movers === mover.tag).reduce((sum, one) => sum + one.number, 0n)).toBeLessThanOrEqual(mover.number)
    }
    // One asks only for fewer than are known already.
    if (tried !== null) expect(fewestMoves(values, movers, tried, enough())).toBeNull()
    if (tried !== null) expect(fewestMoves(values, movers, tried + 1n, enough())).not.toBeNull()
  }), { seed: 20261127, numRuns: 300 })
})

const one = (number: bigint, ...gains: readonly bigint[]): Movers => ({ number, tag: 0, moves: [{ gains, tag: 0 }] })

test('[ballots-13] numbers beyond what could be tried one by one are found by halving', () => {
  const huge = 10n ** 40n
  expect(fewestMoves([-2n * huge - 1n], [one(3n * huge, 2n)], null, enough())).toEqual([{ movers: 0, move: 0, number: huge + 1n }])
  expect(fewestMoves([-7n * huge], [one(3n * huge, 2n)], null, enough())).toBeNull()
})

test.each([0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89])('[ballots-13] a search that may take %i steps finds the same or says that it was given up', left => {
  const values = [-9n, -9n]
  const movers: Movers[] = [
    { ...one(6n, 2n, -1n), tag: 0 }, { ...one(6n, -1n, 2n), tag: 1 }, { ...one(3n, 1n, 1n), tag: 2 },
    { number: 4n, tag: 3, moves: [{ gains: [3n, -3n], tag: 0 }, { gains: [-3n, 3n], tag: 1 }] },
  ]
  const budget = { left }
  const found = fewestMoves(values, movers, null, budget)
  const sum = (list: typeof found) => list?.reduce((all, chosen) => all + chosen.number, 0n)
  if (budget.left < 0) expect(found).toBeNull()
  else expect(sum(found)).toBe(sum(fewestMoves(values, movers, null, enough())))
})

test('[ballots-13] a search that may take just the steps it needs finds, one that may take one fewer says that it was given up', () => {
  const movers: Movers[] = [{ ...one(6n, 2n, -1n), tag: 0 }, { ...one(6n, -1n, 2n), tag: 1 }, { ...one(3n, 1n, 1n), tag: 2 }]
  for (const values of [[-9n, -1n], [-3n, -3n], [-1n, 0n]]) {
    const spending = enough()
    const found = fewestMoves(values, movers, null, spending)
    expect(found).not.toBeNull()
    const [just, short] = [{ left: enough().left - spending.left }, { left: enough().left - spending.left - 1 }]
    expect([fewestMoves(values, movers, null, just), just.left]).toEqual([found, 0])
    expect(fewestMoves(values, movers, null, short)).toBeNull()
    expect(short.left).toBeLessThan(0)
  }
})

const manyMovers = fc.array(fc.record({ number: fc.integer({ min: 1, max: 6 }), moves: fc.array(anyGains, { minLength: 1, maxLength: 4 }) }), { minLength: 3, maxLength: 5 })
  .map(list => list.map(({ number, moves }, tag): Movers => ({ number: BigInt(number), tag, moves: moves.map((gains, move) => ({ gains, tag: move })) })))

// A ballot that takes too many steps is not searched out, so a change that makes searches longer takes something from voters.
test.each([['all searches', false, 2888], ['those that find nothing', true, 1105]])('[ballots-13] %s take no more steps than they did', (_, vain, most) => {
  let spent = 0
  for (const [values, movers] of fc.sample(fc.tuple(anyValues, manyMovers), { seed: 20261127, numRuns: 80 })) {
    const budget = enough()
    const found = fewestMoves(values, movers, null, budget)
    if (!vain || found === null) spent += enough().left - budget.left
  }
  expect(spent).toBeLessThanOrEqual(most)
})

const voters = (number: number): readonly Voters[] => Array.from({ length: number }, (_, index) => ({
  stand: { choice: 'yes', reasoned: true, flags: [] }, category: null, number: 1n, names: [`v${index}`],
  each: { weight: rational(BigInt(2 ** (index % 20) + index)), population: rational(BigInt(3 ** (index % 15) + 7 * index)) },
}))
const cast = (steps: readonly Test[], number: number): Cast => ({
  rule: { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: steps.map(test => ({ if: test, outcome: 'rejected' })), otherwise: 'approved' } as BallotRule,
  voters: voters(number), recused: rational(0n), context: {}, seats: null,
})
const sums = (measure: 'weight' | 'population', choice: string) => ({ sum: measure, where: { choice: [choice] } }) as const

test('[ballots-13] what is too much to search out is not told as if it had been', () => {
  const knapsack: Test = { all: [{ l: sums('weight', 'no'), op: '==', r: { const: 1_234_567 } }, { l: sums('population', 'no'), op: '==', r: { const: 7_654_321 } }] }
  const hard = cast([knapsack], 60)
  expect(smallestChange(hard, 'rejected')).toBe('unknown')
  expect(turningInWords(hard.rule, turningsOf(hard, 'approved'))).toBe('What would have turned the result was not searched out.')
  const many: Test = { any: Array.from({ length: 13 }, () => ({ all: [{ l: sums('weight', 'no'), op: '>', r: { const: 1 } }, { l: sums('weight', 'yes'), op: '>', r: { const: 1 } }] })) }
  expect(smallestChange(cast([many], 3), 'approved')).toBe('unknown')
})
