import fc from 'fast-check'
import * as Y from 'yjs'
import { createAnchor, resolveAnchor } from './anchors.ts'
import { blockText, textBlocks, type Block, type Clause, type ClauseKind, type TextDocument } from './model.ts'
import { readDocument } from './reading.ts'
import { replaceEdition } from './replacement.ts'
import { writeDocument } from './writing.ts'

let made = 0
const newId = (): string => `new${++made}`
const paragraph = (id: string, text: string, ...more: Block[]): Block => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }, ...more] })
const clause = (id: string, parent: string | null, kind: ClauseKind, designation: string, ...blocks: Block[]): Clause =>
  ({ id, parent, kind, designation, gap: null, withdrawn: false, informative: false, blocks })
const title = (id: string, text: string): Block => ({ type: 'title', attrs: { id }, content: [{ type: 'text', text }] })
const document = (...clauses: Clause[]): TextDocument => ({ schema: 1, template: 'legal', language: 'en', title: 'The text', clauses })

const before = document(
  clause('a1', null, 'article', '1', title('t1', 'Scope')),
  clause('p1', 'a1', 'paragraph', '1', paragraph('b1', 'This Regulation applies to providers established in the Union.')),
  clause('p2', 'a1', 'paragraph', '2', paragraph('b2', 'It does not apply to systems used for military purposes only.')),
  clause('a2', null, 'article', '2', title('t2', 'Records')),
  clause('p3', 'a2', 'paragraph', '1', paragraph('b3', 'The operator shall keep records for five years after the event.')),
  clause('a3', null, 'article', '3', title('t3', 'Penalties'), paragraph('b4', 'Member States shall lay down the rules on penalties for infringements.')),
)
// One paragraph reworded, one article put in between, so that Records becomes Article 3, and Penalties dropped.
const after = document(
  clause('x1', null, 'article', '1', title('y1', 'Scope')),
  clause('x2', 'x1', 'paragraph', '1', paragraph('y2', 'This Regulation applies to providers established in the Union.')),
  clause('x3', 'x1', 'paragraph', '2', paragraph('y3', 'It does not apply to systems used for military or defence purposes only.')),
  clause('x4', null, 'article', '2', title('y4', 'Definitions'), paragraph('y5', 'See ', { type: 'xref', attrs: { target: 'x6' } })),
  clause('x5', null, 'article', '3', title('y6', 'Records')),
  clause('x6', 'x5', 'paragraph', '1', paragraph('y7', 'The operator shall keep records for five years after the event.')),
)
function open(): Y.Doc {
  const ydoc = new Y.Doc()
  writeDocument(ydoc, before)
  return ydoc
}

test('[document-19] clauses that go on keep their ids, through renumbering too, and what is gone is withdrawn', () => {
  const ydoc = open()
  let updates = 0
  ydoc.on('update', () => updates++)
  const report = replaceEdition(ydoc, after, newId)
  expect(updates).toBe(1)
  const added = report.ok ? report.value.added : []
  expect(added).toHaveLength(1)
  expect(report).toEqual({ ok: true, value: { kept: ['a1', 'p1', 'p3'], changed: ['p2', 'a2'], added, withdrawn: ['a3'] } })
})

test('[document-19] the text reads as the new edition, with references to the ids that stayed', () => {
  const ydoc = open()
  replaceEdition(ydoc, after, newId)
  const living = readDocument(ydoc).clauses.filter(({ withdrawn }) => !withdrawn)
  const words = (clauses: readonly Clause[]): string[] => clauses.map(({ blocks }) => textBlocks(blocks).map(blockText).join('|'))
  expect(words(living)).toEqual(words(after.clauses))
  expect(living.find(({ blocks }) => words([{ ...living[0] as Clause, blocks }])[0]?.startsWith('Definitions'))?.blocks[1]?.content?.[1]).toEqual({ type: 'xref', attrs: { target: 'p3' } })
  expect(readDocument(ydoc).clauses.filter(({ withdrawn }) => withdrawn).map(({ id }) => id)).toEqual(['a3'])
})

test('[document-19] a comment stays on its words, and blocks that did not change are not touched', () => {
  const ydoc = open()
  const anchor = createAnchor(ydoc, { clauseId: 'p3', blockId: 'b3', start: 36, end: 46 })
  const reworded = createAnchor(ydoc, { clauseId: 'p2', blockId: 'b2', start: 50, end: 58 })
  replaceEdition(ydoc, after, newId)
  expect(anchor.ok && resolveAnchor(ydoc, anchor.value)).toMatchObject({ placed: true, clauseId: 'p3', blockId: 'b3', start: 36, by: 'position', exact: true })
  expect(reworded.ok && resolveAnchor(ydoc, reworded.value)).toMatchObject({ placed: true, clauseId: 'p2', blockId: 'b2', by: 'position', exact: true })
})

test('[document-19] the same edition again changes nothing', () => {
  const ydoc = open()
  replaceEdition(ydoc, after, newId)
  const state = Y.encodeStateVector(ydoc)
  const again = replaceEdition(ydoc, after, newId)
  expect(again.ok && [again.value.changed, again.value.added, again.value.withdrawn]).toEqual([[], [], []])
  expect(Y.encodeStateVector(ydoc)).toEqual(state)
})

test('[document-19] a clause that comes back in a later edition is restored', () => {
  const ydoc = open()
  const shorter = document(...before.clauses.slice(0, 5))
  expect(replaceEdition(ydoc, shorter, newId)).toMatchObject({ value: { withdrawn: ['a3'] } })
  expect(replaceEdition(ydoc, document(), newId)).toMatchObject({ ok: false, refusal: { code: 'empty-edition' } })
})

test('[document-19] any edition that drops, reorders and rewords clauses is read back as it is', () => {
  const pool = [...before.clauses.filter(({ parent }) => parent === null)]
  fc.assert(fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), fc.nat(2), (chosen, reworded) => {
    const ydoc = open()
    const clauses = chosen.flatMap((top, at): Clause[] => [
      { ...top, id: `e${top.id}`, designation: String(at + 1) },
      ...before.clauses.filter(({ parent }) => parent === top.id).map(child => ({
        ...child,
        id: `e${child.id}`,
        parent: `e${top.id}`,
        blocks: at === reworded ? [paragraph('z', `Reworded wholly, number ${at}, with nothing of the old.`)] : child.blocks,
      })),
    ])
    expect(replaceEdition(ydoc, document(...clauses), newId).ok).toBe(true)
    const living = readDocument(ydoc).clauses.filter(({ withdrawn }) => !withdrawn)
    expect(living.map(({ blocks }) => textBlocks(blocks).map(blockText))).toEqual(clauses.map(({ blocks }) => textBlocks(blocks).map(blockText)))
  }))
})
