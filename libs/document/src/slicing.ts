import * as Y from 'yjs'
import { atomCharacter, textBlockTypes, type Attributes, type Block } from './model.ts'

/** The part of a text block between two offsets; an inline atom counts as one character. Identity and attributes stay. */
export function sliceBlock(block: Block, from: number, to = Infinity): Block {
  const content: Block[] = []
  let at = 0
  for (const node of block.content ?? []) {
    const length = node.text?.length ?? atomCharacter.length
    const start = Math.max(from - at, 0)
    const end = Math.min(to - at, length)
    if (start < end) content.push(node.text === undefined ? node : { ...node, text: node.text.slice(start, end) })
    at += length
  }
  const { content: _content, ...rest } = block
  return content.length === 0 ? rest : { ...rest, content }
}

/** The same block with another identity; `from` says which block it was split from. */
export function withIdentity(block: Block, id: string, from?: string): Block {
  const attrs: Attributes = { ...block.attrs, id, ...(from === undefined ? {} : { from }) }
  return { ...block, attrs }
}

/** A block of a shared body: the element, what holds it, and where in it. */
export interface Located { readonly element: Y.XmlElement; readonly parent: Y.XmlFragment; readonly index: number }

/** Finds a block by id, also inside notes, lists and tables; the first in reading order if a client made two of one id. */
export function locateBlock(parent: Y.XmlFragment, id: string): Located | undefined {
  for (const [index, child] of parent.toArray().entries()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (child.getAttribute('id') === id) return { element: child, parent, index }
    const inside = locateBlock(child, id)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** The length of a shared text block in characters, inline atoms counting one. */
export const lengthOf = (element: Y.XmlElement): number =>
  element.toArray().reduce((sum, child) => sum + (child instanceof Y.XmlText ? child.length : 1), 0)

/** Removes the characters from an offset on, so that what stands before keeps its place in the shared history. */
export function cutAfter(element: Y.XmlElement, offset: number): void {
  let at = lengthOf(element)
  for (let index = element.length - 1; index >= 0 && at > offset; index--) {
    const child = element.get(index)
    const length = child instanceof Y.XmlText ? child.length : 1
    const start = at - length
    if (child instanceof Y.XmlText && start < offset) child.delete(offset - start, at - offset)
    else element.delete(index, 1)
    at = start
  }
}

export const isTextElement = (element: Y.XmlElement): boolean => textBlockTypes.has(element.nodeName)
