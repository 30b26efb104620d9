import * as Y from 'yjs'
import { canonicalDocument } from './canonical.ts'
import type { Block, Clause, ClauseKind, TextDocument } from './model.ts'
import { clauseByNumber, outline } from './outline.ts'
import { sliceToBlocks } from './pasted.ts'
import { readDocument } from './reading.ts'
import { findText, replaceHits } from './search.ts'
import { bodyOf } from './tree.ts'
import { writeDocument } from './writing.ts'

const text = (words: string, marks?: Block['marks']): Block => marks === undefined ? { type: 'text', text: words } : { type: 'text', text: words, marks }
const paragraph = (id: string, ...content: Block[]): Block => ({ type: 'paragraph', attrs: { id }, content })
const clause = (id: string, parent: string | null, kind: ClauseKind, blocks: Block[], more: Partial<Clause> = {}): Clause =>
  ({ id, parent, kind, designation: null, gap: null, withdrawn: false, informative: false, blocks, ...more })
const act: TextDocument = {
  schema: 1, template: 'legal', language: 'en', title: 'Act',
  clauses: [
    clause('r', null, 'recital', [paragraph('r1', text('Whereas users.'))]),
    clause('a', null, 'article', [{ type: 'title', attrs: { id: 't' }, content: [text('Users')] }]),
    clause('p', 'a', 'paragraph', [paragraph('b1', text('A user and the users’ system; '), text('USER', [{ type: 'strong' }]), text(' end. See '), { type: 'xref', attrs: { target: 'a' } }, text(' for a user.'))]),
    clause('q', 'p', 'point', [{ type: 'note', attrs: { id: 'n' }, content: [paragraph('b2', text('user (a.k.a. $1)'))] }]),
    clause('w', 'a', 'paragraph', [paragraph('b3', text('withdrawn user'))], { withdrawn: true }),
    clause('g', null, 'article', [], { gap: 'Article 2 is missing from the source.' }),
    clause('x', null, 'annex', [{ type: 'title', attrs: { id: 'u' }, content: [text('List')] }]),
  ],
}
function open(): Y.Doc {
  const ydoc = new Y.Doc()
  writeDocument(ydoc, act)
  return ydoc
}

test.each([
  ['user', {}, 7], ['user', { matchCase: true }, 5], ['user', { wholeWord: true }, 4], ['user', { matchCase: true, wholeWord: true }, 3], ['a.k.a. $1', {}, 1], ['', {}, 0], ['(', {}, 1],
])('[document-16] %j with %j is found %i times, withdrawn clauses left out', (query, options, count) => {
  expect(findText(act, query, options)).toHaveLength(count)
})

test('[document-16] the list shows what stands around a hit', () => {
  expect(findText(act, 'system')).toEqual([{ clauseId: 'p', blockId: 'b1', start: 22, end: 28, text: 'system', before: 'A user and the users’ ', after: '; USER end. See \ufffc for a user.' }])
})

test('[document-16] replacing keeps formatting, touches only the hits and is one transaction', () => {
  const ydoc = open()
  let updates = 0
  ydoc.on('update', () => updates++)
  const hits = findText(readDocument(ydoc), 'user', { wholeWord: true })
  expect(replaceHits(ydoc, hits, 'deployer')).toEqual({ ok: true, value: { replaced: 4, skipped: [] } })
  expect(updates).toBe(1)
  expect(readDocument(ydoc).clauses.find(({ id }) => id === 'p')?.blocks).toEqual([paragraph(
    'b1', text('A deployer and the users’ system; '), text('deployer', [{ type: 'strong' }]), text(' end. See '), { type: 'xref', attrs: { target: 'a' } }, text(' for a deployer.'),
  )])
})

