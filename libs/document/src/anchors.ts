import * as buffer from 'lib0/buffer'
import * as Y from 'yjs'
import { accept, refusal, type Result } from '@plenary/kernel'
import type { TextDocument } from './model.ts'
import { atQuote, contextAround, contextNeeded, resembles, type Anchor, type Placement, type Range } from './quotations.ts'
import { readDocument } from './reading.ts'
import { isTextElement, lengthOf, locateBlock } from './slicing.ts'
import { indexText, type TextIndex } from './text-index.ts'
import { bodyNameOf, bodyOf } from './tree.ts'

const contextLength = 32

// `side` < 0 holds on to the character before the position, otherwise to the one after, so that words typed at the edges stay outside.
function relativePosition(element: Y.XmlElement, offset: number, side: number): string {
  let at = 0
  for (const [index, child] of element.toArray().entries()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    const holds = side < 0 ? offset > at && offset <= at + length : offset >= at && offset < at + length
    if (holds) {
      const position = child instanceof Y.XmlText
        ? Y.createRelativePositionFromTypeIndex(child, offset - at, side)
        : Y.createRelativePositionFromTypeIndex(element, side < 0 ? index + 1 : index, side)
      return buffer.toBase64(Y.encodeRelativePosition(position))
    }
    at += length
  }
  return buffer.toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(element, side < 0 ? 0 : element.length, side)))
}

/** Anchors a range of the shared text. Refuses a block that is not there and a range that is not inside it. An empty range anchors the block. */
export function createAnchor(ydoc: Y.Doc, range: Range, index: TextIndex = indexText(readDocument(ydoc))): Result<Anchor> {
  const { clauseId, blockId, start, end } = range
  const located = locateBlock(bodyOf(ydoc, clauseId), blockId)
  const block = index.byId.get(blockId)?.find(one => one.clauseId === clauseId)
  if (located === undefined || block === undefined) return refusal('no-such-block', 'The text this is about is no longer there.')
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > block.text.length) {
    return refusal('bad-range', 'The range is not inside the block.')
  }
  const quote = block.text.slice(start, end)
  const prefix = block.text.slice(Math.max(0, start - contextLength), start)
  const suffix = block.text.slice(end, end + contextLength)
  const needed = quote === '' ? { needBefore: null, needAfter: null } : contextNeeded(index, block, { start, quote, prefix, suffix })
  return accept({
    clauseId, blockId, start, end, quote, prefix, suffix, ...needed,
    relStart: isTextElement(located.element) ? relativePosition(located.element, start, 0) : '',
    relEnd: isTextElement(located.element) ? relativePosition(located.element, end, -1) : '',
  })
}

interface Point { readonly element: Y.XmlElement; readonly offset: number }

/** Where a stored position is now; undefined if its block is gone or it is no position. */
function pointOf(ydoc: Y.Doc, encoded: string): Point | undefined {
  if (encoded === '') return undefined
  const absolute = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(buffer.fromBase64(encoded)), ydoc)
  if (absolute === null) return undefined
  const { type, index } = absolute
  const element = type instanceof Y.XmlText ? type.parent : type
  if (!(element instanceof Y.XmlElement) || !isTextElement(element) || element._item?.deleted !== false) return undefined
  if (type instanceof Y.XmlText && type._item?.deleted !== false) return undefined
  const before = element.toArray().slice(0, type instanceof Y.XmlText ? element.toArray().indexOf(type) : index)
  const offset = before.reduce((sum, child) => sum + (child instanceof Y.XmlText ? child.length : 1), 0)
  return { element, offset: type instanceof Y.XmlText ? offset + index : offset }
}

function clauseOf(ydoc: Y.Doc, element: Y.XmlElement, guess: string): string | undefined {
  let root: Y.AbstractType<Y.YEvent<Y.XmlElement>> | null = element as unknown as Y.AbstractType<Y.YEvent<Y.XmlElement>>
  while (root !== null && root._item !== null) root = root.parent as typeof root
  if (root === null) return undefined
  if (ydoc.share.get(bodyNameOf(guess)) === root as unknown) return guess
  const name = Y.findRootTypeKey(root)
  return name.startsWith('b:') ? name.slice(2) : undefined
}

