import { updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import {
  bodyOf, joinClause, paragraphToClause, readDocument, schema, splitClause, writeDocument, type Block, type Clause,
} from '@plenary/document'
import { Authorship, type AuthoredUpdate } from './authorship.ts'
import type { Share } from './written.ts'

const sentence = 'The operator of a high-risk system shall keep the records of its operation for five years after the event and shall show them on request. '
const long = sentence.repeat(3).trim()

/** The shares of every clause, from the whole log. */
function authorship(log: readonly AuthoredUpdate[]): Map<string, readonly Share[]> {
  const whole = Authorship.empty()
  whole.advance(log)
  return new Map(whole.clauses().map(({ clauseId, shares }) => [clauseId, shares]))
}

/** A shared text whose every update is noted with the person at the keyboard, as the log of a draft does. */
function desk() {
  const ydoc = new Y.Doc()
  const log: AuthoredUpdate[] = []
  let author = ''
  ydoc.on('update', (bytes: Uint8Array) => log.push({ seq: log.length + 1, bytes, author, at: log.length * 1_000 }))
  const as = (person: string, act: () => unknown): void => {
    author = person
    act()
  }
  /** Edits a body through the binding of the editor, as one change. */
  const edit = (clauseId: string, change: (blocks: readonly Block[]) => readonly Block[]): void => {
    const blocks = readDocument(ydoc).clauses.find(({ id }) => id === clauseId)?.blocks ?? []
    const node = schema.nodeFromJSON({ type: 'doc', content: change(blocks) })
    ydoc.transact(() => updateYFragment(ydoc, bodyOf(ydoc, clauseId), node, { mapping: new Map(), isOMark: new Map() }))
  }
  return { ydoc, log, as, edit }
}

const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })
const clause = (id: string, ...blocks: Block[]): Clause =>
  ({ id, parent: null, kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false, blocks })

function start(...clauses: Clause[]) {
  const table = desk()
  table.as('ana', () => writeDocument(table.ydoc, { schema: 1, template: 'iso', language: 'en', title: '', clauses }))
  return table
}

const first = (blocks: readonly Block[]): Block => blocks[0] as Block
const texts = (block: Block): string => (block.content ?? []).map(({ text }) => text ?? '').join('')

test('[provenance-1] each person owns the characters they typed', () => {
  const { log, as, edit } = start(clause('c', paragraph('b', 'Five years.')))
  as('ben', () => edit('c', blocks => [paragraph('b', `${texts(first(blocks))} On request.`)]))
  expect(authorship(log).get('c')).toEqual([{ author: 'ben', characters: 12 }, { author: 'ana', characters: 11 }])
})

const reshapings: [string, (table: ReturnType<typeof start>) => void][] = [
  ['a split', ({ edit }) => edit('c', blocks => [paragraph('b', long.slice(0, 200)), paragraph('n', long.slice(200)), ...blocks.slice(1)])],
  ['a change of type', ({ edit }) => edit('c', blocks => [{ ...first(blocks), type: 'requirement' }, ...blocks.slice(1)])],
  ['a wrap in a note', ({ edit }) => edit('c', blocks => [{ type: 'note', attrs: { id: 'w' }, content: [first(blocks)] }, ...blocks.slice(1)])],
  ['a join of two paragraphs', ({ edit }) => edit('c', blocks => [paragraph('b', long + texts(blocks[1] as Block))])],
  ['bold', ({ edit }) => edit('c', blocks => [{ ...first(blocks), content: [{ type: 'text', text: long, marks: [{ type: 'strong' }] }] }, ...blocks.slice(1)])],
  ['a paragraph made a clause', ({ ydoc }) => paragraphToClause(ydoc, { clauseId: 'c', blockId: 'b', newClauseId: 'n' })],
  ['a split of the clause', ({ ydoc }) => splitClause(ydoc, { clauseId: 'c', blockId: 'b', offset: 100, newClauseId: 'n', newBlockId: 'nb' })],
  ['a join of two clauses', ({ ydoc }) => joinClause(ydoc, 'd')],
]

test.each(reshapings)('[provenance-2] %s leaves every character with its author', (_what, reshape) => {
  const table = start(clause('c', paragraph('b', long), paragraph('e', 'It ends here.')), clause('d', paragraph('f', 'Another clause of Ana.')))
  const before = [...authorship(table.log).values()].flat().reduce((sum, { characters }) => sum + characters, 0)
  table.as('ben', () => reshape(table))
  const shares = [...authorship(table.log).values()].flat()
  expect(shares.every(({ author }) => author === 'ana')).toBe(true)
  expect(shares.reduce((sum, { characters }) => sum + characters, 0)).toBe(before)
})

test('[provenance-3] the words of a rewrite are the editor’s, the rest keeps its author', () => {
  const { log, as, edit } = start(clause('c', paragraph('b', long)))
  as('ben', () => edit('c', () => [paragraph('b', long.replace('five years', 'a whole decade'))]))
  const shares = new Map((authorship(log).get('c') ?? []).map(({ author, characters }) => [author, characters]))
  expect(shares.get('ben')).toBeGreaterThanOrEqual(12)
  expect(shares.get('ben')).toBeLessThanOrEqual(14)
  expect((shares.get('ben') ?? 0) + (shares.get('ana') ?? 0)).toBe(long.length + 4)
})

test('[provenance-3] a change of type with a rewritten word in it gives the editor only that word', () => {
  const { log, as, edit } = start(clause('c', paragraph('b', long)))
  as('ben', () => edit('c', () => [{ ...paragraph('b', long.replace('five', 'seventeen')), type: 'requirement' }]))
  expect(authorship(log).get('c')).toEqual([{ author: 'ana', characters: long.length - 4 }, { author: 'ben', characters: 9 }])
})

test('[provenance-4] what is cut in one change and pasted in another keeps its author, and a second paste does not', () => {
  const { log, as, edit } = start(clause('c', paragraph('b', long), paragraph('e', 'It ends here.')))
  as('ben', () => {
    edit('c', blocks => blocks.slice(1))
    edit('c', blocks => [...blocks, paragraph('n', long)])
  })
  expect(authorship(log).get('c')).toEqual([{ author: 'ana', characters: long.length + 13 }])
  as('ben', () => edit('c', blocks => [...blocks, paragraph('m', long)]))
  expect(authorship(log).get('c')).toEqual([{ author: 'ana', characters: long.length + 13 }, { author: 'ben', characters: long.length }])
})

test('[provenance-4] an undone deletion gives the words back to their author', () => {
  const { ydoc, log, as } = start(clause('c', paragraph('b', long), paragraph('e', 'It ends here.')))
  as('ben', () => {
    const undo = new Y.UndoManager(ydoc, { trackedOrigins: new Set(['ben']) })
    ydoc.transact(() => bodyOf(ydoc, 'c').delete(0, 1), 'ben')
    undo.undo()
  })
  expect(authorship(log).get('c')).toEqual([{ author: 'ana', characters: long.length + 13 }])
})
