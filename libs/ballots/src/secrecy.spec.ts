import * as fc from 'fast-check'
import { decide } from './decide.ts'
import { kindOf, kinds } from './kinds/index.ts'
import { needsNames } from './kinds/needs-names.ts'
import { rules } from './rulebooks/index.ts'
import { batchHash, batchOf, batchStatement, PAPER_LENGTH, paperStatement, readPaper, receiptStatement, sealedFor, votesOfPapers, writePaper, type Paper } from './secrecy.ts'
import { visible } from './visible.ts'
import type { Ballot, Roll } from './vote.ts'

const rule = rules['generic.default']!
const tracker = fc.stringMatching(/^[0-9a-f]{32}$/)
const reason = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(text => text.trim() !== '')
const paper: fc.Arbitrary<Paper> = fc.oneof(
  fc.record({ choice: fc.constantFrom('yes', 'abstain', 'recuse'), reason: fc.constant(null), tracker }),
  fc.record({ choice: fc.constantFrom('no', 'object', 'yes'), reason: reason.map(text => text.trim()), tracker }))
const papers = fc.uniqueArray(paper, { selector: one => one.tracker, maxLength: 40 })
const written = (one: Paper, ballot = 'b1'): string => {
  const text = writePaper(ballot, one)
  if (!text.ok) throw new Error(text.refusal.message)
  return text.value
}
const plain = JSON.stringify

test('[ballots-42] every paper is equally long and reads back as it was written, in its own ballot only', () => {
  fc.assert(fc.property(paper, one => {
    const text = written(one)
    expect(text).toHaveLength(PAPER_LENGTH)
    expect(text).toMatch(/^[\x00-\x7f]*$/)
    expect(readPaper('b1', rule, text)).toEqual(one)
    expect(readPaper('b2', rule, text)).toBeNull()
  }))
})

test('[ballots-42] a reason that does not fit is refused where it is written', () => {
  expect(writePaper('b1', { choice: 'no', reason: 'x'.repeat(3_900), tracker: '0'.repeat(32) })).toMatchObject({ ok: true })
  expect(writePaper('b1', { choice: 'no', reason: 'ع'.repeat(700), tracker: '0'.repeat(32) }))
    .toMatchObject({ ok: false, refusal: { code: 'too-long', message: 'The reason is too long for the paper. Shorten it.' } })
  const room = PAPER_LENGTH - written({ choice: 'no', reason: '', tracker: '0'.repeat(32) }).trim().length
  expect([room, room + 1].map(length => writePaper('b1', { choice: 'no', reason: 'x'.repeat(length), tracker: '0'.repeat(32) }).ok)).toEqual([true, false])
})

const sound: Paper = { choice: 'yes', reason: null, tracker: 'a'.repeat(32) }
test.each([
  ['is no JSON', 'nonsense'.padEnd(PAPER_LENGTH)],
  ['is no object', '7'.padEnd(PAPER_LENGTH)],
  ['is nothing', 'null'.padEnd(PAPER_LENGTH)],
  ['is shorter', written(sound).trim()],
  ['is of another form', written(sound).replace('plenary.paper.1', 'plenary.paper.9')],
  ['names a choice the rule does not know', written({ ...sound, choice: 'maybe' })],
  ['takes a vote back', written({ ...sound, choice: 'withdraw' })],
  ['has no tracker', written({ ...sound, tracker: 'a' })],
  ['has its tracker in a list', JSON.stringify({ format: 'plenary.paper.1', ballot: 'b1', choice: 'yes', reason: null, tracker: ['a'.repeat(32)] }).padEnd(PAPER_LENGTH)],
  ['is a text', '"yes"'.padEnd(PAPER_LENGTH)],
  ['has a choice that is no text', JSON.stringify({ format: 'plenary.paper.1', ballot: 'b1', choice: 1, reason: null, tracker: 'a'.repeat(32) }).padEnd(PAPER_LENGTH)],
  ['has a reason that is no text', JSON.stringify({ format: 'plenary.paper.1', ballot: 'b1', choice: 'yes', reason: 1, tracker: 'a'.repeat(32) }).padEnd(PAPER_LENGTH)],
  ['says no without the reason the rule asks', written({ ...sound, choice: 'no', reason: '  ' })],
])('[ballots-42] a paper that %s is not read', (_, text) => {
  expect(readPaper('b1', rule, text)).toBeNull()
})

