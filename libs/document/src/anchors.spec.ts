import * as Y from 'yjs'
import { createAnchor, resolveAnchor, resolveAnchors } from './anchors.ts'
import { joinClause, splitClause } from './commands/dividing.ts'
import { moveClause } from './commands/placing.ts'
import { withdrawClause } from './commands/withdrawing.ts'
import { blockText, textBlocks, type Block, type TextDocument } from './model.ts'
import type { Anchor, Placement } from './quotations.ts'
import { readDocument } from './reading.ts'
import { bodyOf } from './tree.ts'
import { writeDocument } from './writing.ts'

const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })
const first = 'The operator shall keep records for five years after the event.'
const second = 'The operator shall keep records for ten years where the law so requires.'
const text: TextDocument = {
  schema: 1, template: 'iso', language: 'en', title: '',
  clauses: ['a', 'b'].map((id, at) => ({
    id, parent: null, kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false,
    blocks: [paragraph(`${id}1`, at === 0 ? first : second), paragraph(`${id}2`, `Unlike words in ${id}.`)],
  })),
}

function open(): Y.Doc {
  const ydoc = new Y.Doc()
  writeDocument(ydoc, text)
  return ydoc
}
const lineOf = (ydoc: Y.Doc, clauseId: string, at = 0): Y.XmlText => (bodyOf(ydoc, clauseId).get(at) as Y.XmlElement).get(0) as Y.XmlText
function anchored(ydoc: Y.Doc, clauseId: string, blockId: string, quote: string): Anchor {
  const block = readDocument(ydoc).clauses.flatMap(({ blocks }) => textBlocks(blocks)).find(({ attrs }) => attrs?.['id'] === blockId)
  const start = blockText(block as Block).indexOf(quote)
  const made = createAnchor(ydoc, { clauseId, blockId, start, end: start + quote.length })
  if (!made.ok) throw new Error(made.refusal.message)
  return made.value
}
/** What stands at a placement, by which means it was found, and whether the words are those quoted. */
function found(ydoc: Y.Doc, placement: Placement): string {
  if (!placement.placed) return `unplaced “${placement.quote}”`
  const block = readDocument(ydoc).clauses.find(({ id }) => id === placement.clauseId)?.blocks.find(({ attrs }) => attrs?.['id'] === placement.blockId)
  return `${placement.clauseId}/${placement.blockId} “${blockText(block as Block).slice(placement.start, placement.end)}” by ${placement.by}${placement.exact ? '' : ', changed'}`
}
function rewrite(ydoc: Y.Doc, clauseId: string, at: number, blocks: Block[]): void {
  const other = new Y.Doc()
  writeDocument(other, { ...text, clauses: [{ ...(text.clauses[0] as TextDocument['clauses'][number]), blocks }] })
  const elements = bodyOf(other, 'a').toArray().map(element => element.clone())
  ydoc.transact(() => {
    bodyOf(ydoc, clauseId).delete(at, 1)
    bodyOf(ydoc, clauseId).insert(at, elements as Y.XmlElement[])
  })
}

const cases: [string, string, (ydoc: Y.Doc) => void, string][] = [
  ['stays when words are typed before it', 'five years', ydoc => lineOf(ydoc, 'a').insert(0, 'Now. '), 'a/a1 “five years” by position'],
  ['leaves out words typed at its edges', 'five years', ydoc => {
    lineOf(ydoc, 'a').insert(first.indexOf('five') + 10, 'X')
    lineOf(ydoc, 'a').insert(first.indexOf('five'), 'X')
  }, 'a/a1 “five years” by position'],
  ['takes in words typed inside it and says that they changed', 'five years', ydoc => lineOf(ydoc, 'a').insert(first.indexOf('five') + 5, 'whole '), 'a/a1 “five whole years” by position, changed'],
  ['goes along when the clause moves', 'five years', ydoc => moveClause(ydoc, 'a', { parent: 'b', after: null }), 'a/a1 “five years” by position'],
  ['is found in the first part of a split', 'shall keep records', ydoc => splitClause(ydoc, { clauseId: 'a', blockId: 'a1', offset: 40, newClauseId: 'n', newBlockId: 'x' }), 'a/a1 “shall keep records” by position'],
  ['is found in the second part of a split', 'five years', ydoc => splitClause(ydoc, { clauseId: 'a', blockId: 'a1', offset: 30, newClauseId: 'n', newBlockId: 'x' }), 'n/x “five years” by block'],
  ['is found after its clause was joined to the one before', 'ten years', ydoc => joinClause(ydoc, 'b'), 'a/b1 “ten years” by block'],
  ['is found in a block that changed its type', 'records', ydoc => rewrite(ydoc, 'a', 0, [{ ...paragraph('a1', first), type: 'requirement' }]), 'a/a1 “records” by block'],
  ['is found where its words were pasted', 'five years', ydoc => {
    lineOf(ydoc, 'a').delete(first.indexOf('five'), 10)
    lineOf(ydoc, 'b', 1).insert(6, ' five years')
  }, 'b/b2 “five years” by quote'],
  ['is unplaced when its words are gone', 'five years', ydoc => lineOf(ydoc, 'a').delete(first.indexOf('five'), 10), 'unplaced “five years”'],
  ['is unplaced, not moved to the same words elsewhere, when common words are gone', 'shall keep', ydoc => lineOf(ydoc, 'a').delete(first.indexOf('shall'), 10), 'unplaced “shall keep”'],
  ['is unplaced when its words were replaced by others', 'five years', ydoc => {
    lineOf(ydoc, 'a').delete(first.indexOf('five'), 10)
    lineOf(ydoc, 'a').insert(first.indexOf('five'), 'a decade')
  }, 'unplaced “five years”'],
  ['stays in a withdrawn clause', 'five years', ydoc => withdrawClause(ydoc, 'a'), 'a/a1 “five years” by position'],
]

