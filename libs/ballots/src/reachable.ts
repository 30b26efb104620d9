import { waysCount, waysOf, type Clause } from './clauses.ts'
import { at, boundOf, kindsOf, type Bound } from './linear.ts'
import { compare, multiply, rational, type Rational } from './rational.ts'
import type { Compared, Step, Test } from './rule.ts'

/** Why a step can never be the one that decides. */
export interface Unreachable { readonly step: number; readonly why: string }

const quotient = (a: Rational, b: Rational): Rational => multiply(a, rational(b.under, b.over))
const isAbove = (a: Rational, b: Rational): boolean => compare(a, b) > 0
const none = rational(0n)
const mostWays = 1_000

/** A comparison that no votes can fulfil: parts that are not negative never add up to less than nothing. */
const never = ({ form, strict }: Bound): boolean =>
  [...form.values()].every(value => value.over >= 0n) && (strict || at(form, 'one').over > 0n)

/**
 * Whether one bound entails another: some multiple of the first form, not negative, is at least the second in every part.
 * What this finds is so; it does not find everything that is so.
 */
function entails(one: Bound, other: Bound): boolean {
  let [least, most]: [Rational, Rational | null] = [none, null]
  for (const part of new Set([...one.form.keys(), ...other.form.keys()])) {
    const [a, b] = [at(one.form, part), at(other.form, part)]
    if (a.over === 0n) {
      if (b.over > 0n) return false
    } else if (a.over > 0n) {
      const bound = quotient(b, a)
      if (isAbove(bound, least)) least = bound
    } else {
      const bound = quotient(b, a)
      if (most === null || isAbove(most, bound)) most = bound
    }
  }
  if (most !== null && isAbove(least, most)) return false
  // With which multiple the number is the greatest depends on its sign.
  const above = [least, most ?? least].some(multiple => isAbove(multiply(multiple, at(one.form, 'one')), at(other.form, 'one')))
  return !other.strict || (one.strict && (most === null || most.over > 0n)) || above
}

/** The first step that cannot decide, because no votes fulfil it or an earlier step always takes them; null if there is none. */
export function unreachable(steps: readonly Step[], options: readonly string[]): Unreachable | null {
  const kinds = kindsOf(steps, options)
  const known = new Map<Compared, Bound | null>()
  const bound = (compared: Compared): Bound | null => {
    if (!known.has(compared)) known.set(compared, boundOf(compared, kinds))
    return known.get(compared) ?? null
  }
  const follows = (from: Compared, to: Compared): boolean => {
    const [one, other] = [bound(from), bound(to)]
    return one !== null && other !== null ? entails(one, other) : JSON.stringify(from) === JSON.stringify(to)
  }
  // A test that holds in more ways than can be looked at is taken for one that may hold.
  const possible = (test: Test): readonly Clause[] => (waysCount(test).holds > mostWays ? [[]] : waysOf(test)).filter(clause => !clause.some(compared => {
    const written = bound(compared)
    return written !== null && never(written)
  }))
  const ways = steps.map(step => possible(step.if))
  for (const [step, own] of ways.entries()) {
    if (own.length === 0) return { step, why: 'no votes can fulfil it' }
    const taken = ways.slice(0, step).findIndex(earlier => own.every(clause =>
      earlier.some(before => before.length > 0 && before.every(compared => clause.some(own => follows(own, compared))))))
    if (taken >= 0) return { step, why: `whatever fulfils it is taken by steps[${taken}] before` }
  }
  return null
}