test('[ballots-42] a rule that asks for no reason reads papers without', () => {
  const simple = rules['iso.dis']!
  expect(simple.reasonRequired).toBeUndefined()
  expect(readPaper('b1', simple, written({ ...sound, choice: 'no' }))).toEqual({ ...sound, choice: 'no' })
})

test('[ballots-43] papers that carry one tracker, as only a changed record has them, are stated in the order given', () => {
  const [first, second] = [{ ...sound, choice: 'no', reason: 'x' }, sound]
  expect(batchStatement([first, second])).toEqual([first, second])
  expect(batchStatement([second, first])).toEqual([second, first])
})

test('[ballots-43] the published papers are the same for every order of the box', () => {
  fc.assert(fc.property(papers.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
    const batch = batchOf('b1', rule, all.map(one => written(one)))
    expect(batchOf('b1', rule, shuffled.map(one => written(one)))).toEqual(batch)
    expect(batch.papers.map(one => one.tracker)).toEqual(all.map(one => one.tracker).sort())
    expect(batchStatement(shuffled)).toEqual(batchStatement(all))
    expect(batchHash(shuffled, plain)).toBe(batchHash(all, plain))
  }))
})

test('[ballots-43] papers with one tracker are not taken, none of them, and neither are papers that cannot be read', () => {
  const texts = [written(sound), written({ ...sound, choice: 'abstain' }), written({ ...sound, tracker: 'b'.repeat(32) }), null, 'x'.repeat(PAPER_LENGTH)]
  expect(batchOf('b1', rule, texts)).toEqual({ papers: [{ ...sound, tracker: 'b'.repeat(32) }], unreadable: 2, clashing: 2 })
})

const seats = (count: number): Roll => Array.from({ length: count }, (_, n) => ({ seat: `s${n}`, name: `S${n}`, weight: 1, category: null, jurisdiction: null }))
const at = '2027-03-10T12:00:00Z'
const closesAt = '2027-04-01T00:00:00Z'

test('[ballots-44] (D8) under every rule that needs no names the result is the same on whichever seats the published papers are laid', () => {
  const nameless = Object.values(rules).filter(one => !needsNames(one))
  expect(nameless.map(one => one.id)).toEqual(expect.arrayContaining(['generic.default', 'generic.simple', 'generic.consent']))
  for (const one of nameless) {
    const cast = fc.record({ choice: fc.constantFrom(...one.options, 'recuse'), reason: fc.option(reason), tracker })
    fc.assert(fc.property(fc.uniqueArray(cast, { selector: each => each.tracker, maxLength: 12 }), fc.integer({ min: 0, max: 5 }), (all, more) => {
      const roll = seats(all.length + more)
      const asked = Object.fromEntries(Object.keys(one.asks ?? {}).map(name => [name, 1]))
      const result = decide(one, roll, votesOfPapers(roll, all, at), { ...asked, closesAt })
      const otherwise = [...roll].reverse()
      expect(decide(one, roll, votesOfPapers(otherwise, [...all].reverse(), at), { ...asked, closesAt })).toEqual(result)
    }), { numRuns: 20 })
  }
})

test('[ballots-44] more papers than seats are not counted', () => {
  expect(() => votesOfPapers(seats(1), [sound, sound], at)).toThrow(new RangeError('There are 2 papers and 1 seats.'))
})

