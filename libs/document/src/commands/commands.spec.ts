import fc from 'fast-check'
import * as Y from 'yjs'
import type { Result } from '@plenary/kernel'
import { blockText, textBlocks, type Block, type Clause, type ClauseKind, type Template, type TextDocument } from '../model.ts'
import { buildLabels } from '../numbering.ts'
import { readDocument } from '../reading.ts'
import { bodyOf } from '../tree.ts'
import { writeDocument } from '../writing.ts'
import { joinClause, splitClause } from './dividing.ts'
import { addClause, moveClause, nest, unnest } from './placing.ts'
import { clauseToParagraph, paragraphToClause } from './reshaping.ts'
import { closeGap, deleteBlock, renumber, restoreClause, setDesignation, withdrawClause } from './withdrawing.ts'

const paragraph = (id: string, text: string, type = 'paragraph'): Block => ({ type, attrs: { id }, content: [{ type: 'text', text }] })
const clause = (id: string, parent: string | null, kind: ClauseKind, ...blocks: Block[]): Clause =>
  ({ id, parent, kind, designation: null, gap: null, withdrawn: false, informative: false, blocks })

/** Article 1 with two paragraphs, the second with two points; Article 2. */
const text = (template: Template = 'legal'): TextDocument => ({
  schema: 1, template, language: 'en', title: 'A text',
  clauses: [
    clause('a1', null, 'article', paragraph('t1', 'Scope', 'title'), paragraph('i1', 'This applies.')),
    clause('p1', 'a1', 'paragraph', paragraph('b1', 'First words. More words.'), paragraph('b1b', 'Next block.')),
    clause('p2', 'a1', 'paragraph', paragraph('b2', 'Second words:')),
    clause('q1', 'p2', 'point', paragraph('b3', 'one;')),
    clause('q2', 'p2', 'point', paragraph('b4', 'two.')),
    clause('a2', null, 'article', paragraph('t2', 'Purpose', 'title'), paragraph('b5', 'Purpose words.')),
  ],
})
function open(document = text()): Y.Doc {
  const ydoc = new Y.Doc()
  writeDocument(ydoc, document)
  return ydoc
}
const living = (ydoc: Y.Doc): Clause[] => readDocument(ydoc).clauses.filter(({ withdrawn }) => !withdrawn)
const shape = (ydoc: Y.Doc): string[] => living(ydoc).map(({ id, parent, kind, blocks }) =>
  `${parent ?? ''}/${id} ${kind}: ${textBlocks(blocks).map(block => `${String(block.attrs?.['id'])}=${blockText(block)}`).join('|')}`)
const words = (ydoc: Y.Doc): string => living(ydoc).flatMap(({ blocks }) => textBlocks(blocks).map(blockText)).join(' ').replace(/\s+/g, ' ')
const labels = (ydoc: Y.Doc): string[] => {
  const { clauses, template } = readDocument(ydoc)
  const all = buildLabels(clauses, template)
  return clauses.map(({ id }) => all.get(id)?.label ?? '')
}

const acts: [string, (ydoc: Y.Doc) => Result<unknown>, string[]][] = [
  ['adds a clause after another', ydoc => addClause(ydoc, { id: 'n', parent: 'a1', after: 'p1', kind: 'paragraph', blocks: [paragraph('x', 'New.')] }), ['a1/n paragraph: x=New.']],
  ['moves a clause with what it holds to the front', ydoc => moveClause(ydoc, 'p2', { parent: 'a1', after: null }), ['a1/p2 paragraph: b2=Second words:', 'p2/q1 point: b3=one;']],
  ['nests a paragraph as a point and its points as sub-points', ydoc => nest(ydoc, 'p2'), ['p1/p2 point: b2=Second words:', 'p2/q1 subpoint: b3=one;']],
  ['takes a point out as a paragraph', ydoc => unnest(ydoc, 'q2'), ['a1/q2 paragraph: b4=two.']],
  ['splits a clause in a block', ydoc => splitClause(ydoc, { clauseId: 'p1', blockId: 'b1', offset: 13, newClauseId: 'n', newBlockId: 'x' }), ['a1/p1 paragraph: b1=First words. ', 'a1/n paragraph: x=More words.|b1b=Next block.']],
  ['splits a clause at the end of a block without an empty one', ydoc => splitClause(ydoc, { clauseId: 'p1', blockId: 'b1', offset: 24, newClauseId: 'n', newBlockId: 'x' }), ['a1/p1 paragraph: b1=First words. More words.', 'a1/n paragraph: b1b=Next block.']],
  ['gives what a split clause holds to the second part', ydoc => splitClause(ydoc, { clauseId: 'p2', blockId: 'b2', offset: 7, newClauseId: 'n', newBlockId: 'x' }), ['a1/n paragraph: x=words:', 'n/q1 point: b3=one;']],
  ['joins a paragraph to the one before', ydoc => joinClause(ydoc, 'p2'), ['a1/p1 paragraph: b1=First words. More words.|b1b=Next block.|b2=Second words:', 'p1/q1 point: b3=one;']],
  ['joins the first paragraph to its article', ydoc => joinClause(ydoc, 'p1'), ['/a1 article: t1=Scope|i1=This applies.|b1=First words. More words.|b1b=Next block.', 'a1/p2 paragraph: b2=Second words:']],
  ['makes a paragraph a clause with the blocks after it', ydoc => paragraphToClause(ydoc, { clauseId: 'p1', blockId: 'b1b', newClauseId: 'n' }), ['a1/p1 paragraph: b1=First words. More words.', 'p1/n point: b1b=Next block.']],
  ['makes the first clause a paragraph', ydoc => clauseToParagraph(ydoc, 'p1'), ['/a1 article: t1=Scope|i1=This applies.|b1=First words. More words.|b1b=Next block.']],
  ['deletes a block', ydoc => deleteBlock(ydoc, 'p1', 'b1b'), ['a1/p1 paragraph: b1=First words. More words.']],
]