test('[document-16] a hit that changed since the list was made is skipped and said', () => {
  const ydoc = open()
  const hits = findText(readDocument(ydoc), 'user', { wholeWord: true })
  ;((bodyOf(ydoc, 'p').get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Now. ')
  const done = replaceHits(ydoc, hits, 'deployer')
  expect(done.ok && [done.value.replaced, done.value.skipped.map(({ blockId }) => blockId)]).toEqual([1, ['b1', 'b1', 'b1']])
  expect(replaceHits(ydoc, [...hits, ...hits], 'x')).toMatchObject({ ok: false, refusal: { code: 'overlapping-hits' } })
})

test('[document-17] the outline lists titled clauses, gaps and what stands at the top', () => {
  expect(outline(act).map(({ label, title, depth, hasGap }) => `${depth} ${label} ${title}${hasGap ? ' !' : ''}`)).toEqual(['0 (1) ', '0 Article 1 Users', '0 Article 2  !', '0 Annex I List'])
})

test.each([
  ['Article 1', 'a'], ['article 1', 'a'], ['1(1)', 'p'], ['Article 1 (1)(a)', 'q'], ['R1', 'r'], ['annex i', 'x'], ['Article 9', undefined], ['', undefined],
])('[document-17] the number %j leads to %j', (wanted, id) => expect(clauseByNumber(act, wanted)).toBe(id))

test('[document-15] the canonical JSON is the same for the same document, whatever the order of its keys', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, one]) => [key, reversed(one)])) : value
  }
  expect(canonicalDocument(reversed(act) as TextDocument)).toBe(canonicalDocument(act))
  expect(canonicalDocument(readDocument(open()))).toBe(canonicalDocument(act))
  expect(canonicalDocument({ ...act, clauses: [] })).toBe('{"clauses":[],"language":"en","schema":1,"template":"legal","title":"Act"}')
})

let made = 0
const paste = (...nodes: Block[]): Block[] => {
  made = 0
  return sliceToBlocks(nodes, () => `n${++made}`)
}

const pastes: [string, Block[], Block[]][] = [
  ['a copy gets new ids', [paragraph('b1', text('words'))], [paragraph('n1', text('words'))]],
  ['loose words become a paragraph', [text('one '), text('two', [{ type: 'em' }])], [paragraph('n1', text('one '), text('two', [{ type: 'em' }]))]],
  ['an unknown wrapper is dropped, its words stay', [{ type: 'iframe', content: [paragraph('b', text('words'))] }], [paragraph('n1', text('words'))]],
  ['an unknown inline node is dropped, its words stay', [paragraph('b', { type: 'blink', content: [text('words')] })], [paragraph('n1', text('words'))]],
  ['a dangerous address is dropped, its words stay', [paragraph('b', text('words', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]))], [paragraph('n1', text('words'))]],
  ['a safe address stays', [paragraph('b', text('words', [{ type: 'link', attrs: { href: 'https://example.org', onclick: 'x' } }]))], [paragraph('n1', text('words', [{ type: 'link', attrs: { href: 'https://example.org' } }]))]],
  ['a bracket becomes plain words', [paragraph('b', text('five', [{ type: 'bracket', attrs: { group: 'g', option: 'A' } }]))], [paragraph('n1', text('five'))]],
  ['a paragraph in a list becomes its item', [{ type: 'bullet_list', content: [paragraph('b', text('one'))] }], [{ type: 'bullet_list', attrs: { id: 'n1' }, content: [{ type: 'list_item', attrs: { id: 'n3' }, content: [paragraph('n2', text('one'))] }] }]],
  ['unknown attributes are dropped, sensible spans stay', [{ type: 'table', attrs: { style: 'x' }, content: [{ type: 'tbody', content: [{ type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 2, rowspan: 9e9 }, content: [text('c')] }] }] }] }],
    [{ type: 'table', attrs: { id: 'n1' }, content: [{ type: 'table_row', attrs: { id: 'n2' }, content: [{ type: 'table_cell', attrs: { colspan: 2, id: 'n3' }, content: [paragraph('n4', text('c'))] }] }] }]],
  ['a form that is none becomes a requirement', [{ type: 'requirement', attrs: { form: '"><x' }, content: [text('words')] }], [{ type: 'requirement', attrs: { form: 'shall', id: 'n1' }, content: [text('words')] }]],
]
test.each(pastes)('[document-18] %s', (_what, nodes, expected) => expect(paste(...nodes)).toEqual(expected))
