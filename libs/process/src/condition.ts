import { factsAsked } from './asked.ts'
import type { Facts } from './facts.ts'
import { counted } from './gate.ts'
import { listed } from './may.ts'
import { boundsIn, type Bound, type Predicate } from './predicate.ts'
import type { Rulebook } from './rulebook.ts'

/** Whether the facts satisfy a predicate. Pure and total. */
export function holds(predicate: Predicate, facts: Facts, rulebook: Rulebook): boolean {
  if ('all' in predicate) return predicate.all.every(one => holds(one, facts, rulebook))
  if ('any' in predicate) return predicate.any.some(one => holds(one, facts, rulebook))
  if ('not' in predicate) return !holds(predicate.not, facts, rulebook)
  const count = factsAsked[predicate.fact].count(facts, rulebook)
  return count >= (predicate.atLeast ?? 0) && count <= (predicate.atMost ?? Infinity)
}

const boundsInWords = ({ fact, atLeast, atMost }: Bound): string => {
  const [one, many] = factsAsked[fact].words
  if (atMost === 0) return `no ${one}`
  // At least one of the two is given.
  if (atLeast === atMost) return `exactly ${counted(atLeast as number, one, many)}`
  const parts = [...(atLeast === undefined ? [] : [`at least ${counted(atLeast, one, many)}`]), ...(atMost === undefined ? [] : [`at most ${counted(atMost, one, many)}`])]
  return listed(parts)
}

/** A predicate as words: "no open objection and at least 3 seats". */
export function inWords(predicate: Predicate): string {
  if ('all' in predicate) return listed(predicate.all.map(inWords))
  if ('any' in predicate) return listed(predicate.any.map(inWords), 'or')
  return 'not' in predicate ? `not ${inWords(predicate.not)}` : boundsInWords(predicate)
}

const figure = ({ fact }: Bound, facts: Facts, rulebook: Rulebook): string => {
  const [one, many] = factsAsked[fact].words
  return counted(factsAsked[fact].count(facts, rulebook), one, many)
}

/** What a predicate wants that the facts do not give, with the figures as they are. Empty if it holds. */
export function missingIn(predicate: Predicate, facts: Facts, rulebook: Rulebook): string {
  if (holds(predicate, facts, rulebook)) return ''
  if ('all' in predicate) return listed(predicate.all.map(one => missingIn(one, facts, rulebook)).filter(words => words !== ''))
  const have = [...new Set(boundsIn(predicate).map(one => figure(one, facts, rulebook)))]
  return `${inWords(predicate)} (now ${listed(have)})`
}

/** Where the first bound is shown and put right. */
export const placeOf = (predicate: Predicate, facts: Facts): string => {
  const first = boundsIn(predicate)[0] as Bound
  return factsAsked[first.fact].where(facts)
}
