/** @jest-environment jsdom */
import { DOMParser, DOMSerializer } from 'prosemirror-model'
import type { Block } from './model.ts'
import { schema } from './schema.ts'

const text = (words: string, marks?: Block['marks']): Block => marks === undefined ? { type: 'text', text: words } : { type: 'text', text: words, marks }
const block = (type: string, attrs: Block['attrs'], ...content: Block[]): Block => ({ type, ...(attrs === undefined ? {} : { attrs }), content })
const inline = [
  text('plain '), text('strong', [{ type: 'strong' }]), text(' link', [{ type: 'link', attrs: { href: 'https://example.org/' } }]),
  text(' five', [{ type: 'bracket', attrs: { group: 'g', option: 'A', proposer: 'BR' } }]),
  { type: 'xref', attrs: { target: 'c7' } }, { type: 'cite', attrs: { framework: 'gdpr', provision: '5(1)' } }, { type: 'footnote', content: [text('note')] }, { type: 'line_break' },
  text('end'),
]
const cases: [string, Block][] = [
  ['title', block('title', { id: 'a', from: 'z' }, text('Scope'))],
  ['paragraph with everything inline', block('paragraph', { id: 'a' }, ...inline)],
  ['requirement', block('requirement', { id: 'a', form: 'should' }, text('It should.'))],
  ['note', block('note', { id: 'a' }, block('paragraph', { id: 'b' }, text('x')))],
  ['example', block('example', { id: 'a' }, block('paragraph', { id: 'b' }, text('x')))],
  ['definition', block('definition', { id: 'a' }, block('term', { id: 'b' }, text('provider')), block('paragraph', { id: 'c' }, text('a person')))],
  ['lists in lists', block('bullet_list', { id: 'a' }, block('list_item', { id: 'b' }, block('paragraph', { id: 'c' }, text('x')), block('ordered_list', { id: 'd' }, block('list_item', { id: 'e' }))))],
  ['table', block('table', { id: 'a' }, block('table_row', { id: 'b' }, block('table_header', { id: 'c', colspan: 2 }, block('paragraph', { id: 'd' }, text('H')))), block('table_row', { id: 'e' }, block('table_cell', { id: 'f' }), block('table_cell', { id: 'g' })))],
  ['formula', { type: 'formula', attrs: { id: 'a', latex: 'x < \\frac{1}{2}' } }],
]

test.each(cases)('[document-2] a %s goes through the browser’s document and comes back as it was', (_what, one) => {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [one] })
  doc.check()
  const holder = document.createElement('div')
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content))
  const reread = document.createElement('div')
  reread.innerHTML = holder.innerHTML
  expect(DOMParser.fromSchema(schema).parse(reread).toJSON()).toEqual(doc.toJSON())
})

test('[document-18] an address that runs becomes no link, whether pasted or already in the text', () => {
  const pasted = document.createElement('div')
  pasted.innerHTML = '<p><a href="javascript:alert(1)">words</a></p>'
  expect(JSON.stringify(DOMParser.fromSchema(schema).parse(pasted).toJSON())).not.toContain('link')
  const doc = schema.nodeFromJSON({ type: 'doc', content: [block('paragraph', {}, text('words', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]))] })
  const holder = document.createElement('div')
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content))
  expect(holder.innerHTML).toBe('<p><span>words</span></p>')
})

test('[document-2] nothing in the schema is required, so that no merge of two edits can be refused', () => {
  for (const type of Object.values(schema.nodes)) {
    if (type.isText) continue
    expect(type.contentMatch.validEnd).toBe(true)
  }
})
