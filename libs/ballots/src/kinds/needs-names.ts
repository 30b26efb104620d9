import type { BallotRule } from '../rule.ts'

const asksSeat = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(asksSeat)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, part]) => ['category', 'flag', 'largest', 'fewest'].includes(name) || (name === 'sum' && part !== 'count') || asksSeat(part))
}

/** Whether a rule asks more of a vote than that it is one: the weight, population, group or affiliation of its seat. Such votes cannot be counted without names. */
export const needsNames = (rule: BallotRule): boolean => rule.method !== 'steps' || rule.pre.length > 0 || rule.obliged !== undefined || asksSeat(rule.steps)
