import fc from 'fast-check'
import { buildLabels } from './numbering.ts'
import type { Block, Clause, ClauseKind, TextDocument } from './model.ts'
import { renderClause, renderDocument } from './render.ts'

const clause = (id: string, kind: ClauseKind, blocks: Block[], more: Partial<Clause> = {}): Clause =>
  ({ id, parent: null, kind, designation: null, gap: null, withdrawn: false, informative: false, blocks, ...more })
const document = (...clauses: Clause[]): TextDocument => ({ schema: 1, template: 'legal', language: 'en', title: 'A & B', clauses })
const text = (words: string): Block => ({ type: 'text', text: words })
const paragraph = (...content: Block[]): Block => ({ type: 'paragraph', attrs: { id: 'p' }, content })
const render = (one: Clause, others: Clause[] = []): string => renderClause(one, { labels: buildLabels([one, ...others], 'legal'), depth: 1 })

const cases: [string, Clause, string][] = [
  ['an article under its number and title', clause('a', 'article', [{ type: 'title', attrs: { id: 't' }, content: [text('Scope')] }, paragraph(text('It applies.'))]),
    '<section class="clause clause-article" id="c-a" data-clause="a"><h3 class="title" dir="auto" data-block="t"><bdi class="number">Article 1</bdi> Scope</h3><p dir="auto" data-block="p">It applies.</p></section>'],
  ['a point with its letter beside the line', clause('a', 'point', [paragraph(text('one;'))], { designation: 'c' }),
    '<section class="clause clause-point" id="c-a" data-clause="a"><bdi class="number">(c)</bdi><p dir="auto" data-block="p">one;</p></section>'],
  ['a gap in words', clause('a', 'article', [], { designation: '65', gap: 'Article 65 is missing from the source.' }),
    '<section class="clause clause-article" id="c-a" data-clause="a"><h3 class="title" dir="auto"><bdi class="number">Article 65</bdi></h3><p class="gap" dir="auto">Article 65 is missing from the source.</p></section>'],
  ['the verbal form of a requirement', clause('a', 'recital', [{ type: 'requirement', attrs: { id: 'r', form: 'shall' }, content: [text('It shall not end.')] }]),
    '<section class="clause clause-recital" id="c-a" data-clause="a"><bdi class="number">(1)</bdi><p class="requirement" data-form="shall" dir="auto" data-block="r">It <strong class="verb">shall not</strong> end.</p></section>'],
  ['a footnote at the end of its clause', clause('a', 'point', [paragraph(text('x'), { type: 'footnote', content: [text('See <b>.')] })]),
    '<section class="clause clause-point" id="c-a" data-clause="a"><bdi class="number">(a)</bdi><p dir="auto" data-block="p">x<sup class="footnote-call"><a id="fnref-a-1" href="#fn-a-1" aria-label="Footnote 1">1</a></sup></p><ol class="footnotes"><li id="fn-a-1" dir="auto">See &lt;b&gt;. <a href="#fnref-a-1" aria-label="Back to the text">↩</a></li></ol></section>'],
]
test.each(cases)('[document-14] a reader gets %s', (_what, one, html) => expect(render(one)).toBe(html))

test('[document-14] a cross-reference shows the number its target has now, and says when there is none (B4)', () => {
  const article = clause('x', 'article', [paragraph(text('See '), { type: 'xref', attrs: { target: 'y' } }, { type: 'xref', attrs: { target: 'gone' } })])
  const target = clause('y', 'article', [])
  expect(render(article, [target])).toContain('<a class="xref" href="#c-y">Article 2</a><span class="xref dangling">[missing reference]</span>')
  expect(renderDocument(document(target, article))).toContain('<a class="xref" href="#c-y">Article 1</a>')
})

test('[document-14] a table names its header cells, a formula stays LaTeX, lists and notes keep their nature', () => {
  const cell = (type: string, words: string, attrs: Block['attrs'] = {}): Block => ({ type, attrs, content: [paragraph(text(words))] })
  const html = render(clause('a', 'clause', [
    { type: 'table', content: [{ type: 'table_row', content: [cell('table_header', 'H', { colspan: 2 })] }, { type: 'table_row', content: [cell('table_header', 'R'), cell('table_cell', 'C')] }] },
    { type: 'formula', attrs: { latex: 'a < b' } },
    { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph(text('one'))] }] },
    { type: 'note', content: [paragraph(text('n'))] },
  ]))
  for (const part of ['<th scope="col" colspan="2">', '<th scope="row">', '<td>', '<code class="formula">a &lt; b</code>', '<ul dir="auto"><li dir="auto">', '<aside class="note" dir="auto">']) {
    expect(html).toContain(part)
  }
})

const nasty = fc.oneof(fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '\' onload=\'x', '&lt;'), fc.string())
const node: fc.Arbitrary<Block> = fc.oneof(
  nasty.map(words => text(`x${words}`)),
  nasty.map((href): Block => ({ type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href } }, { type: 'bracket', attrs: { group: href, option: href } }] })),
  nasty.map((target): Block => ({ type: 'xref', attrs: { target } })),
  nasty.map((framework): Block => ({ type: 'cite', attrs: { framework, provision: framework } })),
  nasty.map((words): Block => ({ type: 'footnote', content: [text(`x${words}`)] })),
)

test('[document-14] no content of a clause becomes markup, an attribute or an address that runs', () => {
  fc.assert(fc.property(fc.array(node, { maxLength: 4 }), nasty, nasty, fc.constantFrom('paragraph', 'requirement', 'title', 'formula', 'script', 'table_cell'), (content, words, id, type) => {
    const html = render(clause(id, 'article', [{ type, attrs: { id: words, form: words, latex: words }, content }, paragraph(...content)], { gap: words }))
    const tags = html.match(/<[^>]*>/g) ?? []
    for (const tag of tags) expect(tag).toMatch(/^<\/?(section|h3|p|bdi|a|span|strong|em|cite|sup|ol|li|code|br|td)(?: (?!on)[a-z-]+="[^"<>]*")*>$/)
    expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
    expect(html).not.toMatch(/href="(?!#|https?:|mailto:)/i)
  }), { numRuns: 300 })
})
