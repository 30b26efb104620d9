import * as Y from 'yjs'
import { accept, refusal, type Result } from '@plenary/kernel'
import { blockId, blockText, textBlocks, type TextDocument } from './model.ts'
import { readDocument } from './reading.ts'
import { isTextElement, locateBlock } from './slicing.ts'
import { bodyOf } from './tree.ts'

/** A place where words were found, with a little of what stands around it for a list. Offsets count UTF-16 units inside the block. */
export interface Hit {
  readonly clauseId: string
  readonly blockId: string
  readonly start: number
  readonly end: number
  readonly text: string
  readonly before: string
  readonly after: string
}

const around = 40
const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Finds words in the whole text, withdrawn clauses left out. Empty words find nothing. */
export function findText(document: TextDocument, query: string, options: { matchCase?: boolean; wholeWord?: boolean } = {}): Hit[] {
  if (query === '') return []
  const core = escapePattern(query)
  const pattern = new RegExp(options.wholeWord === true ? `(?<![\\p{L}\\p{N}_])${core}(?![\\p{L}\\p{N}_])` : core, options.matchCase === true ? 'gu' : 'giu')
  return document.clauses.filter(({ withdrawn }) => !withdrawn).flatMap(clause => textBlocks(clause.blocks).flatMap(block => {
    const id = blockId(block)
    if (id === null) return []
    const text = blockText(block)
    return [...text.matchAll(pattern)].map(({ index: start, 0: found }): Hit => ({
      clauseId: clause.id,
      blockId: id,
      start,
      end: start + found.length,
      text: found,
      before: text.slice(Math.max(0, start - around), start),
      after: text.slice(start + found.length, start + found.length + around),
    }))
  }))
}

/** Replaces characters of a shared text block; the new words take the formatting of the first they replace. */
function replaceRange(element: Y.XmlElement, start: number, end: number, words: string): boolean {
  let at = 0
  for (const child of element.toArray()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText && start >= at && end <= at + length) {
      const attributes = attributesAt(child, start - at)
      child.delete(start - at, end - start)
      if (words !== '') child.insert(start - at, words, attributes)
      return true
    }
    at += length
  }
  return false
}

function attributesAt(text: Y.XmlText, offset: number): Record<string, unknown> {
  let at = 0
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    at += typeof insert === 'string' ? insert.length : 1
    if (offset < at) return attributes ?? {}
  }
  return {}
}

/**
 * Replaces what a search found, in one transaction. A hit whose words have changed since, or which spans a reference or footnote, is
 * left as it is and counted as skipped. Refuses hits that overlap.
 */
export function replaceHits(ydoc: Y.Doc, hits: readonly Hit[], replacement: string, origin: unknown = null): Result<{ replaced: number; skipped: readonly Hit[] }> {
  // From the last to the first, so that offsets of the hits before stay true.
  const ordered = [...hits].sort((a, b) => a.blockId === b.blockId ? b.start - a.start : a.blockId < b.blockId ? -1 : 1)
  if (ordered.some((hit, at) => ordered[at + 1]?.blockId === hit.blockId && (ordered[at + 1]?.end ?? 0) > hit.start)) {
    return refusal('overlapping-hits', 'Two of the places to replace overlap. Search again.')
  }
  const texts = new Map(readDocument(ydoc).clauses.flatMap(({ id, blocks }) => textBlocks(blocks).map(block => [`${id}/${blockId(block)}`, blockText(block)])))
  const skipped: Hit[] = []
  ydoc.transact(() => {
    for (const hit of ordered) {
      const located = locateBlock(bodyOf(ydoc, hit.clauseId), hit.blockId)
      const unchanged = texts.get(`${hit.clauseId}/${hit.blockId}`)?.slice(hit.start, hit.end) === hit.text
      const done = unchanged && located !== undefined && isTextElement(located.element) && replaceRange(located.element, hit.start, hit.end, replacement)
      if (!done) skipped.push(hit)
    }
  }, origin)
  return accept({ replaced: hits.length - skipped.length, skipped })
}
