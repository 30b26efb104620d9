/** A stretch of one block's text, counted as the document counts: UTF-16 units, an inline atom is one. */
export interface Stretch {
  readonly clauseId: string
  readonly blockId: string
  readonly start: number
  readonly end: number
  /** The clause in which a selection ends that began here; left out when it ends in this clause. */
  readonly through?: string
}

export interface Point { readonly node: Node; readonly offset: number }

const isAtom = (node: Node): node is Element => node instanceof Element && node.matches('a.xref, .xref.dangling, cite, sup.footnote-call, br')
// The number of a heading is printed in it, but is not its text; the space after it is the printer's too.
const isNumber = (node: Node | null): boolean => node instanceof Element && node.matches('bdi.number')

interface Piece { readonly node: Node; readonly length: number; readonly skipped: number; readonly atom: boolean }

function piecesOf(block: Element): Piece[] {
  const pieces: Piece[] = []
  const walk = (parent: Node): void => {
    for (const node of Array.from(parent.childNodes)) {
      if (isNumber(node)) continue
      if (isAtom(node)) pieces.push({ node, length: 1, skipped: 0, atom: true })
      else if (node instanceof Text) {
        const skipped = isNumber(node.previousSibling) && node.data.startsWith(' ') ? 1 : 0
        pieces.push({ node, length: node.data.length - skipped, skipped, atom: false })
      } else walk(node)
    }
  }
  walk(block)
  return pieces
}

/** Where a character of a block stands in the page; null beyond its end. */
function pointAt(block: Element, offset: number): Point | null {
  let rest = offset
  for (const piece of piecesOf(block)) {
    if (rest <= piece.length) {
      if (!piece.atom) return { node: piece.node, offset: rest + piece.skipped }
      const at = Array.from(piece.node.parentNode?.childNodes ?? []).indexOf(piece.node as ChildNode)
      return piece.node.parentNode === null ? null : { node: piece.node.parentNode, offset: at + Math.min(rest, 1) }
    }
    rest -= piece.length
  }
  return null
}

/** How many characters of its block stand before a point of the page. */
function offsetOf(block: Element, point: Point): number {
  let offset = 0
  const reached = document.createRange()
  reached.setStart(block, 0)
  reached.setEnd(point.node, point.offset)
  for (const piece of piecesOf(block)) {
    if (piece.node === point.node) return offset + Math.max(0, Math.min(point.offset - piece.skipped, piece.length))
    if (reached.comparePoint(piece.node, 0) > 0) return offset
    offset += piece.length
  }
  return offset
}

const blockOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-block]') ?? null

/** The range of the page a stretch covers; null if its block is not shown. */
export function rangeOf(row: Element, stretch: Stretch): Range | null {
  const block = row.querySelector(`[data-block="${CSS.escape(stretch.blockId)}"]`)
  if (block === null) return null
  const from = pointAt(block, stretch.start)
  const to = pointAt(block, stretch.end)
  if (from === null || to === null) return null
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

/**
 * The stretch a reader has selected. A comment stands in one block, so a selection over several counts up to the end of the first; where it goes
 * on into other clauses, `through` names the last.
 */
export function stretchOf(selection: Selection | null): Stretch | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const block = blockOf(range.startContainer)
  const clauseId = block?.closest<HTMLElement>('[data-clause]')?.dataset['clause']
  const blockId = block?.dataset['block']
  if (block === null || clauseId === undefined || blockId === undefined) return null
  const start = offsetOf(block, { node: range.startContainer, offset: range.startOffset })
  const end = block.contains(range.endContainer)
    ? offsetOf(block, { node: range.endContainer, offset: range.endOffset })
    : piecesOf(block).reduce((sum, piece) => sum + piece.length, 0)
  const last = blockOf(range.endContainer)?.closest<HTMLElement>('[data-clause]')?.dataset['clause']
  const isOver = last !== undefined && last !== clauseId && block.closest('.desk')?.contains(range.endContainer) === true
  return end > start ? { clauseId, blockId, start, end, ...(isOver ? { through: last } : {}) } : null
}

/** What a selection over several clauses says: each with its number and on lines of its own, without the notes that stand between them. Null for less. */
export function textOver(selection: Selection | null): { readonly plain: string; readonly html: string } | null {
  if (selection === null || selection.rangeCount === 0 || stretchOf(selection)?.through === undefined) return null
  const part = selection.getRangeAt(0).cloneContents()
  for (const note of Array.from(part.querySelectorAll('.note-g'))) note.remove()
  const clauses = Array.from(part.querySelectorAll('[data-clause]')).map(clause => {
    const number = clause.querySelector(':scope > .number')?.textContent?.trim() ?? ''
    const blocks = Array.from(clause.children).filter(child => !child.classList.contains('number')).map(child => child.textContent?.trim() ?? '')
    return { number, blocks: blocks.filter(words => words !== '') }
  }).filter(({ blocks }) => blocks.length > 0)
  const holder = document.createElement('div')
  holder.append(...clauses.map(({ number, blocks }) => {
    const paragraph = document.createElement('p')
    paragraph.textContent = [number, ...blocks].filter(words => words !== '').join(' ')
    return paragraph
  }))
  return { plain: clauses.map(({ number, blocks }) => [number, blocks.join('\n')].filter(words => words !== '').join(' ')).join('\n\n'), html: holder.innerHTML }
}

/** Where in which block a click fell, so that the caret stands there when the clause opens. */
export function pointUnder(x: number, y: number): { blockId: string; offset: number } | null {
  const found = document.caretPositionFromPoint?.(x, y) ?? null
  const block = found === null ? null : blockOf(found.offsetNode)
  const blockId = block?.dataset['block']
  if (found === null || block === null || blockId === undefined) return null
  return { blockId, offset: offsetOf(block, { node: found.offsetNode, offset: found.offset }) }
}

/** The text of a stretch with what stands around it, to find it again when the text has changed. */
export function quoteOf(row: Element, stretch: Stretch): { quote: string; prefix: string; suffix: string } {
  const block = row.querySelector(`[data-block="${CSS.escape(stretch.blockId)}"]`)
  const text = block === null ? '' : piecesOf(block).map(piece => piece.atom ? '\ufffc' : (piece.node as Text).data.slice(piece.skipped)).join('')
  return {
    quote: text.slice(stretch.start, stretch.end),
    prefix: text.slice(Math.max(0, stretch.start - 32), stretch.start),
    suffix: text.slice(stretch.end, stretch.end + 32),
  }
}

const settledAfter = 4

/** Brings a clause to the middle of the window and keeps it there while the groups around it take their true height. */
export function bringIntoView(row: Element): void {
  let rounds = 0
  const look = (): void => {
    row.scrollIntoView({ block: 'center' })
    rounds += 1
    if (rounds < settledAfter) requestAnimationFrame(look)
  }
  look()
}
