import fc from 'fast-check'
import { kindOf } from './kinds/index.ts'
import { rules } from './rulebooks/index.ts'
import { visible } from './visible.ts'
import { castVote, choicesOf, isOpen, rollHash, rollStatement, standingVote, takesVotes, type Ballot, type Roll, type Vote } from './vote.ts'

const roll: Roll = ['br', 'fr', 'ke'].map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: 'government', jurisdiction: seat }))
const ballot: Ballot = {
  id: 'b1', editionHash: 'e'.repeat(64), rule: rules['generic.default']!, opensAt: '2027-03-01T00:00:00Z', closesAt: '2027-04-01T00:00:00Z', closed: false,
}
const vote = (change: Partial<Vote> = {}): Vote => ({ seat: 'br', choice: 'yes', reason: null, at: '2027-03-10T12:00:00Z', ...change })

test.each([
  ['before the opening', vote({ at: '2027-02-28T23:59:59.999999Z' }), 'not-open', 'This ballot has not opened yet.'],
  ['after the closing instant', vote({ at: '2027-04-01T00:00:00.000001Z' }), 'closed', 'This ballot is closed; the vote was not taken.'],
  ['from a seat that is not on the roll', vote({ seat: 'us' }), 'not-on-the-roll', 'This seat is not on the roll, which was fixed when the ballot opened.'],
  ['with a choice the rule does not know', vote({ choice: 'maybe' }), 'unknown-choice', 'The choices are yes, no, abstain, object, recuse, withdraw.'],
  ['against, without a reason', vote({ choice: 'no', reason: '  ' }), 'reason-missing', 'A vote “no” takes a reason under this rule.'],
  ['against, with a reason about what is not in question', vote({ choice: 'no', reason: 'Too wide', outOfScope: true }), 'out-of-scope',
    'A vote “no” takes a reason, and this one is about parts that have neither changed nor are under an open negative.'],
  ['taking back what was never cast', vote({ choice: 'withdraw' }), 'nothing-to-withdraw', 'This seat has no vote to withdraw.'],
])('[ballots-6] a vote %s is refused, and it is said why', (_, cast, code, message) => {
  expect(castVote(ballot, roll, [], cast)).toMatchObject({ ok: false, refusal: { code, message } })
})

test('[ballots-6] a vote that is taken is kept as it was cast, with its reason without the blanks around it', () => {
  const cast = vote({ choice: 'no', reason: ' Too wide ' })
  expect(castVote(ballot, roll, [], cast)).toEqual({ ok: true, value: { ...cast, kind: 'vote.cast', ballot: 'b1', editionHash: ballot.editionHash, reason: 'Too wide', inPlaceOf: null } })
  // A vote in favour stands, whatever it is about.
  expect(castVote(ballot, roll, [], vote({ outOfScope: true }))).toMatchObject({ ok: true, value: { reason: null } })
  expect(isOpen(ballot, cast.at)).toEqual({ ok: true, value: true })
  expect(takesVotes(ballot, roll, cast)).toEqual({ ok: true, value: true })
  expect(castVote(ballot, [{ ...roll[0]!, presence: 'absent' }], [], cast))
    .toMatchObject({ refusal: { code: 'not-present', message: 'BR was not recorded as present when this vote began; in a meeting those present vote.' } })
})

test('[ballots-6] a vote on a ballot whose result is recorded is refused, whatever its time', () => {
  expect(castVote({ ...ballot, closed: true }, roll, [], vote())).toMatchObject({ ok: false, refusal: { code: 'closed' } })
})

test.each(['2027-03-31T23:59:59.999999Z', '2027-04-01T00:00:00.000000Z'])('[ballots-6] a vote up to the closing instant is taken: %s', at => {
  expect(castVote(ballot, roll, [], vote({ at }))).toMatchObject({ ok: true, value: { kind: 'vote.cast', inPlaceOf: null } })
})

