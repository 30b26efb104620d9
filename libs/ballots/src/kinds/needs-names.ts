import type { BallotRule, Step } from '../rule.ts'
import { objectsIn } from '../wheres.ts'

const asksSeat = (steps: readonly Step[]): boolean => objectsIn(steps).flatMap(one => Object.entries(one))
  .some(([name, part]) => ['category', 'flag', 'largest', 'fewest'].includes(name) || (name === 'sum' && part !== 'count'))

/** Whether a rule asks more of a vote than that it is one: the weight, population, group or affiliation of its seat. Such votes cannot be counted without names. */
export const needsNames = (rule: BallotRule): boolean => rule.method !== 'steps' || rule.pre.length > 0 || rule.obliged !== undefined || asksSeat(rule.steps)
