import type { Compared, Comparison, Step, Test } from './rule.ts'

/** Comparisons that hold together. */
export type Clause = readonly Compared[]

const opposite: Readonly<Record<Comparison, readonly Comparison[]>> = { '<': ['>='], '<=': ['>'], '==': ['<', '>'], '>=': ['<'], '>': ['<='] }

/** Every way of taking one clause from each side, together. */
const together = (sides: readonly (readonly Clause[])[]): readonly Clause[] =>
  sides.reduce<readonly Clause[]>((made, side) => made.flatMap(clause => side.map(more => [...clause, ...more])), [[]])

/** The ways in which a test holds: at least one clause holds if and only if the test does. */
export function waysOf(test: Test): readonly Clause[] {
  if ('all' in test) return together(test.all.map(waysOf))
  if ('any' in test) return test.any.flatMap(waysOf)
  return [[test]]
}

/** The ways in which a test does not hold. */
export function waysNot(test: Test): readonly Clause[] {
  if ('all' in test) return test.all.flatMap(waysNot)
  if ('any' in test) return together(test.any.map(waysNot))
  return opposite[test.op].map(op => [{ l: test.l, op, r: test.r }])
}

/** The ways in which a decision list comes to its step `index`, or past all steps if there is no such step. */
export function waysTo(steps: readonly Step[], index: number): readonly Clause[] {
  const step = steps[index]
  return together([...steps.slice(0, index).map(earlier => waysNot(earlier.if)), ...(step === undefined ? [] : [waysOf(step.if)])])
}

/** In how many ways a test holds, and does not, without writing them out: for lists that would be too long to write. */
export function waysCount(test: Test): { readonly holds: number; readonly not: number } {
  if (!('all' in test) && !('any' in test)) return { holds: 1, not: opposite[test.op].length }
  const parts = ('all' in test ? test.all : test.any).map(waysCount)
  const product = (side: 'holds' | 'not'): number => parts.reduce((made, part) => made * part[side], 1)
  const sum = (side: 'holds' | 'not'): number => parts.reduce((made, part) => made + part[side], 0)
  return 'all' in test ? { holds: product('holds'), not: sum('not') } : { holds: sum('holds'), not: product('not') }
}

/** In how many ways a decision list comes to its step, or past all. */
export const waysToCount = (steps: readonly Step[], index: number): number => {
  const step = steps[index]
  return steps.slice(0, index).reduce((made, earlier) => made * waysCount(earlier.if).not, step === undefined ? 1 : waysCount(step.if).holds)
}
