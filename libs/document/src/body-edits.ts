import { diffWordsWithSpace } from 'diff'
import * as Y from 'yjs'
import { insertBlocks, readElement, writeElement } from './body.ts'
import { wordsOf, similarity } from './matching.ts'
import { blockId, textBlockTypes, type Block } from './model.ts'

const withoutIdentity = (block: Block): unknown => {
  const { id: _id, from: _from, ...attrs } = block.attrs ?? {}
  return { ...block, attrs, content: block.content?.map(withoutIdentity) }
}
const sameContent = (a: Block, b: Block): boolean => JSON.stringify(withoutIdentity(a)) === JSON.stringify(withoutIdentity(b))

/** Whether two bodies say the same, whatever the identities of their blocks. */
export const sameBlocks = (one: readonly Block[], other: readonly Block[]): boolean =>
  one.length === other.length && one.every((block, at) => sameContent(block, other[at] as Block))

/** Rewrites plain words in place, so that what stays keeps its place in the shared history. */
function editWords(text: Y.XmlText, before: string, after: string): void {
  let at = 0
  for (const { added, removed, value } of diffWordsWithSpace(before, after)) {
    if (removed) text.delete(at, value.length)
    else {
      if (added) text.insert(at, value)
      at += value.length
    }
  }
}

const plainText = (block: Block): string | null => {
  const [only, second] = block.content ?? []
  return second === undefined && only?.text !== undefined && only.marks === undefined ? only.text : null
}

/** Gives an element the content of a block and keeps its identity. */
function rewriteElement(element: Y.XmlElement, before: Block, after: Block): void {
  const [child] = element.toArray()
  const from = plainText(before)
  const to = plainText(after)
  if (from !== null && to !== null && element.length === 1 && child instanceof Y.XmlText) {
    editWords(child, from, to)
    return
  }
  const written = writeElement({ type: after.type, content: after.content ?? [] })
  const holder = new Y.Doc().getXmlFragment('holder')
  holder.insert(0, [written])
  const children = written.toArray().map(node => node.clone())
  if (element.length > 0) element.delete(0, element.length)
  element.insert(0, children as (Y.XmlElement | Y.XmlText)[])
}

/** Which old block each new one continues: by equal content first, then the same kind with words mostly alike, never crossing. */
function pairBlocks(before: readonly Block[], after: readonly Block[]): (number | null)[] {
  let from = 0
  return after.map(block => {
    const rest = before.slice(from)
    let at = rest.findIndex(one => sameContent(one, block))
    if (at === -1 && textBlockTypes.has(block.type)) at = rest.findIndex(one => one.type === block.type && similarity(wordsOf([one]), wordsOf([block])) >= 0.4)
    if (at === -1) return null
    from += at + 1
    return from - 1
  })
}

/** Makes a shared body hold these blocks and touches only what differs. Blocks that go on keep their ids. Answers whether anything changed. */
export function rewriteBody(body: Y.XmlFragment, after: readonly Block[]): boolean {
  const elements = body.toArray().filter(child => child instanceof Y.XmlElement)
  const before = elements.map(readElement)
  const pairs = pairBlocks(before, after)
  const kept = new Set(pairs.filter(pair => pair !== null))
  let changed = false
  for (let at = body.length - 1; at >= 0; at--) {
    const child = body.get(at)
    if (child instanceof Y.XmlElement && kept.has(elements.indexOf(child))) continue
    body.delete(at, 1)
    changed = true
  }
  after.forEach((block, at) => {
    const pair = pairs[at] ?? null
    const element = pair === null ? undefined : elements[pair]
    const old = pair === null ? undefined : before[pair]
    if (element === undefined || old === undefined) {
      insertBlocks(body, at, [block])
      changed = true
    } else if (!sameContent(old, block)) {
      rewriteElement(element, old, block)
      changed = true
      if (blockId(old) === null && blockId(block) !== null) element.setAttribute('id', String(blockId(block)))
    }
  })
  return changed
}