interface Positioned extends Range {
  readonly nth: number
  readonly text: string
  /** How much of the old surroundings stands around the quote that overlaps the range; null where the range itself is what was quoted, or its remains. */
  readonly context: number | null
}

// The editor tells an insertion by comparing texts, so a letter at the edge of the quote may count as the neighbour's: the quote itself,
// where it overlaps the range, is what was meant.
function corrected({ start, end, ...place }: Positioned, anchor: Anchor, blockText: string): Positioned {
  const { quote } = anchor
  const near = blockText.indexOf(quote, Math.max(0, start - quote.length + 1))
  if (near === -1 || near >= end) return { ...place, start, end }
  return { ...place, start: near, end: near + quote.length, text: quote, context: contextAround(blockText, near, anchor) }
}

/** The range that the stored positions span now; undefined if it is empty or its block is not in the text. */
function atPosition(ydoc: Y.Doc, anchor: Anchor, index: TextIndex): Positioned | undefined {
  const start = pointOf(ydoc, anchor.relStart)
  const end = pointOf(ydoc, anchor.relEnd)
  if (start === undefined || end === undefined || start.element !== end.element || start.offset >= end.offset) return undefined
  const blockId = start.element.getAttribute('id')
  const same = blockId === undefined ? [] : index.byId.get(blockId) ?? []
  const clauseId = clauseOf(ydoc, start.element, same[0]?.clauseId ?? anchor.clauseId)
  const inClause = same.filter(one => one.clauseId === clauseId)
  const block = inClause.length < 2 ? inClause[0] : inClause[elementsOf(bodyOf(ydoc, clauseId ?? ''), blockId ?? '').indexOf(start.element)]
  if (block === undefined || lengthOf(start.element) !== block.text.length) return undefined
  const { clauseId: clause, nth, text } = block
  const range = { clauseId: clause, blockId: block.blockId, nth, start: start.offset, end: end.offset, text: text.slice(start.offset, end.offset), context: null }
  return range.text === anchor.quote ? range : corrected(range, anchor, text)
}

/** All elements of a body with one id, in reading order. */
function elementsOf(parent: Y.XmlFragment, id: string): Y.XmlElement[] {
  return parent.toArray().flatMap(child => {
    if (!(child instanceof Y.XmlElement)) return []
    return child.getAttribute('id') === id ? [child] : elementsOf(child, id)
  })
}

/**
 * Finds an anchor in the shared text as it is now: by its positions if the words there still resemble the quote, then by its block and
 * the blocks split from it, then by quote and context in the whole text. Never guesses: what could be two places is unplaced.
 */
export function resolveAnchor(ydoc: Y.Doc, anchor: Anchor, index: TextIndex = indexText(readDocument(ydoc))): Placement {
  const found = anchor.quote === '' ? undefined : atPosition(ydoc, anchor, index)
  const placed = found === undefined ? undefined : { placed: true, clauseId: found.clauseId, blockId: found.blockId, nth: found.nth, start: found.start, end: found.end, by: 'position' } as const
  if (placed !== undefined && found?.text === anchor.quote) {
    // Where the words were split off or moved, somebody may have typed the same ones in their old place: those in the old surroundings are meant.
    const moved = found.context === null ? undefined : atQuote(anchor, index, found.context)
    return moved?.placed === true ? moved : { ...placed, exact: true }
  }
  if (placed !== undefined && resembles(found?.text ?? '', anchor.quote)) return { ...placed, exact: false }
  const quoted = atQuote(anchor, index)
  if (quoted.placed || placed === undefined) return quoted
  // What a split or a deletion left of the words, where it stood.
  const left = found?.text.trim() ?? ''
  return left.length >= 3 && anchor.quote.includes(left) ? { ...placed, exact: false } : quoted
}

/** Finds anchors in a text that is not shared, such as an edition: by block, then by quote and context. */
export function resolveAnchors(document: TextDocument, anchors: readonly Anchor[]): Placement[] {
  const index = indexText(document)
  return anchors.map(anchor => atQuote(anchor, index))
}
