import * as buffer from 'lib0/buffer'
import * as sha256 from 'lib0/hash/sha256'
import * as Y from 'yjs'
import type { AttributeValue, Block, Mark } from './model.ts'
import { schema } from './schema.ts'

const overlapSuffix = /^(.*)--[a-zA-Z0-9+/=]{8}$/
type Plain = Record<string, unknown>

const isAttributeValue = (value: unknown): value is AttributeValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every(isAttributeValue))

/** Leaves out null and spans of 1, which say nothing, and sorts by name, so that equal texts have equal JSON. */
function writtenAttributes(attrs: Plain, defaults: Readonly<Record<string, { default?: unknown }>> | undefined): Plain | undefined {
  const kept: Record<string, AttributeValue> = {}
  for (const name of Object.keys(attrs).sort()) {
    const value = attrs[name]
    if (value === null || !isAttributeValue(value) || (value === 1 && defaults?.[name]?.default === 1)) continue
    kept[name] = value
  }
  return Object.keys(kept).length === 0 ? undefined : kept
}

function readMarks(attributes: Plain | undefined): Mark[] {
  const marks = Object.entries(attributes ?? {}).map(([name, value]): Mark => {
    const type = overlapSuffix.exec(name)?.[1] ?? name
    const attrs = writtenAttributes(typeof value === 'object' && value !== null ? value as Plain : {}, schema.marks[type]?.spec.attrs)
    return attrs === undefined ? { type } : { type, attrs: attrs as Mark['attrs'] & object }
  })
  const rank = (mark: Mark): string => String(schema.marks[mark.type] === undefined ? 99 : Object.keys(schema.marks).indexOf(mark.type)).padStart(2, '0')
  return marks.sort((a, b) => {
    const left = rank(a) + JSON.stringify(a)
    const right = rank(b) + JSON.stringify(b)
    return left < right ? -1 : left > right ? 1 : 0
  })
}

function readText(text: Y.XmlText): Block[] {
  const runs: Block[] = []
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Plain }[]) {
    if (typeof insert !== 'string' || insert === '') continue
    const marks = readMarks(attributes)
    runs.push(marks.length === 0 ? { type: 'text', text: insert } : { type: 'text', text: insert, marks })
  }
  return runs
}

const sameMarks = (a: Block, b: Block): boolean => JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? [])

/** Joins neighbouring runs of equal formatting, as ProseMirror does. */
function joinRuns(nodes: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (last?.text !== undefined && node.text !== undefined && sameMarks(last, node)) {
      joined[joined.length - 1] = { ...last, text: last.text + node.text }
    } else joined.push(node)
  }
  return joined
}

/** One element of a shared body as JSON. */
export function readElement(element: Y.XmlElement): Block {
  const attrs = writtenAttributes(element.getAttributes(), schema.nodes[element.nodeName]?.spec.attrs)
  const content = readChildren(element)
  return {
    type: element.nodeName,
    ...(attrs === undefined ? {} : { attrs: attrs as Block['attrs'] & object }),
    ...(content.length === 0 ? {} : { content }),
  }
}

function readChildren(parent: Y.XmlFragment): Block[] {
  return joinRuns(parent.toArray().flatMap(child => {
    if (child instanceof Y.XmlText) return readText(child)
    return child instanceof Y.XmlElement ? [readElement(child)] : []
  }))
}

/**
 * The blocks of a shared body, exactly as the editor's binding (y-prosemirror 1.3) would read them, but without a schema that refuses:
 * nothing is deleted by reading. Text that stands outside any block becomes a paragraph without identity.
 */
export function readBody(body: Y.XmlFragment): Block[] {
  return readChildren(body).map(block => block.text === undefined ? block : { type: 'paragraph', content: [block] })
}

// The binding names a mark that may overlap itself by a hash of its JSON; another name would be another mark to it.
function markHash(mark: Mark): string {
  const digest = sha256.digest(buffer.encodeAny(schema.mark(mark.type, mark.attrs ?? null).toJSON()))
  const folded = digest.slice(0, 6)
  for (let at = 6; at < digest.length; at++) folded[at % 6] = (folded[at % 6] ?? 0) ^ (digest[at] ?? 0)
  return buffer.toBase64(folded)
}

function markAttributes(marks: readonly Mark[]): Plain {
  const attributes: Plain = {}
  for (const mark of marks) {
    const type = schema.marks[mark.type]
    const full = type === undefined ? { ...mark.attrs } : type.create(mark.attrs ?? null).attrs
    attributes[type !== undefined && !type.excludes(type) ? `${mark.type}--${markHash(mark)}` : mark.type] = full
  }
  return attributes
}

function writeChildren(nodes: readonly Block[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = []
  let runs: { insert: string; attributes: Plain }[] = []
  const flush = (): void => {
    if (runs.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(runs)
    children.push(text)
    runs = []
  }
  for (const node of nodes) {
    if (node.text !== undefined) {
      if (node.text !== '') runs.push({ insert: node.text, attributes: markAttributes(node.marks ?? []) })
      continue
    }
    flush()
    children.push(writeElement(node))
  }
  flush()
  return children
}

/** A block as a shared element that belongs to no document yet. */
export function writeElement(block: Block): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, AttributeValue & string>>(block.type)
  const defaults = schema.nodes[block.type]?.spec.attrs ?? {}
  for (const [name, { default: value }] of Object.entries(defaults)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value as string)
  }
  for (const [name, value] of Object.entries(block.attrs ?? {})) if (value !== null) element.setAttribute(name, value as string)
  const children = writeChildren(block.content ?? [])
  if (children.length > 0) element.insert(0, children)
  return element as Y.XmlElement
}

/** Puts blocks into a shared body before the block at `index`. */
export function insertBlocks(body: Y.XmlFragment, index: number, blocks: readonly Block[]): void {
  if (blocks.length > 0) body.insert(index, blocks.map(writeElement))
}
