import { isNothing } from './clock.ts'
import { waysToHold, type Predicate } from './predicate.ts'
import { reachableFrom } from './rulebook-paths.ts'
import { gateNamesOf, stageOf, type Rulebook } from './rulebook.ts'
import { isAdopted } from './suspension.ts'

const predicatesOf = (book: Rulebook, names: readonly string[]): readonly Predicate[] => names.flatMap(name => {
  const condition = book.conditions !== undefined && Object.hasOwn(book.conditions, name) ? book.conditions[name] : undefined
  return condition !== undefined && 'when' in condition ? [condition.when] : []
})

// A ballot is passed or lost, not both.
const excluded = [['ballot-passed', 'ballot-lost']] as const

/** An upheld appeal that nobody can bring about, that leaves the text adopted, or after which it can never be adopted again. */
function upheldFault(book: Rulebook): string | null {
  const { window, upheld } = book.appeal
  if (upheld === undefined) return null
  const adopted = book.stages.filter(one => one.ends === undefined && isAdopted(book, one.code)).map(one => one.code)
  if (isNothing(window)) return 'appeal.upheld: nobody can appeal, because the time for it is nothing'
  if (adopted.length === 0) return 'appeal.upheld: no text is ever adopted, so no appeal goes against an adoption'
  const { to } = upheld
  if (to === null || stageOf(book, to).ends !== undefined) return null
  if (adopted.includes(to)) return `appeal.upheld.to: in ${JSON.stringify(to)} the text would stay adopted`
  const again = reachableFrom(book.moves, [to])
  return adopted.some(code => again.has(code)) ? null : `appeal.upheld.to: no moves lead from ${JSON.stringify(to)} to an adoption again`
}

/** A condition that nothing can satisfy, alone or together with the others of its move. */
export function satisfiabilityFault(book: Rulebook): string | null {
  for (const [name, condition] of Object.entries(book.conditions ?? {})) {
    if ('when' in condition && waysToHold(condition.when).length === 0) return `conditions.${name}.when: nothing can satisfy it`
  }
  for (const [index, move] of book.moves.entries()) {
    const names = gateNamesOf(book, move)
    const all = predicatesOf(book, names)
    if (waysToHold({ all }).length === 0) return `moves[${index}].gates: nothing can satisfy them together`
    const pair = excluded.find(both => both.every(name => names.includes(name)))
    if (pair !== undefined) return `moves[${index}].gates: nothing can satisfy ${pair.join(' and ')} together`
  }
  return upheldFault(book)
}