test('[ballots-5] a vote is changed until the close, and the change names what it replaces', () => {
  const first = vote({ choice: 'no', reason: 'Too wide' })
  const second = vote({ choice: 'withdraw', at: '2027-03-11T00:00:00Z' })
  expect(castVote(ballot, roll, [first], vote({ at: '2027-03-12T00:00:00Z' }))).toMatchObject({ ok: true, value: { choice: 'yes', inPlaceOf: 'no' } })
  expect(castVote(ballot, roll, [second, first], vote({ at: '2027-03-12T00:00:00Z' }))).toMatchObject({ ok: true, value: { inPlaceOf: null } })
})

test('[ballots-6] every rule lets a seat recuse itself and withdraw its vote', () => {
  for (const rule of Object.values(rules)) expect(choicesOf(rule)).toEqual(expect.arrayContaining(['recuse', 'withdraw']))
})

test('[ballots-7] a roll has one hash, in whatever order its seats are listed, and another when anything in it changes', () => {
  const hash = (one: Roll): string => rollHash(one, value => JSON.stringify(value))
  expect(hash([...roll].reverse())).toBe(hash(roll))
  expect(hash(roll.slice(1))).not.toBe(hash(roll))
  for (const change of [{ seat: 'x' }, { name: 'X' }, { weight: 2 }, { category: null }, { jurisdiction: null }, { population: 1 }]) {
    expect(hash(roll.with(0, { ...roll[0]!, ...change }))).not.toBe(hash(roll))
  }
  expect(rollStatement(roll)).toHaveLength(3)
})

const before = '2027-03-20T00:00:00Z'
const after = '2027-04-01T00:00:00.000001Z'
test.each([
  ['hidden-until-close', false, before, { turnout: false, votes: false, result: false }],
  ['hidden-until-close', true, before, { turnout: true, votes: false, result: false }],
  ['open', false, before, { turnout: true, votes: true, result: false }],
  ['hidden-until-close', false, after, { turnout: true, votes: true, result: true }],
] as const)('[ballots-14] results %s, seen by an officer: %s, at %s', (results, officer, now, seen) => {
  const at = { ...ballot, closed: now === after }
  expect(visible(results, at, { seats: ['br'], officer }, now)).toMatchObject({ ...seen, ownSeats: ['br'] })
})

test('[ballots-7] a seat with several holders has one vote, cast and changed by any of them and by nobody else', () => {
  const shared: Roll = [{ ...roll[0]!, holders: ['ana', 'bo'] }]
  const first = vote({ by: 'ana', choice: 'no', reason: 'Too wide' })
  expect(castVote(ballot, shared, [], first)).toMatchObject({ ok: true, value: { by: 'ana', inPlaceOf: null } })
  expect(castVote(ballot, shared, [first], vote({ by: 'bo', at: '2027-03-11T00:00:00Z' }))).toMatchObject({ ok: true, value: { by: 'bo', inPlaceOf: 'no' } })
  for (const by of [{ by: 'carl' }, {}]) expect(castVote(ballot, shared, [], vote(by))).toMatchObject({ ok: false, refusal: { code: 'not-a-holder', message: 'Only those whom the roll names for this seat cast its vote.' } })
})

test('[ballots-7] holders and affiliations are in the hash of a roll that has them, in no order, and in no other', () => {
  const hash = (one: Roll): string => rollHash(one, value => JSON.stringify(value))
  const shared = (holders: readonly string[]): Roll => [{ ...roll[0]!, holders, affiliation: 'X' }, ...roll.slice(1)]
  expect(hash(shared(['ana', 'bo']))).toBe(hash(shared(['bo', 'ana'])))
  expect(hash(shared(['ana']))).not.toBe(hash(shared(['bo'])))
  expect(hash(roll)).not.toMatch(/holders|affiliation/)
  expect(hash([roll[0]!, roll[0]!])).toBe(hash([roll[0]!, roll[0]!]))
})

test('[ballots-5] of two votes at one instant the later listed is the one that is replaced', () => {
  const [one, other] = [vote({ choice: 'abstain' }), vote({ choice: 'no', reason: 'Too wide' })]
  expect(castVote(ballot, roll, [one, other], vote({ at: '2027-03-12T00:00:00Z' }))).toMatchObject({ ok: true, value: { inPlaceOf: 'no' } })
})