test.each(acts)('[document-8] one transaction %s', (_what, act, expected) => {
  const ydoc = open()
  let updates = 0
  ydoc.on('update', () => updates++)
  expect(act(ydoc).ok).toBe(true)
  expect(updates).toBe(1)
  for (const line of expected) expect(shape(ydoc)).toContain(line)
})

test.each(acts.slice(4, 11))('[document-10] what %s keeps every word in its order', (_what, act) => {
  const ydoc = open()
  const before = words(ydoc)
  act(ydoc)
  expect(words(ydoc)).toBe(before)
})

test('[document-10] of a split block the second part says which block it is from', () => {
  const ydoc = open()
  splitClause(ydoc, { clauseId: 'p1', blockId: 'b1', offset: 6, newClauseId: 'n', newBlockId: 'x' })
  expect(living(ydoc).find(({ id }) => id === 'n')?.blocks[0]?.attrs).toEqual({ id: 'x', from: 'b1' })
})

const refusals: [string, string, (ydoc: Y.Doc) => Result<unknown>][] = [
  ['no-such-clause', 'a clause that is gone', ydoc => nest(ydoc, 'gone')],
  ['no-such-clause', 'a parent that is gone', ydoc => addClause(ydoc, { id: 'n', parent: 'gone', after: null, kind: 'clause' })],
  ['no-such-place', 'a sibling elsewhere', ydoc => moveClause(ydoc, 'p1', { parent: null, after: 'q1' })],
  ['bad-id', 'an id that is taken', ydoc => addClause(ydoc, { id: 'p1', parent: null, after: null, kind: 'clause' })],
  ['bad-id', 'an id that is none', ydoc => addClause(ydoc, { id: 'a b', parent: null, after: null, kind: 'clause' })],
  ['inside-itself', 'a clause into itself', ydoc => moveClause(ydoc, 'a1', { parent: 'q1', after: null })],
  ['cannot-nest', 'an article into an article', ydoc => nest(ydoc, 'a2')],
  ['nothing-before', 'nesting the first paragraph', ydoc => nest(ydoc, 'p1')],
  ['cannot-unnest', 'a paragraph out of its article', ydoc => unnest(ydoc, 'p1')],
  ['at-the-top', 'an article out of nothing', ydoc => unnest(ydoc, 'a1')],
  ['no-such-block', 'a split in a block of another clause', ydoc => splitClause(ydoc, { clauseId: 'p1', blockId: 'b2', offset: 1, newClauseId: 'n', newBlockId: 'x' })],
  ['nothing-before', 'joining the first clause', ydoc => joinClause(ydoc, 'a1')],
  ['cannot-join', 'joining an article to a point', ydoc => joinClause(ydoc, 'a2')],
  ['not-a-paragraph', 'a title as a clause', ydoc => paragraphToClause(ydoc, { clauseId: 'a2', blockId: 't2', newClauseId: 'n' })],
  ['not-first', 'the second clause as a paragraph', ydoc => clauseToParagraph(ydoc, 'q2')],
  ['holds-clauses', 'a clause with points as a paragraph', ydoc => clauseToParagraph(ydoc, 'p2')],
  ['no-change', 'restoring what is not withdrawn', ydoc => restoreClause(ydoc, 'p1')],
  ['bad-designation', 'a number that is none', ydoc => setDesignation(ydoc, 'p1', '<b>')],
  ['no-change', 'closing a gap that is none', ydoc => closeGap(ydoc, 'p1')],
]
test.each(refusals)('[document-8] %s refuses %s and changes nothing', (code, _what, act) => {
  const ydoc = open()
  const before = Y.encodeStateVector(ydoc)
  const refused = act(ydoc)
  expect(refused.ok ? '' : refused.refusal.code).toBe(code)
  expect(refused.ok ? '' : refused.refusal.message).toMatch(/^[A-Z].*\.$/)
  expect(Y.encodeStateVector(ydoc)).toEqual(before)
})

