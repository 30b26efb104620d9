import { diffWordsWithSpace } from 'diff'

/** A stretch of text with the author of every character. */
export interface Passage { readonly text: string; readonly authors: readonly string[] }

// Shorter pieces (a space, 'the') are alike by chance, not because they were carried.
const shortestPart = 4
// Text that comes back in a later change (cut and paste, undo) must be long enough not to be typed anew by chance.
const shortestReturn = 12

/** Takes `length` characters out of a passage of a pool and leaves what stands before and after them. */
function take(pool: Passage[], which: number, start: number, length: number): readonly string[] {
  const { text, authors } = pool[which] as Passage
  const rest = [
    { text: text.slice(0, start), authors: authors.slice(0, start) },
    { text: text.slice(start + length), authors: authors.slice(start + length) },
  ].filter(passage => passage.text !== '')
  pool.splice(which, 1, ...rest)
  return authors.slice(start, start + length)
}

function takeWhole(pool: Passage[], text: string): readonly string[] | undefined {
  for (const [which, passage] of pool.entries()) {
    const start = passage.text.indexOf(text)
    if (start !== -1) return take(pool, which, start, text.length)
  }
  return undefined
}

/** The deleted passage that shares most words with a text; undefined if they share less than a third. */
function closest(pool: readonly Passage[], text: string): number | undefined {
  const words = new Set(text.split(/\s+/))
  let best: { which: number; share: number } | undefined
  for (const [which, passage] of pool.entries()) {
    const common = passage.text.split(/\s+/).filter(word => words.has(word)).length
    const share = common / Math.max(words.size, 1)
    if (share > (best?.share ?? 1 / 3)) best = { which, share }
  }
  return best?.which
}

/** Authors of a text that was partly carried from a deleted passage: equal stretches keep their author, the rest is the editor's. */
function carryParts(from: Passage, text: string, editor: string): string[] {
  const authors: string[] = []
  let at = 0
  for (const { added, removed, value } of diffWordsWithSpace(from.text, text)) {
    if (removed) at += value.length
    else if (added || value.length < shortestPart) {
      authors.push(...Array<string>(value.length).fill(editor))
      if (!added) at += value.length
    } else {
      authors.push(...from.authors.slice(at, at + value.length))
      at += value.length
    }
  }
  return authors
}

/**
 * Who wrote the characters of an inserted text. Text that the same change deleted elsewhere keeps its authors (a split, a change of type,
 * a wrap, a join, a paragraph made a clause); so does a longer text that comes back whole after an earlier change deleted it. The rest is
 * the editor's. What is carried is used up: a second copy is the editor's.
 */
export function authorsOfInserted(text: string, editor: string, deletedNow: Passage[], deletedBefore: Passage[]): readonly string[] {
  const whole = takeWhole(deletedNow, text) ?? (text.length >= shortestReturn ? takeWhole(deletedBefore, text) : undefined)
  if (whole !== undefined) return whole
  const which = text.length >= shortestPart ? closest(deletedNow, text) : undefined
  if (which === undefined) return Array<string>(text.length).fill(editor)
  const [from] = deletedNow.splice(which, 1)
  return carryParts(from as Passage, text, editor)
}
