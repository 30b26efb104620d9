import fc from 'fast-check'
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import * as Y from 'yjs'
import { readBody } from './body.ts'
import type { Block, Clause, ClauseKind, TextDocument } from './model.ts'
import { readDocument } from './reading.ts'
import { schema } from './schema.ts'
import { writeDocument } from './writing.ts'

const mark = fc.constantFrom<Block['marks']>(
  undefined,
  [{ type: 'em' }],
  [{ type: 'strong' }],
  [{ type: 'em' }, { type: 'strong' }],
  [{ type: 'bracket', attrs: { group: 'g1', option: 'A' } }, { type: 'bracket', attrs: { group: 'g2', option: 'B', proposer: 'FR' } }, { type: 'strong' }],
  [{ type: 'link', attrs: { href: 'https://example.org/' } }],
)
const word = fc.constantFrom('operator', 'shall ', 'é', '‏سجل', '𝒳', ' keep records', '<b>')
const run: fc.Arbitrary<Block> = fc.tuple(word, mark).map(([text, marks]) => marks === undefined ? { type: 'text', text } : { type: 'text', text, marks })
const atom: fc.Arbitrary<Block> = fc.constantFrom<Block>(
  { type: 'xref', attrs: { target: 'c7' } },
  { type: 'cite', attrs: { framework: 'eu-gdpr', provision: '5(1)' } },
  { type: 'footnote', content: [{ type: 'text', text: 'See the annex.' }] },
  { type: 'line_break' },
)
const inline = fc.array(fc.oneof({ weight: 3, arbitrary: run }, { weight: 1, arbitrary: atom }), { maxLength: 6 })
const key = (block: Block): string => JSON.stringify(block.marks ?? [])
const joined = (nodes: readonly Block[]): Block[] => nodes.reduce<Block[]>((all, node) => {
  const last = all.at(-1)
  if (last?.text !== undefined && node.text !== undefined && key(last) === key(node)) return [...all.slice(0, -1), { ...last, text: last.text + node.text }]
  return [...all, node]
}, [])
const withContent = (block: Block, content: readonly Block[]): Block => content.length === 0 ? block : { ...block, content }
let made = 0
const attrs = (extra: Record<string, string | number> = {}): Block['attrs'] & object => ({ ...extra, id: `b${++made}` })
const leaf: fc.Arbitrary<Block> = fc.oneof(
  inline.map(content => withContent({ type: 'paragraph', attrs: attrs() }, joined(content))),
  inline.map(content => withContent({ type: 'requirement', attrs: attrs({ form: 'should' }) }, joined(content))),
  fc.constant(null).map((): Block => ({ type: 'formula', attrs: attrs({ latex: 'x^2 < 3' }) })),
)
const nested: fc.Arbitrary<Block> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.array(leaf, { maxLength: 2 }).map(content => withContent({ type: 'note', attrs: attrs() }, content)),
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map(content => ({ type: 'bullet_list', attrs: attrs(), content: [{ type: 'list_item', attrs: attrs(), content }] })),
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((content): Block => ({
    type: 'table',
    attrs: attrs(),
    content: [{ type: 'table_row', content: [{ type: 'table_header', attrs: { colspan: 2 }, content }, { type: 'table_cell' }] }],
  })),
)
const clause = fc.record({
  kind: fc.constantFrom<ClauseKind>('article', 'paragraph', 'point', 'annex', 'recital'),
  designation: fc.constantFrom(null, '4a', ''),
  gap: fc.constantFrom(null, 'Article 65 is missing from the source.'),
  withdrawn: fc.boolean(),
  informative: fc.boolean(),
  blocks: fc.array(nested, { minLength: 1, maxLength: 4 }),
  under: fc.nat(),
})
const text: fc.Arbitrary<TextDocument> = fc.array(clause, { maxLength: 8 }).map(drawn => {
  // Reading order: each clause stands under one of the clauses on the path to the one before it, or at the root.
  const clauses: Clause[] = []
  let path: string[] = []
  drawn.forEach(({ under, ...rest }, at) => {
    path = path.slice(0, under % (path.length + 1))
    clauses.push({ id: `c${at}`, parent: path.at(-1) ?? null, ...rest, withdrawn: false })
    path.push(`c${at}`)
  })
  return { schema: 1, template: 'legal', language: 'en', title: 'A text', clauses }
})

test('[document-1] a document written into an empty shared text is read back exactly', () => {
  fc.assert(fc.property(text, document => {
    const ydoc = new Y.Doc()
    expect(writeDocument(ydoc, document)).toEqual({ ok: true, value: { clauses: document.clauses.length } })
    expect(readDocument(ydoc)).toEqual(document)
  }), { numRuns: 200 })
})

test('[document-1] a document travels to another client in one update and is read there exactly', () => {
  fc.assert(fc.property(text, document => {
    const here = new Y.Doc()
    const updates: Uint8Array[] = []
    here.on('update', (update: Uint8Array) => updates.push(update))
    writeDocument(here, document)
    const there = new Y.Doc()
    for (const update of updates) Y.applyUpdate(there, update)
    expect(updates.length).toBeLessThanOrEqual(1)
    expect(readDocument(there)).toEqual(document)
  }), { numRuns: 50 })
})

test('[document-2] the editor binding reads our bodies and we read its bodies, mark for mark', () => {
  fc.assert(fc.property(fc.array(nested, { minLength: 1, maxLength: 5 }), blocks => {
    const ours = new Y.Doc()
    writeDocument(ours, {
      schema: 1, template: 'iso', language: 'en', title: '',
      clauses: [{ id: 'c', parent: null, kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false, blocks }],
    })
    const node = yXmlFragmentToProseMirrorRootNode(ours.getXmlFragment('b:c'), schema)
    expect(node.eq(schema.nodeFromJSON({ type: 'doc', content: blocks }))).toBe(true)
    const theirs = new Y.Doc()
    prosemirrorJSONToYXmlFragment(schema, node.toJSON(), theirs.getXmlFragment('b:c'))
    expect(readBody(theirs.getXmlFragment('b:c'))).toEqual(readBody(ours.getXmlFragment('b:c')))
    expect(Object.keys(theirs.getXmlFragment('b:c').toJSON())).toEqual(Object.keys(ours.getXmlFragment('b:c').toJSON()))
    expect(theirs.getXmlFragment('b:c').toString()).toBe(ours.getXmlFragment('b:c').toString())
  }), { numRuns: 200 })
})

test('[document-1] a shared text that holds clauses refuses to be written over', () => {
  const ydoc = new Y.Doc()
  const document: TextDocument = {
    schema: 1, template: 'iso', language: 'en', title: '',
    clauses: [{ id: 'c', parent: null, kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false, blocks: [] }],
  }
  writeDocument(ydoc, document)
  const again = writeDocument(ydoc, document)
  expect(again.ok ? '' : again.refusal.code).toBe('not-empty')
})

test('[document-1] a document out of order, or with two clauses of one id, is refused with every reason', () => {
  const bare = { kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false, blocks: [] } as const
  const refused = writeDocument(new Y.Doc(), {
    schema: 1, template: 'iso', language: 'en', title: '',
    clauses: [{ ...bare, id: 'a', parent: 'b' }, { ...bare, id: 'b', parent: null }, { ...bare, id: 'b', parent: null }, { ...bare, id: 'no good', parent: null }],
  })
  expect(refused.ok ? '' : refused.refusal.message).toBe(
    'The document cannot be written: clause a stands before its parent b; clause b is listed twice; clause id "no good" is not an id.',
  )
})