test.each(cases)('[document-13] an anchor %s (E1)', (_what, quote, act, expected) => {
  const ydoc = open()
  const anchor = quote === 'ten years' ? anchored(ydoc, 'b', 'b1', quote) : anchored(ydoc, 'a', 'a1', quote)
  act(ydoc)
  expect(found(ydoc, resolveAnchor(ydoc, anchor))).toBe(expected)
})

test('[document-13] of two equal places the anchor finds the one with its surroundings, in an edition without history too', () => {
  const ydoc = open()
  const anchor = anchored(ydoc, 'b', 'b1', 'shall keep records')
  expect(resolveAnchors(readDocument(ydoc), [anchor])).toEqual([{ placed: true, clauseId: 'b', blockId: 'b1', nth: 0, start: 13, end: 31, by: 'block', exact: true }])
  const renamed = JSON.parse(JSON.stringify(readDocument(ydoc)).replaceAll('"b1"', '"z9"').replaceAll('"a1"', '"z8"')) as TextDocument
  expect(resolveAnchors(renamed, [anchor])).toMatchObject([{ placed: true, clauseId: 'b', blockId: 'z9', by: 'quote' }])
})

test('[document-13] a copy of the whole surroundings makes two places, and the anchor says that it is unplaced', () => {
  const ydoc = open()
  const anchor = anchored(ydoc, 'a', 'a1', 'five years')
  const { clauses, ...rest } = readDocument(ydoc)
  const copies = clauses.map(clause => ({ ...clause, blocks: [paragraph(`x${clause.id}`, first)] }))
  expect(resolveAnchors({ ...rest, clauses: copies }, [anchor])).toEqual([{ placed: false, quote: 'five years' }])
})

test('[document-13] an anchor on a whole block follows the block, and ranges outside a block are refused', () => {
  const ydoc = open()
  const made = createAnchor(ydoc, { clauseId: 'a', blockId: 'a2', start: 0, end: 0 })
  joinClause(ydoc, 'b')
  expect(made.ok && resolveAnchor(ydoc, made.value)).toMatchObject({ placed: true, clauseId: 'a', blockId: 'a2', by: 'block' })
  for (const range of [{ blockId: 'a1', start: -1, end: 2 }, { blockId: 'a1', start: 3, end: 2 }, { blockId: 'a1', start: 0, end: 999 }, { blockId: 'gone', start: 0, end: 1 }]) {
    expect(createAnchor(ydoc, { clauseId: 'a', ...range }).ok).toBe(false)
  }
})

test('[document-12] follows words that were split off while another person changed them, not the same words typed where they stood', () => {
  const mine = open()
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  const anchor = anchored(mine, 'a', 'a1', 'shall')
  lineOf(theirs, 'a').insert(first.indexOf('shall') + 1, 'may ')
  splitClause(mine, { clauseId: 'a', blockId: 'a1', offset: 1, newClauseId: 'n', newBlockId: 'x' })
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  lineOf(mine, 'a').insert(1, ' shall keep ')
  expect(found(mine, resolveAnchor(mine, anchor))).toBe('n/x “shall” by block')
})