test('[ballots-5] what a vote replaces follows from the vote that stands, whatever was cast before that one', () => {
  const choice = fc.constantFrom(...choicesOf(ballot.rule), 'overruled', 'contested')
  const log = fc.array(fc.record({ choice, day: fc.integer({ min: 10, max: 14 }), seat: fc.constantFrom('br', 'ke') }).map(({ day, ...cast }) => vote({ ...cast, at: `2027-03-${day}T00:00:00Z` })))
  fc.assert(fc.property(log, choice, (votes, chosen) => {
    const cast = vote({ choice: chosen, reason: 'Too wide', at: '2027-03-15T00:00:00Z' })
    const standing = standingVote('br', votes)
    expect(castVote(ballot, roll, standing === undefined ? [] : [standing], cast)).toEqual(castVote(ballot, roll, votes, cast))
  }))
})

test('[ballots-6] a rule that asks no reasons takes votes without', () => {
  expect(castVote({ ...ballot, rule: rules['iso.dis']! }, roll, [], vote({ choice: 'no' }))).toMatchObject({ ok: true, value: { reason: null } })
})

test.each([
  ['open, to a member', 'hidden-until-close', false, false, { turnout: false, votes: false, result: false, why: 'How seats voted is hidden until the close.' }],
  ['open, to an officer', 'hidden-until-close', false, true, { turnout: true, votes: false, result: false, why: 'How seats voted is hidden until the close.' }],
  ['open and nothing hidden', 'open', false, false, { turnout: true, votes: true, result: false, why: 'Votes are shown as they come; the result comes at the close.' }],
  ['closed', 'hidden-until-close', true, false, { turnout: true, votes: true, result: true, why: 'The ballot is closed.' }],
] as const)('[ballots-14] of a ballot that is %s it is said what is shown', (_, results, closed, officer, seen) => {
  const one: Ballot = { id: 'b', editionHash: 'e', rule: rules['generic.default']!, opensAt: '2027-03-01T00:00:00Z', closesAt: '2027-04-01T00:00:00Z', closed }
  expect(visible(results, one, { seats: [], officer }, '2027-03-10T00:00:00Z')).toMatchObject(seen)
})

test.each([[false, false, false], [false, true, true], [true, false, true], [true, true, true]])(
  '[ballots-14] who took part in a ballot without names is shown: closed %p, officer %p, shown %p', (closed, officer, turnout) => {
    const one: Ballot = { id: 'b', editionHash: 'e', rule: rules['generic.default']!, opensAt: '2027-03-01T00:00:00Z', closesAt: '2027-04-01T00:00:00Z', closed }
    expect(visible('open', one, { seats: [], officer }, '2027-03-10T00:00:00Z', kindOf('secret')!)).toMatchObject({ turnout, votes: false, result: closed })
  })


test('[ballots-7] a roll is hashed in one form: sorted by seat, with what was promised, and the rest only where the roll has it', () => {
  const seat = (id: string, more: Partial<Roll[number]> = {}): Roll[number] => ({ seat: id, name: id.toUpperCase(), weight: 1, category: null, jurisdiction: null, ...more })
  const mixed = [seat('c', { holders: ['p2', 'p1'] }), seat('a', { population: 5, affiliation: 'house' }), seat('b', { presence: 'absent' })]
  expect(rollStatement(mixed)).toEqual([
    { seat: 'a', name: 'A', weight: 1, category: null, jurisdiction: null, population: 5, affiliation: 'house' },
    { seat: 'b', name: 'B', weight: 1, category: null, jurisdiction: null, population: null, presence: 'absent' },
    { seat: 'c', name: 'C', weight: 1, category: null, jurisdiction: null, population: null, holders: ['p1', 'p2'] },
  ])
  expect(Object.keys(rollStatement([seat('a')])[0]!)).toEqual(['seat', 'name', 'weight', 'category', 'jurisdiction', 'population'])
  expect(rollStatement([...mixed].reverse())).toEqual(rollStatement(mixed))
})
