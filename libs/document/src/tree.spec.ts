import * as Y from 'yjs'
import { addClause, moveClause } from './commands/placing.ts'
import { readDocument } from './reading.ts'
import { allowedRoot, orderTree, treeOf, type TreeNode } from './tree.ts'

const node = (id: string, parent: string | null, rank: string): TreeNode =>
  ({ id, parent, rank, kind: 'clause', withdrawn: false, designation: null, gap: null, informative: false })
const shown = (nodes: TreeNode[]): string[] => orderTree(nodes).map(({ id, parent }) => `${parent ?? ''}/${id}`)

const cases: [string, TreeNode[], string[]][] = [
  ['siblings by rank, ties by id', [node('c', null, 'a1'), node('b', null, 'a1'), node('a', null, 'a2')], ['/b', '/c', '/a']],
  ['children after their parent', [node('b', 'a', 'a0'), node('a', null, 'a1'), node('c', null, 'a2')], ['/a', 'a/b', '/c']],
  ['an orphan at the root', [node('a', null, 'a1'), node('b', 'gone', 'a0')], ['/b', '/a']],
  ['a clause under itself at the root', [node('a', 'a', 'a1')], ['/a']],
  ['both members of a cycle at the root, what they hold beneath them', [node('a', 'b', 'a1'), node('b', 'a', 'a2'), node('c', 'b', 'a1')], ['/a', '/b', 'b/c']],
  ['a cycle of three behind a tail', [node('a', 'b', 'a1'), node('b', 'c', 'a2'), node('c', 'a', 'a3'), node('d', 'a', 'a1')], ['/a', 'a/d', '/b', '/c']],
]

test.each(cases)('[document-3] a reader sees %s', (_what, nodes, expected) => {
  expect(shown(nodes)).toEqual(expected)
  expect(shown([...nodes].reverse())).toEqual(expected)
})

test('[document-3] two people who nest two clauses into each other see both at the root, on both sides', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  addClause(one, { id: 'a', parent: null, after: null, kind: 'clause' })
  addClause(one, { id: 'b', parent: null, after: 'a', kind: 'clause' })
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  moveClause(one, 'a', { parent: 'b', after: null })
  moveClause(two, 'b', { parent: 'a', after: null })
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
  const sees = (ydoc: Y.Doc): string[] => readDocument(ydoc).clauses.map(({ id, parent }) => `${parent ?? ''}/${id}`)
  expect(sees(one).sort()).toEqual(['/a', '/b'])
  expect(sees(two)).toEqual(sees(one))
})

test('[document-2] an entry with values of the wrong type is read as if they were absent', () => {
  const ydoc = new Y.Doc()
  addClause(ydoc, { id: 'a', parent: null, after: null, kind: 'article' })
  const entry = treeOf(ydoc).get('a') as unknown as Y.Map<unknown>
  for (const [key, value] of Object.entries({ parent: 7, kind: 'nonsense', withdrawn: 'yes', designation: {}, gap: false })) entry.set(key, value)
  expect(readDocument(ydoc).clauses).toMatchObject([{ id: 'a', parent: null, kind: 'clause', withdrawn: false, designation: null, gap: null }])
})

test.each([
  ['tree', true], ['meta', true], ['b:0b9f2c1e-52d4-4c66-9f51-1a2b3c4d5e6f', true],
  ['b:', false], ['b:a b', false], ['prosemirror', false], ['', false], [`b:${'x'.repeat(65)}`, false], ['tree ', false],
])('[document-31] the root %j is allowed: %j', (name, allowed) => expect(allowedRoot(name)).toBe(allowed))
