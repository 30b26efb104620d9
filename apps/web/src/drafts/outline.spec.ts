import { outlineOf, pathTo, rowNumbered, type Marks, type OutlineEntry, type OutlineRow } from './outline.ts'

const row = (clauseId: string, depth: number, number: string, kind: string, title = ''): OutlineRow => ({ clauseId, depth, number, title, kind, gap: null })

const rows = [
  row('r1', 0, 'R1', 'recital'), row('r2', 0, 'R2', 'recital'), row('r3', 0, 'R3', 'recital'),
  row('t', 0, 'Chapter I', 'chapter', 'General'),
  row('a1', 1, '1', 'article', 'Scope'), row('a1p1', 2, '1(1)', 'paragraph'), row('a1p1a', 3, '1(1)(a)', 'point'),
  row('a2', 1, '2', 'article', 'Definitions'), row('a2p1', 2, '2(1)', 'paragraph'),
  row('x', 0, 'Annex I', 'annex', 'Techniques'),
]
const none: Marks = { comments: 0, objections: 0, changed: false, gap: false }

test('headings stand in the outline, recitals are one row, and small clauses only under the heading in hand', () => {
  const shape = (current: string | null): unknown => {
    const plain = (entries: readonly OutlineEntry[]): unknown => entries.map(entry => [entry.clauseId, plain(entry.holds)])
    return plain(outlineOf(rows, () => none, current))
  }
  expect(shape(null)).toEqual([['r1', []], ['t', [['a1', []], ['a2', []]]], ['x', []]])
  expect(shape('a1p1')).toEqual([['r1', []], ['t', [['a1', [['a1p1', [['a1p1a', []]]]]], ['a2', []]]], ['x', []]])
})

test('marks of clauses that are not shown count for the row that holds them', () => {
  const marks = new Map<string, Partial<Marks>>([['a1p1a', { comments: 2 }], ['a1p1', { objections: 1 }], ['r2', { gap: true }], ['a2p1', { changed: true }]])
  const [recitals, chapter] = outlineOf(rows, id => ({ ...none, ...marks.get(id) }), null)
  expect(recitals?.marks).toEqual({ ...none, gap: true })
  expect(chapter?.holds[0]?.marks).toEqual({ ...none, comments: 2, objections: 1 })
  expect(chapter?.holds[1]?.marks).toEqual({ ...none, changed: true })
  expect(chapter?.marks).toEqual({ comments: 2, objections: 1, changed: true, gap: false })
})

test('the path to a clause names what it stands in, outermost first', () => {
  expect(pathTo(rows, 'a1p1a').map(({ clauseId }) => clauseId)).toEqual(['t', 'a1', 'a1p1', 'a1p1a'])
  expect(pathTo(rows, 'nowhere')).toEqual([])
})

test.each([
  ['2', 'a2'], ['Article 2', 'a2'], ['1(1)(a)', 'a1p1a'], ['1 1 a', 'a1p1a'], ['art', undefined], ['recital 2', 'r2'], ['R3', 'r3'], ['11', undefined], ['annex i', 'x'], ['99', undefined], ['', undefined],
])('a reader who types "%s" means %s', (typed, clauseId) => {
  expect(rowNumbered(rows, typed)?.clauseId).toBe(clauseId)
})
