import { createAnchor, indexText, resolveAnchor, type Anchor, type Range, type TextIndex } from '@plenary/document'
import type { LiveText } from './live-text.ts'

/** An anchor as the server keeps it: what is not known is null. */
export interface KeptAnchor {
  readonly clauseId: string | null
  readonly blockId: string | null
  readonly start: number | null
  readonly end: number | null
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
  readonly relStart: string | null
  readonly relEnd: string | null
  readonly needBefore: number | null
  readonly needAfter: number | null
}

/** Where an anchor stands in the text of this moment. `blockId` null: on the clause as a whole. */
export interface AnchorPlace {
  readonly clauseId: string
  readonly blockId: string | null
  readonly start: number
  readonly end: number
}

const indexes = new WeakMap<LiveText, TextIndex>()

/** Reads the text anew for the anchors that are placed next: once for all of them, not once for each. */
export function readForAnchors(live: LiveText): void {
  indexes.set(live, indexText(live.document()))
}

/** Finds the words of an anchor. Null: they have gone, and the comment is shown as not placed. */
export function placeOf(live: LiveText, kept: KeptAnchor): AnchorPlace | null {
  const { clauseId, blockId, start, end } = kept
  if (clauseId === null) return null
  if (blockId === null || kept.quote === '') {
    const node = live.node(clauseId)
    return node === undefined || node.withdrawn ? null : { clauseId, blockId: null, start: 0, end: 0 }
  }
  const anchor: Anchor = {
    clauseId, blockId, start: start ?? 0, end: end ?? 0, quote: kept.quote, prefix: kept.prefix, suffix: kept.suffix,
    relStart: kept.relStart ?? '', relEnd: kept.relEnd ?? '',
    // Without a measure nothing less than the whole context tells this place from another.
    needBefore: kept.needBefore ?? kept.prefix.length, needAfter: kept.needAfter ?? kept.suffix.length,
  }
  const place = resolveAnchor(live.doc, anchor, indexes.get(live) ?? indexText(live.document()))
  if (!place.placed || live.node(place.clauseId)?.withdrawn !== false) return null
  return { clauseId: place.clauseId, blockId: place.blockId, start: place.start, end: place.end }
}

/** An anchor for what somebody selected, held by all three means; null if the words are no longer there. */
export function anchorAt(live: LiveText, range: Range): Anchor | null {
  const anchor = createAnchor(live.doc, range, indexText(live.document()))
  return anchor.ok ? anchor.value : null
}
