import { waysToHold, type Predicate } from './predicate.ts'
import { gateNamesOf, type Rulebook } from './rulebook.ts'

const predicatesOf = (book: Rulebook, names: readonly string[]): readonly Predicate[] => names.flatMap(name => {
  const condition = book.conditions !== undefined && Object.hasOwn(book.conditions, name) ? book.conditions[name] : undefined
  return condition !== undefined && 'when' in condition ? [condition.when] : []
})

// A ballot is passed or lost, not both.
const excluded = [['ballot-passed', 'ballot-lost']] as const

/** A condition that nothing can satisfy, alone or together with the others of its move. */
export function satisfiabilityFault(book: Rulebook): string | null {
  for (const [name, condition] of Object.entries(book.conditions ?? {})) {
    if ('when' in condition && waysToHold(condition.when).length === 0) return `conditions.${name}.when: nothing can satisfy it`
  }
  for (const [index, move] of book.moves.entries()) {
    const names = gateNamesOf(book, move)
    const all = predicatesOf(book, names)
    if (all.length > 0 && waysToHold({ all }).length === 0) return `moves[${index}].gates: nothing can satisfy them together`
    const pair = excluded.find(both => both.every(name => names.includes(name)))
    if (pair !== undefined) return `moves[${index}].gates: nothing can satisfy ${pair.join(' and ')} together`
  }
  return null
}
