import type { Block, Clause, ClauseKind, TextDocument } from './model.ts'
import { validate } from './validator.ts'

const text = (words: string, marks?: Block['marks']): Block => marks === undefined ? { type: 'text', text: words } : { type: 'text', text: words, marks }
const block = (id: string | null, type: string, ...content: Block[]): Block => ({ type, ...(id === null ? {} : { attrs: { id } }), content })
const title = block('t', 'title', text('Scope'))
const good = block('p', 'paragraph', text('It applies.'))
const clause = (id: string, kind: ClauseKind, blocks: Block[], more: Partial<Clause> = {}): Clause =>
  ({ id, parent: null, kind, designation: null, gap: null, withdrawn: false, informative: false, blocks, ...more })
const check = (clauses: Clause[], language = 'en'): string[] =>
  validate({ schema: 1, template: 'legal', language, title: '', clauses }).map(({ rule, severity, clauseId, blockId }) => `${rule} ${severity} ${clauseId}${blockId === undefined ? '' : `/${blockId}`}`)

const bracketed = (option: string): Block['marks'] => [{ type: 'bracket', attrs: { group: 'g', option } }]
const requirement = (form: string, words: string): Block => ({ type: 'requirement', attrs: { id: 'r', form }, content: [text(words)] })
const cases: [string, string, Clause[], string[]][] = [
  ['document-20', 'a good article has no finding', [clause('a', 'article', [title, good])], []],
  ['document-20', 'an open gap is an error', [clause('a', 'article', [], { gap: 'Article 65 is missing.' })], ['document-20 error a']],
  ['document-21', 'an article needs a title', [clause('a', 'article', [good])], ['document-21 error a']],
  ['document-21', 'an empty title is none', [clause('a', 'article', [block('t', 'title'), good])], ['document-21 error a']],
  ['document-21', 'a paragraph needs no title', [clause('a', 'paragraph', [good])], []],
  ['document-21', 'two titles, as two people at once may leave them, are one too many', [clause('a', 'article', [title, { ...title, attrs: { id: 'u' } }, good])], ['document-21 error a/u']],
  ['document-22', 'a clause needs words', [clause('a', 'paragraph', [block('p', 'paragraph', text('  '))])], ['document-22 error a']],
  ['document-22', 'a clause that holds clauses needs no words of its own', [clause('a', 'chapter', [title]), clause('b', 'article', [{ ...title, attrs: { id: 'u' } }, good], { parent: 'a' })], []],
  ['document-23', 'two points of one number', [clause('a', 'article', [title, good]), clause('b', 'point', [{ ...good, attrs: { id: 'q' } }], { parent: 'a', designation: '1' }), clause('c', 'point', [{ ...good, attrs: { id: 'o' } }], { parent: 'a', designation: '1' })], ['document-23 error c']],
  ['document-24', 'a block that stands twice', [clause('a', 'paragraph', [good]), clause('b', 'paragraph', [good])], ['document-24 error b/p']],
  ['document-24', 'a block without identity', [clause('a', 'paragraph', [block(null, 'paragraph', text('words'))])], ['document-24 warning a']],
  ['document-25', 'an unknown node', [clause('a', 'paragraph', [good, block('v', 'video')])], ['document-25 error a/v']],
  ['document-25', 'an unknown formatting', [clause('a', 'paragraph', [block('p', 'paragraph', text('words', [{ type: 'blink' }]))])], ['document-25 error a/p']],
  ['document-26', 'nine levels of clauses', Array.from({ length: 9 }, (_, at) => clause(`c${at}`, 'paragraph', [{ ...good, attrs: { id: `p${at}` } }], { parent: at === 0 ? null : `c${at - 1}` })), ['document-26 warning c8']],
  ['document-27', 'a reference to nothing', [clause('a', 'paragraph', [block('p', 'paragraph', text('See '), { type: 'xref', attrs: { target: 'gone' } })])], ['document-27 error a/p']],
  ['document-27', 'a reference to a withdrawn clause', [clause('a', 'paragraph', [block('p', 'paragraph', text('See '), { type: 'xref', attrs: { target: 'b' } })]), clause('b', 'article', [], { withdrawn: true })], ['document-27 error a/p']],
  ['document-27', 'a citation of no framework', [clause('a', 'paragraph', [block('p', 'paragraph', text('See '), { type: 'cite', attrs: { framework: '' } })])], ['document-27 error a/p']],
  ['document-28', 'a requirement that only recommends', [clause('a', 'paragraph', [requirement('shall', 'It should last.')])], ['document-28 error a/r']],
  ['document-28', 'a permission in its own words', [clause('a', 'paragraph', [requirement('may', 'It may last.')])], []],
  ['document-28', 'a possibility that cannot', [clause('a', 'paragraph', [requirement('can', 'It cannot last.')])], []],
  ['document-29', 'a note that requires (B6)', [clause('a', 'paragraph', [good, block('n', 'note', block('m', 'paragraph', text('It shall last.')))])], ['document-29 error a/m']],
  ['document-29', 'an informative annex that requires (B6)', [clause('a', 'annex', [title, block('m', 'paragraph', text('It shall last.'))], { informative: true })], ['document-29 error a/m']],
  ['document-30', 'an open bracket, once for all its options', [clause('a', 'paragraph', [block('p', 'paragraph', text('five', bracketed('A')), text('ten', bracketed('B')))])], ['document-30 error a/p']],
]
type Case = [string, Clause[], string[]]
const of = (rule: string): Case[] => cases.filter(([cited]) => cited === rule).map(([, what, clauses, expected]) => [what, clauses, expected])
const holds = (_what: string, clauses: Clause[], expected: string[]): void => expect(check(clauses)).toEqual(expected)
test.each(of('document-20'))('[document-20] %s', holds)
test.each(of('document-21'))('[document-21] %s', holds)
test.each(of('document-22'))('[document-22] %s', holds)
test.each(of('document-23'))('[document-23] %s', holds)
test.each(of('document-24'))('[document-24] %s', holds)
test.each(of('document-25'))('[document-25] %s', holds)
test.each(of('document-26'))('[document-26] %s', holds)
test.each(of('document-27'))('[document-27] %s', holds)
test.each(of('document-28'))('[document-28] %s', holds)
test.each(of('document-29'))('[document-29] %s', holds)
test.each(of('document-30'))('[document-30] %s', holds)

test('[document-20] what stands in a withdrawn clause, or beneath one, is not checked', () => {
  expect(check([clause('a', 'article', [], { withdrawn: true, gap: 'missing' }), clause('b', 'paragraph', [], { parent: 'a' })])).toEqual([])
})

test('[document-28] verbal forms are checked in English only', () => {
  expect(check([clause('a', 'paragraph', [requirement('shall', 'Il est tenu.')])], 'fr')).toEqual([])
})

test('[document-30] a bracket says how many alternatives are open', () => {
  const clauses = [clause('a', 'paragraph', [block('p', 'paragraph', text('five', bracketed('A')), text('ten', bracketed('B')), text('seven', bracketed('C')))])]
  const document: TextDocument = { schema: 1, template: 'iso', language: 'en', title: '', clauses }
  expect(validate(document)[0]?.message).toBe('Here 3 alternatives in brackets are still open.')
})
