import type { BallotRule } from '../rule.ts'
import { readRule } from '../rule-reader.ts'
import consent from './generic-consent.json' with { type: 'json' }
import standard from './generic-default.json' with { type: 'json' }
import silence from './generic-silence.json' with { type: 'json' }
import simple from './generic-simple.json' with { type: 'json' }

const read = (data: unknown): BallotRule => {
  const rule = readRule(data)
  if (!rule.ok) throw new Error(rule.refusal.message)
  return rule.value
}

/** The counting rules of the house, by id. Another rule is one more file and one more line. */
export const rules: Readonly<Record<string, BallotRule>> = {
  'generic.default': read(standard),
  'generic.simple': read(simple),
  'generic.consent': read(consent),
  'generic.silence': read(silence),
}

/** The rule with this id, or null. */
export const ruleOf = (id: string): BallotRule | null => (Object.hasOwn(rules, id) ? (rules[id] ?? null) : null)
