import type * as Y from 'yjs'
import type { Authors } from './authors.ts'
import { partsOf, returnOf, SHORTEST_PART, SHORTEST_RETURN, wholeOf, type Part } from './carry-over.ts'
import { changeOf, deletedAround, passageOf, textOf, type Change, type Group } from './change.ts'
import { Passages, type Passage } from './passages.ts'
import type { Spent } from './spent.ts'
import { cutWritten, joined, type Piece, type Written } from './written.ts'

/** Who wrote what so far, and what has been deleted and may come back. */
export interface Knowledge {
  readonly authors: Authors
  readonly spent: Spent
  readonly deleted: Passages
}

/** Whose connection brought a change, and when. */
export interface Editor { readonly author: string; readonly at: number }

/** Remembers deleted passages only if they are long enough to be known again. */
export const deletedPassages = (earlier: (() => readonly Passage[]) | null = null): Passages => new Passages(SHORTEST_RETURN, earlier)

const wordsIn = (group: Group): string => group.map(item => textOf(item)).join('')

/** The sources of every inserted group: first what came back as it was, the longest first, then what came back changed. */
function attributed({ inserted }: Change, now: Passages, { deleted: before, spent }: Knowledge): Map<Group, readonly Part[]> {
  const found = new Map<Group, readonly Part[]>()
  const isFree = (pieces: readonly Piece[]): boolean => !pieces.some(piece => spent.touches(piece))
  const spend = (group: Group, parts: readonly Part[]): void => {
    for (const part of parts) if (part.kind === 'carried') for (const piece of part.pieces) spent.add(piece)
    found.set(group, parts)
  }
  const waiting = inserted.map(group => ({ group, text: wordsIn(group) })).sort((a, b) => b.text.length - a.text.length)
  for (const { group, text } of waiting) {
    const parts = now.size > 0 ? wholeOf(text, now) : undefined
    if (parts) spend(group, parts)
  }
  for (const { group, text } of waiting) {
    if (found.has(group)) continue
    const around = text.length < SHORTEST_PART ? { text: '', pieces: [] } : deletedAround(group, isFree)
    spend(group, returnOf(text, around, { now, before, isFree }) ?? partsOf(text, now))
  }
  return found
}

function writtenOf(parts: readonly Part[], editor: Editor, authors: Authors): Written[] {
  return joined(parts.flatMap(part => {
    if (part.kind === 'new') return [{ ...editor, length: part.length }]
    const known = part.pieces.flatMap(piece => authors.stretches(piece))
    // What has no author known has been put there by the one who brings it.
    const missing = part.length - known.reduce((sum, { length }) => sum + length, 0)
    return missing > 0 ? [...known, { ...editor, length: missing }] : known
  }))
}

/** Notes who wrote every character of one update, and remembers what it deleted. Call it before Yjs tidies up after the transaction. */
export function attribute(transaction: Y.Transaction, editor: Editor, knowledge: Knowledge): void {
  const change = changeOf(transaction)
  const { authors, deleted } = knowledge
  const now = new Passages()
  for (const group of change.deleted) now.add(passageOf(group))
  if (change.inserted.length + change.passing.length > 0) {
    const sources = attributed(change, now, knowledge)
    const notes: { readonly item: Y.Item; readonly written: readonly Written[] }[] = []
    for (const [group, parts] of sources) {
      const written = writtenOf(parts, editor, authors)
      let at = 0
      for (const item of group) {
        notes.push({ item, written: cutWritten(written, at, item.length) })
        at += item.length
      }
    }
    for (const item of change.passing.flat()) notes.push({ item, written: [{ ...editor, length: item.length }] })
    notes.sort((a, b) => a.item.id.client - b.item.id.client || a.item.id.clock - b.item.id.clock)
    for (const { item, written } of notes) {
      let clock = item.id.clock
      for (const one of written) {
        authors.note(item.id.client, clock, one)
        clock += one.length
      }
    }
  }
  for (const passage of now.all()) deleted.add(passage)
}