test('[document-9] a clause that one person moves while another types in it is moved and edited', () => {
  const mine = open()
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  moveClause(mine, 'p1', { parent: 'a2', after: null })
  const line = (bodyOf(theirs, 'p1').get(0) as Y.XmlElement).get(0) as Y.XmlText
  line.insert(5, ' typed')
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  expect(shape(mine)).toContain('a2/p1 paragraph: b1=First typed words. More words.|b1b=Next block.')
  expect(shape(theirs)).toEqual(shape(mine))
})

test('[document-10] words typed into a clause while another person joins it away stay in the text as withdrawn', () => {
  const mine = open()
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  joinClause(mine, 'p2')
  bodyOf(theirs, 'p2').insert(1, [new Y.XmlElement('paragraph')])
  ;(bodyOf(theirs, 'p2').get(1) as Y.XmlElement).insert(0, [new Y.XmlText('Typed meanwhile.')])
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  const left = readDocument(mine).clauses.find(({ id }) => id === 'p2')
  expect(left).toMatchObject({ withdrawn: true })
  expect(textBlocks(left?.blocks ?? []).map(blockText)).toEqual(['Typed meanwhile.'])
})

test('[document-11] a withdrawn clause keeps its words and what it holds, and comes back with them', () => {
  const ydoc = open()
  const before = shape(ydoc)
  expect(withdrawClause(ydoc, 'p2')).toEqual({ ok: true, value: { clauseIds: ['p2', 'q1', 'q2'] } })
  expect(shape(ydoc)).toHaveLength(before.length - 3)
  expect(readDocument(ydoc).clauses.filter(({ withdrawn }) => withdrawn).map(({ blocks }) => blockText(blocks[0] as Block))).toEqual(['Second words:', 'one;', 'two.'])
  restoreClause(ydoc, 'p2')
  expect(shape(ydoc)).toEqual(before)
})

test('[document-5] numbers of a source give way to counting when the clauses are renumbered', () => {
  const ydoc = open()
  setDesignation(ydoc, 'p1', '7')
  expect(labels(ydoc).slice(1, 3)).toEqual(['Article 1(7)', 'Article 1(8)'])
  renumber(ydoc, 'a1')
  expect(labels(ydoc).slice(1, 3)).toEqual(['Article 1(1)', 'Article 1(2)'])
})

test('[document-10] any row of splits and joins keeps the words, and every step can be undone', () => {
  const step = fc.record({ kind: fc.constantFrom('split', 'join', 'nest', 'unnest', 'out', 'in'), at: fc.nat(99), offset: fc.nat(30) })
  fc.assert(fc.property(fc.array(step, { maxLength: 15 }), steps => {
    const ydoc = open(text('iso'))
    const undo = new Y.UndoManager(ydoc, { trackedOrigins: new Set(['me']), captureTimeout: 0 })
    const squeezed = (): string => words(ydoc).replace(/\s/g, '')
    const before = { words: squeezed(), shape: shape(ydoc) }
    let made = 0
    for (const { kind, at, offset } of steps) {
      const clauses = living(ydoc)
      const one = clauses[at % clauses.length] as Clause
      const block = one.blocks.at(offset % Math.max(one.blocks.length, 1))
      const blockId = String(block?.attrs?.['id'])
      if (kind === 'split') splitClause(ydoc, { clauseId: one.id, blockId, offset, newClauseId: `n${++made}`, newBlockId: `x${made}` }, 'me')
      if (kind === 'join') joinClause(ydoc, one.id, 'me')
      if (kind === 'nest') nest(ydoc, one.id, 'me')
      if (kind === 'unnest') unnest(ydoc, one.id, 'me')
      if (kind === 'out') paragraphToClause(ydoc, { clauseId: one.id, blockId, newClauseId: `n${++made}` }, 'me')
      if (kind === 'in') clauseToParagraph(ydoc, one.id, 'me')
      const reordered = kind === 'unnest'
      if (reordered) undo.undo()
      expect(squeezed()).toBe(before.words)
    }
    while (undo.canUndo()) undo.undo()
    expect(shape(ydoc)).toEqual(before.shape)
  }), { numRuns: 150 })
})
