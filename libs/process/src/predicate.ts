import * as v from 'valibot'
import { factNames, type FactName } from './fact-name.ts'

/**
 * What a rulebook may ask of the facts, as data. A bound speaks of one count; `all`, `any` and `not` join them. There is nothing else:
 * no arithmetic, no time, no text, so that each condition can be evaluated always and be said in words.
 */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | Bound

/** A bound on a count. At least one of the two is given; both are inclusive. */
export interface Bound {
  readonly fact: FactName
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

const whole = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'))
const bound = v.pipe(
  v.strictObject({ fact: v.picklist(factNames, `must be one of the facts: ${factNames.join(', ')}`), atLeast: v.optional(whole), atMost: v.optional(whole) }),
  v.check(one => one.atLeast !== undefined || one.atMost !== undefined, 'must say atLeast or atMost'),
)
const several = v.lazy(() => v.pipe(v.array(predicateSchema), v.minLength(1, 'must name at least one condition')))

/** The form of a predicate in a rulebook file. */
export const predicateSchema: v.GenericSchema<Predicate> = v.union(
  [bound, v.strictObject({ all: several }), v.strictObject({ any: several }), v.strictObject({ not: v.lazy(() => predicateSchema) })],
  'must be a bound on a fact, or all, any or not of conditions',
)

/** Every bound in a predicate, in reading order. */
export const boundsIn = (predicate: Predicate): readonly Bound[] => {
  if ('all' in predicate) return predicate.all.flatMap(boundsIn)
  if ('any' in predicate) return predicate.any.flatMap(boundsIn)
  return 'not' in predicate ? boundsIn(predicate.not) : [predicate]
}

/** The ways in which a predicate can come true, each a range per fact; those that contradict themselves are left out. */
export function waysToHold(predicate: Predicate): readonly ReadonlyMap<FactName, Range>[] {
  const range = (fact: FactName, least: number, most: number): readonly ReadonlyMap<FactName, Range>[] => (least > most ? [] : [new Map([[fact, { least, most }]])])
  if ('any' in predicate) return predicate.any.flatMap(waysToHold)
  if ('all' in predicate) return predicate.all.reduce<readonly ReadonlyMap<FactName, Range>[]>((ways, one) => crossed(ways, waysToHold(one)), [new Map()])
  if (!('not' in predicate)) return range(predicate.fact, predicate.atLeast ?? 0, predicate.atMost ?? Infinity)
  const inner = predicate.not
  if ('not' in inner) return waysToHold(inner.not)
  if ('all' in inner) return inner.all.flatMap(one => waysToHold({ not: one }))
  if ('any' in inner) return waysToHold({ all: inner.any.map(one => ({ not: one })) })
  const below = inner.atLeast === undefined ? [] : range(inner.fact, 0, inner.atLeast - 1)
  const above = inner.atMost === undefined ? [] : range(inner.fact, inner.atMost + 1, Infinity)
  return [...below, ...above]
}

/** Counts from `least` to `most`, both included. */
export interface Range { readonly least: number; readonly most: number }

function crossed(ways: readonly ReadonlyMap<FactName, Range>[], others: readonly ReadonlyMap<FactName, Range>[]): readonly ReadonlyMap<FactName, Range>[] {
  return ways.flatMap(way => others.flatMap(other => {
    const both = new Map(way)
    for (const [fact, { least, most }] of other) {
      const known = both.get(fact) ?? { least: 0, most: Infinity }
      const narrowed = { least: Math.max(known.least, least), most: Math.min(known.most, most) }
      if (narrowed.least > narrowed.most) return []
      both.set(fact, narrowed)
    }
    return [both]
  }))
}
