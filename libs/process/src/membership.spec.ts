import { confirmCategory, keepCategory, loweredBy, proposeCategory, type Lowering } from './membership.ts'
import { rulebookOf } from './rulebooks/index.ts'

const lowering: Lowering = { from: 'P', to: 'O', rules: ['draft', 'review'], missed: 2, fact: 'memory' }
const other: Lowering = { from: 'P', to: 'observer', rules: ['vote'], missed: 1, fact: 'memory' }
const missed = (rule: string, by: readonly Lowering[] = [lowering]) => ({ rule, missed: true, lowering: by })

test.each([
  ['nothing missed', 'P', [{ rule: 'draft', missed: false, lowering: [lowering] }], null],
  ['fewer than it takes', 'P', [missed('draft')], null],
  ['as many as it takes', 'P', [missed('draft'), missed('review')], lowering],
  ['ballots under another rule', 'P', [missed('draft'), missed('committee')], null],
  ['ballots under a rulebook that lowers nobody', 'P', [missed('draft', []), missed('review', [])], null],
  ['one missed, and one in which it voted', 'P', [{ rule: 'draft', missed: false, lowering: [lowering] }, missed('review')], null],
  ['one of them under a rulebook that does not lower by it', 'P', [missed('draft'), missed('review', [])], null],
  ['another category', 'O', [missed('draft'), missed('review')], null],
  ['two rulebooks, each by its own ballots', 'P', [missed('draft'), missed('vote', [other])], other],
] as const)('[process-247] (D14) by %s a seat is lowered as its rulebook says', (_, category, ballots, expected) => {
  expect(loweredBy(category, ballots)).toBe(expected)
})

test('[process-247] a rulebook names where it has it from, and the ballots it speaks of', () => {
  const book = rulebookOf('iso')!
  expect(book.membership).toEqual([expect.objectContaining({ from: 'P', to: 'O', missed: 1, fact: expect.stringMatching(/^confirmed: /) })])
  for (const rule of book.membership![0]!.rules) expect(book.ballots.map(ballot => ballot.rule)).toContain(rule)
  expect(rulebookOf('harmonization')!.membership).toBeUndefined()
})

const seat = { category: 'P', ended: false, waiting: false }
const wanted = { to: ' O ', by: 'one', reason: ' It missed the last two. ' }
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'done' : result.refusal?.code)

test('[process-248] (D14) a category is changed by two people, with a reason; nothing does it by itself', () => {
  const proposed = proposeCategory(seat, wanted)
  expect(proposed).toEqual({ ok: true, value: { from: 'P', to: 'O', by: 'one', reason: 'It missed the last two.' } })
  if (!proposed.ok) throw new Error('not proposed')
  expect(confirmCategory(seat, proposed.value, 'two')).toEqual({ ok: true, value: 'O' })
  expect(codeOf(confirmCategory(seat, proposed.value, 'one'))).toBe('same-person')
  expect(codeOf(confirmCategory({ ...seat, category: 'O' }, proposed.value, 'two'))).toBe('other-category')
  expect(codeOf(confirmCategory({ ...seat, ended: true }, proposed.value, 'two'))).toBe('ended')
})

test.each([
  [{ ended: true }, {}, 'ended'],
  [{ waiting: true }, {}, 'change-open'],
  [{}, { reason: ' ' }, 'reason-missing'],
  [{}, { to: 'P' }, 'nothing-new'],
  [{}, { to: ' ' }, 'nothing-new'],
])('[process-248] a change of a seat %j as %j is refused: %s', (is, asks, code) => {
  expect(codeOf(proposeCategory({ ...seat, ...is }, { ...wanted, ...asks }))).toBe(code)
})

test('[process-248] a seat may keep its category, for a reason', () => {
  expect(keepCategory(seat, ' Excused. ')).toEqual({ ok: true, value: { reason: 'Excused.' } })
  expect(codeOf(keepCategory(seat, ''))).toBe('reason-missing')
})

test.each([
  ['of a seat that has ended', () => keepCategory({ ...seat, ended: true }, 'x'), 'This seat has ended.'],
  ['while a change waits', () => proposeCategory({ ...seat, waiting: true }, wanted), 'A change of this seat waits to be confirmed. Decide it first.'],
  ['without a reason', () => keepCategory(seat, ' '), 'Say why: it stays on record, and the members read it.'],
  ['to what it is', () => proposeCategory(seat, { ...wanted, to: 'P' }), 'The seat is in this category already. Name another one.'],
  ['confirmed after its end', () => confirmCategory({ ...seat, ended: true }, { ...wanted, from: 'P' }, 'two'), 'This seat has ended.'],
  ['confirmed by who proposed it', () => confirmCategory(seat, { ...wanted, from: 'P' }, 'one'), 'The category of a seat is changed by two people: somebody else confirms what you proposed.'],
  ['confirmed too late', () => confirmCategory({ ...seat, category: 'O' }, { ...wanted, from: 'P' }, 'two'), 'The seat is no longer in the category it was in when this was proposed. Propose it anew.'],
])('[process-248] a category %s is refused in a sentence', (_, act, sentence) => {
  expect(act()).toMatchObject({ ok: false, refusal: { message: sentence } })
})
