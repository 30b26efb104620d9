import { marginOf, spansOf, type Objection, type Placement, type Thread } from './notes.ts'

const thread = (id: string, number: number, status = 'open'): Thread => ({ id, number, status }) as Thread
const objection = (id: string, clauseId: string | null, status: string): Objection => ({ id, clauseId, status }) as Objection
const place = (clauseId: string, start: number): Placement => ({ clauseId, blockId: 'b', start, end: start + 1 })

test('objections stand before comments, and comments in the order of their places', () => {
  const placements = new Map([['later', place('c1', 9)], ['first', place('c1', 2)], ['other', place('c2', 0)]])
  const { byClause } = marginOf([thread('later', 1), thread('first', 2), thread('other', 3)], [objection('o', 'c1', 'raised')], placements, false)
  expect(byClause.get('c1')?.map(note => note.key)).toEqual(['o', 'first', 'later'])
  expect(byClause.get('c2')?.map(note => note.key)).toEqual(['other'])
})

test('a comment whose words are gone is listed as not placed and never vanishes; one on the whole draft is no such comment', () => {
  const { byClause, unplaced, onWhole } = marginOf([thread('lost', 1), thread('whole', 2)], [], new Map([['lost', null]]), false)
  expect(byClause.size).toBe(0)
  expect(unplaced.map(({ id }) => id)).toEqual(['lost'])
  expect(onWhole.map(({ id }) => id)).toEqual(['whole'])
})

test('objections that ended and threads that are resolved leave the margin', () => {
  const placements = new Map([['done', place('c1', 0)]])
  const objections = [objection('o1', 'c1', 'withdrawn'), objection('o2', 'c1', 'proceeds'), objection('o3', 'c1', 'sustained')]
  expect(marginOf([thread('done', 1, 'resolved')], objections, placements, false).byClause.get('c1')?.map(note => note.key)).toEqual(['o3'])
  expect(marginOf([thread('done', 1, 'resolved')], [], placements, true).byClause.get('c1')?.map(note => note.key)).toEqual(['done'])
})

test('notes span down to the next clause that has notes', () => {
  expect([...spansOf(['a', 'b', 'c', 'd', 'e'], id => id === 'b' || id === 'd')]).toEqual([['b', 2], ['d', 2]])
})
