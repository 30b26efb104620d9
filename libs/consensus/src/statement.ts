import { accept, refusal, type Result } from '@plenary/kernel'

/** How long a minority statement may be, in characters: a concise note, not a second text. */
export const longestStatement = 4_000

/** A seat's dissent that stays attached to a decision. Refuses with: `words-missing`, `too-long`, `stated`. */
export function stateMinority(words: string, stated: boolean): Result<string> {
  if (stated) return refusal('stated', 'Your seat has attached its statement to this decision already.')
  if (words.trim() === '') return refusal('words-missing', 'Write what your seat wants to have known beside the decision.')
  if (words.trim().length > longestStatement) return refusal('too-long', `A statement has at most ${longestStatement} characters; this one has ${words.trim().length}.`)
  return accept(words.trim())
}
