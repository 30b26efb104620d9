import type { Where } from './rule.ts'

/** All objects in a rule, or in a part of one: quantities, tests, conditions. */
export function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

/** The conditions of all sums in a rule, or in a part of one. */
export const wheresIn = (value: unknown): readonly Where[] => objectsIn(value).flatMap(one => ('where' in one ? [one.where as Where] : []))
