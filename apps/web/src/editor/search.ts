import { findText, replaceHits, type Hit } from '@plenary/document'
import type { Result } from '@plenary/kernel'
import type { LiveText } from './live-text.ts'
import { commandOrigin, type RoomText } from './room-text.ts'

/** A place where the words stand. */
export interface FoundWords {
  readonly key: string
  readonly name: string
  readonly hit: Hit
}

/** Every place of these words, in reading order, withdrawn clauses left out. */
export function hitsOf(live: LiveText, words: string, how: { matchCase: boolean; wholeWord: boolean }): FoundWords[] {
  return findText(live.document(), words, how).map(hit => ({ key: `${hit.blockId}:${hit.start}`, name: live.name(hit.clauseId), hit }))
}

/** Replaces the words at these places, as one step of undo. Places whose words have changed since are left as they are. */
export function replace(text: RoomText, found: readonly FoundWords[], replacement: string): Result<{ replaced: number; skipped: readonly Hit[] }> {
  text.undo.stopCapturing()
  const result = replaceHits(text.doc, found.map(({ hit }) => hit), replacement, commandOrigin)
  text.undo.stopCapturing()
  return result
}
