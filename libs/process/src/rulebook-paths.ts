import type { Rulebook } from './rulebook.ts'

/** Every stage that moves lead to from one, itself among them. `backwards` asks from where moves lead to it. */
export function reachableFrom(moves: readonly { readonly from: string; readonly to: string }[], starts: readonly string[], backwards = false): ReadonlySet<string> {
  const found = new Set(starts)
  for (const stage of found) {
    for (const { from, to } of moves) {
      if ((backwards ? to : from) === stage) found.add(backwards ? from : to)
    }
  }
  return found
}

/** A stage that nothing reaches, that nothing leaves, or from which the work can never come to an end. */
export function pathFault(book: Rulebook): string | null {
  const { code: first } = book.stages[0] as Rulebook['stages'][number]
  const reached = reachableFrom(book.moves, [first])
  for (const [index, { code }] of book.stages.entries()) {
    if (!reached.has(code)) return `stages[${index}]: no moves lead from ${JSON.stringify(first)} to ${JSON.stringify(code)}`
  }
  for (const [index, { code, ends, phase }] of book.stages.entries()) {
    const leaves = book.moves.some(one => one.from === code)
    if (ends !== undefined && leaves) return `stages[${index}].ends: the work ends in ${JSON.stringify(code)}, so no move leads on from it`
    // Where texts are not reviewed, an adopted one rests.
    if (ends === undefined && !leaves && !(phase === 'implementation' && book.review === undefined)) return `stages[${index}]: no move leads out of ${JSON.stringify(code)}`
  }
  const ended = book.stages.filter(one => one.ends !== undefined || one.phase === 'implementation').map(one => one.code)
  const comesToEnd = reachableFrom(book.moves, ended, true)
  for (const [index, { code }] of book.stages.entries()) {
    if (!comesToEnd.has(code)) return `stages[${index}]: from ${JSON.stringify(code)} the moves only lead in a circle, never to an end`
  }
  return null
}
