import type { Where } from './rule.ts'

/** The conditions of all sums in a rule, or in a part of one. */
export function wheresIn(value: unknown): readonly Where[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'where' in value ? [value.where as Where] : []
  return [...own, ...Object.values(value).flatMap(wheresIn)]
}
