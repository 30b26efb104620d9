import fc from 'fast-check'
import { compareEditions, referringTo, withHeld, withHolders, wordChanges } from './comparison.ts'
import type { Block, Clause, TextDocument } from './model.ts'

const paragraph = (id: string, words: string, ...more: Block[]): Block => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: words }, ...more] })
const clause = (id: string, parent: string | null, words: string, more: Partial<Clause> = {}): Clause =>
  ({ id, parent, kind: 'clause', designation: null, gap: null, withdrawn: false, informative: false, blocks: [paragraph(`${id}-words`, words)], ...more })
const text = (...clauses: Clause[]): TextDocument => ({ schema: 1, template: 'iso', language: 'en', title: 'The text', clauses })

const scope = clause('scope', null, 'This text applies to machines.')
const records = clause('records', null, 'The operator keeps records for five years.')
const log = clause('log', 'records', 'A log is kept.')
const access = clause('access', 'records', 'The log can be read.')
const before = text(scope, records, log, access)
const told = (after: TextDocument, from = before) => compareEditions(from, after).map(({ clauseId, how }) => `${clauseId} ${how}`)

test.each([
  ['nothing', text(scope, records, log, access), []],
  ['the identity of a block', text({ ...scope, blocks: [paragraph('other', 'This text applies to machines.')] }, records, log, access), []],
  ['a word', text(scope, { ...records, blocks: [paragraph('r', 'The operator keeps records for ten years.')] }, log, access), ['records changed']],
  ['a block more', text(scope, { ...records, blocks: [...records.blocks, paragraph('r2', 'Always.')] }, log, access), ['records changed']],
  ['its kind', text(scope, { ...records, kind: 'annex' }, log, access), ['records changed']],
  ['its printed number', text(scope, { ...records, designation: '4a' }, log, access), ['records changed']],
  ['a gap', text(scope, { ...records, gap: 'Figures are missing.' }, log, access), ['records changed']],
  ['what it binds', text(scope, { ...records, informative: true }, log, access), ['records changed']],
  ['a new clause before, so that numbers move along', text(clause('first', null, 'New.'), scope, records, log, access), ['first added']],
  ['a withdrawn clause', text(scope, records, log, { ...access, withdrawn: true }), ['access removed']],
  ['a clause that is gone', text(scope, records, log), ['access removed']],
  ['another holder', text(scope, records, log, { ...access, parent: 'scope' }), ['access moved']],
  ['another order, of two that changed places one', text(records, log, access, scope), ['records moved']],
  ['words and place at once', text(records, log, access, { ...scope, blocks: [paragraph('s', 'Other.')] }), ['scope changed']],
])('[document-32] of two editions is told: %s', (_, after, expected) => {
  expect(told(after)).toEqual(expected)
})

test('[document-32] a clause that comes back is one that was added', () => {
  expect(told(before, text(scope, records, log, { ...access, withdrawn: true }))).toEqual(['access added'])
})

test('[document-32] of clauses put into another order no more are told than were moved', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `c${n}`)
  const asText = (order: readonly string[]) => text(...order.map(id => clause(id, null, `Words of ${id}.`)))
  fc.assert(fc.property(fc.nat(11), fc.nat(11), (from, to) => {
    const order = [...ids]
    const [taken] = order.splice(from, 1)
    order.splice(to, 0, taken!)
    const moved = compareEditions(asText(ids), asText(order))
    expect(moved).toHaveLength(from === to ? 0 : 1)
    for (const { how } of moved) expect(how).toBe('moved')
  }))
})

test('[document-32] the words of a clause are told as they went', () => {
  const later = clause('records', null, 'The operator keeps records for ten years.')
  expect(wordChanges(records, later)).toEqual([
    { kind: 'same', words: 'The operator keeps records for ' }, { kind: 'removed', words: 'five' }, { kind: 'added', words: 'ten' }, { kind: 'same', words: ' years.' },
  ])
  const heading = (words: string): Block => ({ type: 'title', attrs: { id: 't' }, content: [{ type: 'text', text: words }] })
  const titled = (words: string, title: string) => ({ ...records, blocks: [heading(title), paragraph('p', words)] })
  expect(wordChanges(titled('Five years.', 'Records'), titled('Ten years.', 'Records')).map(({ words }) => words).join('|')).toBe('Five|Ten| years.')
  expect(wordChanges(titled('Ten years.', 'Records'), titled('Ten years.', 'Files')).map(({ words }) => words).join('|')).toBe('Records|Files| Ten years.')
  expect(wordChanges(undefined, log)).toEqual([{ kind: 'added', words: 'A log is kept.' }])
  expect(wordChanges(log, undefined)).toEqual([{ kind: 'removed', words: 'A log is kept.' }])
})

test('[document-32] a clause is named with all that hold it, and with all that it holds', () => {
  const deep = text(scope, records, log, clause('line', 'log', 'One line for each event.'))
  expect(withHolders(deep, ['line', 'log'])).toEqual(['line', 'log', 'records'])
  expect(withHolders(deep, ['gone'])).toEqual(['gone'])
  expect(withHeld(deep, ['records'])).toEqual(['records', 'log', 'line'])
  expect(withHeld(deep, ['scope'])).toEqual(['scope'])
})

test('[document-32] clauses that refer to one of these are named, at any depth of their words', () => {
  const reference: Block = { type: 'xref', attrs: { target: 'log' } }
  const listed = clause('list', null, '', { blocks: [{ type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('l', 'See ', reference)] }] }] })
  const withdrawn = clause('old', null, '', { blocks: [paragraph('o', 'See ', reference)], withdrawn: true })
  const elsewhere = clause('else', null, '', { blocks: [paragraph('e', 'See ', { type: 'xref', attrs: { target: 'scope' } }, { type: 'xref' })] })
  expect(referringTo(text(...before.clauses, listed, withdrawn, elsewhere), ['log'])).toEqual(['list'])
  expect(referringTo(text({ ...log, blocks: [paragraph('own', 'See ', reference)] }), ['log'])).toEqual([])
})
