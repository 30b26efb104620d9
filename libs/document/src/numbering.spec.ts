import { designationOf, positionOf, romanValue } from './counters.ts'
import type { ClauseKind, Template } from './model.ts'
import { buildLabels, type Numbered } from './numbering.ts'

/** A tree as lines: two spaces a level, the kind, then '=4a' for a designation and '-' for withdrawn. */
function tree(text: string): Numbered[] {
  const path: string[] = []
  return text.trim().split('\n').map((line, at) => {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2
    const [kind = '', ...marks] = line.trim().split(' ')
    const fixed = marks.find(mark => mark.startsWith('='))
    path.length = depth
    const parent = path.at(-1) ?? null
    path.push(`c${at}`)
    return { id: `c${at}`, parent, kind: kind as ClauseKind, designation: fixed === undefined ? null : fixed.slice(1), withdrawn: marks.includes('-') }
  })
}
const labelled = (template: Template, text: string, name: 'printed' | 'label' | 'number'): string[] =>
  [...buildLabels(tree(text), template).values()].map(label => label[name])

const act = `
recital
recital
chapter
  article
    paragraph
      point
      point
        subpoint
        subpoint
    paragraph
  section
    article
chapter
  article
    point =1
    point
annex
  section
    paragraph
      point
  section
    paragraph =13
    paragraph
      paragraph =14.1
annex
  paragraph
    point`.slice(1)

test('[document-4] legal numbering counts articles through the chapters and points within their paragraph (B3)', () => {
  expect(labelled('legal', act, 'printed')).toEqual([
    '(1)', '(2)', 'Chapter I', 'Article 1', '1.', '(a)', '(b)', '(i)', '(ii)', '2.', 'Section 1', 'Article 2', 'Chapter II', 'Article 3', '(1)', '(2)',
    'Annex I', 'Section A', '1.', '(a)', 'Section B', '13.', '14.', '14.1.', 'Annex II', '1.', '(a)',
  ])
  expect(labelled('legal', act, 'label')).toEqual([
    'Recital (1)', 'Recital (2)', 'Chapter I', 'Article 1', 'Article 1(1)', 'Article 1(1)(a)', 'Article 1(1)(b)', 'Article 1(1)(b)(i)',
    'Article 1(1)(b)(ii)', 'Article 1(2)', 'Section 1', 'Article 2', 'Chapter II', 'Article 3', 'Article 3(1)', 'Article 3(2)',
    'Annex I', 'Annex I, Section A', 'Annex I, Section A, point 1', 'Annex I, Section A, point 1(a)', 'Annex I, Section B', 'Annex I, Section B, point 13',
    'Annex I, Section B, point 14', 'Annex I, Section B, point 14.1', 'Annex II', 'Annex II, point 1', 'Annex II, point 1(a)',
  ])
})

test('[document-6] ISO numbering is decimal, with lettered annexes', () => {
  const text = 'clause\n  clause\n  clause\n    point\n    point\nclause\nannex\n  clause\n    clause\nannex'
  expect(labelled('iso', text, 'printed')).toEqual(['1', '1.1', '1.2', 'a)', 'b)', '2', 'Annex A', 'A.1', 'A.1.1', 'Annex B'])
  expect(labelled('iso', text, 'label')).toEqual(['Clause 1', '1.1', '1.2', '1.2 a)', '1.2 b)', 'Clause 2', 'Annex A', 'A.1', 'A.1.1', 'Annex B'])
  expect(labelled('rfc', text, 'printed')).toEqual(['1.', '1.1.', '1.2.', 'a)', 'b)', '2.', 'Appendix A', 'A.1.', 'A.1.1.', 'Appendix B'])
  expect(labelled('rfc', text, 'label').slice(0, 2)).toEqual(['Section 1', 'Section 1.1'])
})

const designations: [string, string, string[]][] = [
  ['4a is followed by 5', 'article =4\narticle =4a\narticle', ['Article 4', 'Article 4a', 'Article 5']],
  ['a missing number stays empty', 'article =64\narticle =65\narticle', ['Article 64', 'Article 65', 'Article 66']],
  ['an article added between two fixed numbers takes a letter', 'article =4\narticle\narticle\narticle =5\narticle', ['Article 4', 'Article 4a', 'Article 4b', 'Article 5', 'Article 6']],
  ['a letter that is taken is passed over', 'article =4\narticle =4a\narticle\narticle =5', ['Article 4', 'Article 4a', 'Article 4b', 'Article 5']],
  ['an article added before a fixed first one', 'article\narticle =1', ['Article -1', 'Article 1']],
  ['a point added between (b) and (c)', 'article\n  point =a\n  point =b\n  point\n  point =c', ['Article 1', '(a)', '(b)', '(ba)', '(c)']],
  ['a clause without a number is not counted', 'article\n  paragraph\n  paragraph =\n  paragraph', ['Article 1', '1.', '', '2.']],
  ['a withdrawn clause is not counted, unless its number is fixed', 'article -\narticle\narticle =2 -\narticle', ['', 'Article 1', 'Article 2', 'Article 3']],
  ['(1) among points goes on with (2)', 'article\n  point =1\n  point\n  point', ['Article 1', '(1)', '(2)', '(3)']],
  ['(i) after (h) is a letter, below it a roman number', 'article\n  point =h\n    subpoint =i\n    subpoint\n  point', ['Article 1', '(h)', '(i)', '(ii)', '(i)']],
]
test.each(designations)('[document-5] %s', (_what, text, expected) => expect(labelled('legal', text, 'printed')).toEqual(expected))

test('[document-5] a clause without a number lends the name of its parent to what it holds', () => {
  const text = 'article\n  paragraph\n  paragraph\n    paragraph =\n      point'
  expect(labelled('legal', text, 'label').at(-1)).toBe('Article 1(2)(a)')
})

test('[document-4] letters go on after z, and roman numbers are read only in their canonical spelling', () => {
  expect([26, 27, 28, 53].map(value => designationOf(value, 'letter'))).toEqual(['z', 'aa', 'ab', 'ba'])
  expect([4, 9, 14, 49, 1999].map(value => designationOf(value, 'roman'))).toEqual(['iv', 'ix', 'xiv', 'xlix', 'mcmxcix'])
  for (let value = 1; value < 400; value++) expect(romanValue(designationOf(value, 'romanCapital'))).toBe(value)
  expect(['iiii', 'vx', 'a', ''].map(romanValue)).toEqual([null, null, null, null])
  expect(positionOf('4a', 'decimal')).toBe(4)
})

test('[document-7] the labels of 10,000 clauses are computed in less than 20 ms', () => {
  const clauses: Numbered[] = Array.from({ length: 10_000 }, (_, at) => {
    const level = at % 10 === 0 ? 'article' : at % 5 === 0 ? 'paragraph' : 'point'
    const parent = level === 'article' ? null : level === 'paragraph' ? `c${at - at % 10}` : `c${at - at % 5}`
    return { id: `c${at}`, parent, kind: level, designation: at % 7 === 0 ? String(at) : null, withdrawn: false }
  })
  let labelled10k = new Map()
  // Processor time, and the best of several runs: the others measure what else the machine was doing.
  const times = Array.from({ length: 60 }, () => {
    const start = process.cpuUsage()
    labelled10k = buildLabels(clauses, 'legal')
    return process.cpuUsage(start).user / 1000
  })
  expect(labelled10k.size).toBe(10_000)
  expect(Math.min(...times)).toBeLessThan(20)
})
