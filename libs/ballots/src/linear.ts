import { fits } from './pile.ts'
import { exactly } from './sum.ts'
import { add, multiply, rational, zero, type Rational } from './rational.ts'
import type { Compared, Quantity, Step, Test } from './rule.ts'
import { wheresIn } from './wheres.ts'

/**
 * A quantity as a sum of parts that cannot be negative: figures, the number one, and votes of one kind
 * (a choice, a category, with or without a reason, with some flags), each with a factor.
 */
export type Linear = ReadonlyMap<string, Rational>

interface Kind { readonly choice: string; readonly category: string | null; readonly reasoned: boolean; readonly flags: readonly string[] }

const subsets = (flags: readonly string[]): readonly (readonly string[])[] =>
  flags.reduce<readonly (readonly string[])[]>((made, flag) => [...made, ...made.map(set => [...set, flag])], [[]])

/** All kinds of votes that the steps of a rule tell apart. */
export function kindsOf(steps: readonly Step[], options: readonly string[]): readonly Kind[] {
  const wheres = wheresIn(steps)
  const categories = [null, ...new Set(wheres.flatMap(where => where.category ?? []))]
  const flags = subsets([...new Set(wheres.flatMap(where => where.flag ?? []))])
  return options.flatMap(choice => categories.flatMap(category => [true, false].flatMap(reasoned => flags.map(set => ({ choice, category, reasoned, flags: set })))))
}

const scaled = (linear: Linear, factor: Rational): Linear => new Map([...linear].map(([part, value]) => [part, multiply(factor, value)]))

function joined(parts: readonly Linear[]): Linear {
  const sum = new Map<string, Rational>()
  for (const part of parts) for (const [name, value] of part) sum.set(name, add(sum.get(name) ?? zero, value))
  return sum
}

const minus = rational(-1n)

/** A quantity as a linear one, or null when it is not. */
export function linearOf(quantity: Quantity, kinds: readonly Kind[]): Linear | null {
  if ('const' in quantity) return new Map([['one', exactly(quantity.const)]])
  if ('ctx' in quantity) return new Map([[`figure ${quantity.ctx}`, rational(1n)]])
  if ('sum' in quantity) {
    return new Map(kinds.flatMap((kind, index) => (fits(kind, quantity.where) ? [[`${quantity.sum} ${index}`, rational(1n)] as const] : [])))
  }
  if ('mul' in quantity) {
    const [factor, of] = quantity.mul
    const linear = typeof factor === 'string' ? linearOf(of, kinds) : null
    return linear === null ? null : scaled(linear, exactly(factor as string))
  }
  const parts = 'add' in quantity ? quantity.add : 'sub' in quantity ? quantity.sub : null
  if (parts === null) return null
  const read = parts.map(part => linearOf(part, kinds))
  if (!read.every(one => one !== null)) return null
  return joined('add' in quantity ? read : read.map((part, index) => (index === 0 ? part : scaled(part, minus))))
}

/** Whether a test is made of linear comparisons only. */
export function isLinear(test: Test): boolean {
  if ('all' in test) return test.all.every(isLinear)
  if ('any' in test) return test.any.every(isLinear)
  return linearOf(test.l, []) !== null && linearOf(test.r, []) !== null
}

/** A comparison as `form < 0` (strict) or `form ≤ 0`; null when it cannot be written so. */
export interface Bound { readonly form: Linear; readonly strict: boolean }

/** Writes a comparison as a bound. */
export function boundOf({ l, op, r }: Compared, kinds: readonly Kind[]): Bound | null {
  const [left, right] = [linearOf(l, kinds), linearOf(r, kinds)]
  if (left === null || right === null) return null
  const form = joined([left, scaled(right, minus)])
  if (op === '<' || op === '<=') return { form, strict: op === '<' }
  if (op === '>' || op === '>=') return { form: scaled(form, minus), strict: op === '>' }
  // What cannot be negative is zero exactly when it is at most zero.
  return [...form.values()].every(value => value.over >= 0n) ? { form, strict: false } : null
}

/** The factor of one part of a form. */
export const at = (form: Linear, part: string): Rational => form.get(part) ?? zero
