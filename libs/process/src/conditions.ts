import { attestedGate } from './attested.ts'
import { met, unmet, type Gate } from './gate.ts'
import { gates, isGate } from './gates/index.ts'
import { inWords, missingIn, placeOf } from './condition.ts'
import type { Rulebook } from './rulebook.ts'

type Condition = NonNullable<Rulebook['conditions']>[string]

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function made(name: string, condition: Condition): Gate {
  if ('attested' in condition) {
    const { by, eachSeat = false, statement } = condition.attested
    return attestedGate(name, { title: condition.title, by, eachSeat, statement })
  }
  const { title, when } = condition
  return {
    kind: 'computed',
    title,
    check(facts, { rulebook }) {
      const missing = missingIn(when, facts, rulebook)
      const where = placeOf(when, facts)
      return missing === '' ? met(`${capital(inWords(when))}.`, where) : unmet(`It takes ${missing}.`, where)
    },
  }
}

/** The gate of this name: one that the rulebook defines as a condition, or one of the house. Null if nothing bears the name. */
export function gateOf(rulebook: Pick<Rulebook, 'conditions'>, name: string): Gate | null {
  const condition = rulebook.conditions !== undefined && Object.hasOwn(rulebook.conditions, name) ? rulebook.conditions[name] : undefined
  if (condition !== undefined) return made(name, condition)
  return isGate(name) ? gates[name] : null
}

/** The gate of this name in a rulebook that was read, where every name bears something. */
export function gateNamed(rulebook: Rulebook, name: string): Gate {
  const gate = gateOf(rulebook, name)
  if (gate === null) throw new Error(`The rulebook ${rulebook.id} has no gate ${JSON.stringify(name)}.`)
  return gate
}
