import { diffWordsWithSpace } from 'diff'
import type { Passage, Passages } from './passages.ts'
import { cutPieces, type Piece } from './written.ts'

/** A part of an inserted text: characters carried from where they were deleted, or new ones. */
export type Part =
  | { readonly kind: 'carried'; readonly pieces: readonly Piece[]; readonly length: number }
  | { readonly kind: 'new'; readonly length: number }

// Shorter pieces (a space, 'the') are alike by chance, not because they were carried.
export const SHORTEST_PART = 4
// Text that comes back in a later change, at another place, must be long enough not to be typed anew by chance.
export const SHORTEST_RETURN = 12
// Two texts that differ in more words than this are not one text that was changed.
const MOST_EDITS = 1_500

/** Where a text may have been before. */
export interface Sources {
  /** What the same change deleted. */
  readonly now: Passages
  /** What earlier changes deleted, of at least `SHORTEST_RETURN` characters. */
  readonly before: Passages
  readonly isFree: (pieces: readonly Piece[]) => boolean
}

const anew = (length: number): Part => ({ kind: 'new', length })
const carried = (pieces: readonly Piece[]): Part => ({ kind: 'carried', pieces, length: pieces.reduce((sum, { length }) => sum + length, 0) })

/** Text that the same change deleted and that is here again as it was: a split, a change of type, a wrap, a join, a paragraph made a clause. */
export function wholeOf(text: string, now: Passages): readonly Part[] | undefined {
  const pieces = text.length >= SHORTEST_PART ? now.take(text) : takeEqual(text, now)
  return pieces && [carried(pieces)]
}

/** So short a text is the same only if all that was deleted together is here again. */
function takeEqual(text: string, now: Passages): readonly Piece[] | undefined {
  for (const passage of now.all()) if (passage.text === text) return now.take(text)
  return undefined
}

/** A text that was deleted just here and comes back, as undo brings it: `around` is what lies deleted at its place. */
export function returnOf(text: string, around: Passage, { before, isFree }: Sources): readonly Part[] | undefined {
  const start = text.length < SHORTEST_PART ? -1 : around.text.indexOf(text)
  if (start !== -1) return [carried(cutPieces(around.pieces, start, text.length))]
  const pieces = text.length < SHORTEST_RETURN ? undefined : before.take(text, isFree)
  return pieces && [carried(pieces)]
}

/** What of a text was carried from what the same change deleted, word by word. The rest is new. */
export function partsOf(text: string, now: Passages): readonly Part[] {
  const from = text.length >= SHORTEST_PART && now.size > 0 ? now.takeClosest(text) : undefined
  const changes = from && diffWordsWithSpace(from.text, text, { maxEditLength: MOST_EDITS })
  if (from === undefined || changes === undefined) return [anew(text.length)]
  const parts: (readonly Part[])[] = []
  const added: { readonly place: number; readonly words: string }[] = []
  let at = 0
  for (const { added: isNew, removed, value } of changes) {
    if (isNew) added.push({ place: parts.push([anew(value.length)]) - 1, words: value })
    else {
      const pieces = cutPieces(from.pieces, at, value.length)
      at += value.length
      if (!removed) parts.push([value.length >= SHORTEST_PART ? carried(pieces) : anew(value.length)])
      else if (value.length >= SHORTEST_PART) now.add({ text: value, pieces })
    }
  }
  // What one passage did not have another may: two paragraphs that became one, a sentence that went to another place in its paragraph.
  for (const { place, words } of added) {
    if (words.length >= SHORTEST_RETURN && words.length < text.length) parts[place] = wholeOf(words, now) ?? partsOf(words, now)
  }
  return parts.flat()
}