test('[ballots-41] a rule that counts weights, groups or flags needs names', () => {
  const counting = (where: object, sum = 'count') => ({ ...rule, steps: [{ if: { l: { sum, where }, op: '>', r: { const: 0 } }, outcome: 'x' }] }) as typeof rule
  const comparing = (l: object) => ({ ...rule, steps: [{ if: { all: [{ l, op: '>', r: { const: 0 } }] }, outcome: 'x' }] }) as typeof rule
  expect([counting({}), counting({}, 'weight'), counting({ category: ['a'] }), counting({ flag: 'late' }), { ...rule, pre: ['collapse'] }, { ...rule, method: 'ranked' }].map(needsNames))
    .toEqual([false, true, true, true, true, true])
  expect([{ add: [{ sum: 'count', where: {} }] }, { largest: 'count', where: {} }, { fewest: 'count', above: '1/2', where: {} }].map(l => needsNames(comparing(l)))).toEqual([false, true, true])
  expect(needsNames({ ...rule, obliged: ['P'] })).toBe(true)
})

const beyondCounting = 'This rule counts weights, populations or groups of seats, so '
test.each([
  ['recorded', { seats: 1 }, null],
  ['names-only', { seats: 1 }, null],
  ['secret', { seats: 5 }, null],
  ['secret', { seats: 4 }, ['too-few', 'With 4 seats the result itself tells who voted how. A secret ballot has at least 5 seats, unless you confirm that you know this.']],
  ['secret', { seats: 1 }, ['too-few', 'With one seat the result itself tells who voted how. A secret ballot has at least 5 seats, unless you confirm that you know this.']],
  ['secret', { seats: 4, confirmed: true }, null],
  ['secret', { seats: 9, rule: { ...rule, pre: ['collapse'] } }, ['names-needed', `${beyondCounting}it cannot be voted on in secret. Open a recorded ballot.`]],
  ['names-only', { seats: 9, rule: { ...rule, pre: ['collapse'] } }, ['names-needed', `${beyondCounting}its votes cannot be published without names. Open a recorded ballot.`]],
])('[ballots-41] a %s ballot, case %#, is admitted or refused with its reason', (id, opening, refused) => {
  const admitted = kindOf(id)!.admits({ rule, confirmed: false, ...opening })
  expect(admitted.ok ? admitted.value : [admitted.refusal.code, admitted.refusal.message]).toEqual(refused ?? true)
})

const ballot: Ballot = { id: 'b1', editionHash: 'e', rule, opensAt: '2027-03-01T00:00:00Z', closesAt, closed: false }
const officer = { seats: ['s1'], officer: true }

test('[ballots-40] (D9) only a recorded ballot ever shows how another seat voted, and a secret one not even its own', () => {
  const seen = (closed: boolean, results: 'open' | 'hidden-until-close') => kinds.map(kind => {
    const { votes, ownSeats } = visible(results, { ...ballot, closed }, officer, at, kind)
    return [kind.id, votes, ownSeats.length, kind.shows(closed ? 'counted' : 'open', results)]
  })
  expect(seen(false, 'open')).toEqual([['recorded', true, 1, true], ['names-only', false, 1, false], ['secret', false, 0, false]])
  expect(seen(true, 'hidden-until-close')).toEqual([['recorded', true, 1, true], ['names-only', false, 1, false], ['secret', false, 0, false]])
  expect(kinds.map(kind => kind.shows('annulled', 'hidden-until-close'))).toEqual([false, false, false])
  expect(kindOf('raised-hands')).toBeNull()
})

test('[ballots-40] what a receipt names is the ballot, the choice and the tracker', () => {
  expect(paperStatement('b1', sound)).toEqual({ format: 'plenary.receipt.1', ballot: 'b1', choice: 'yes', tracker: 'a'.repeat(32) })
  expect(receiptStatement('b1', 'paper', 'sealed')).toEqual({ format: 'plenary.receipt.1', ballot: 'b1', paper: 'paper', sealed: 'sealed' })
  expect(sealedFor('b1')).toBe('plenary.sealed-vote.1 b1')
})
