import { castVote, contested, contestVote, decide, enterVote, isContested, mayBeEntered, ruleOf, type Ballot, type Roll, type Vote } from './index.ts'

const rule = { ...ruleOf('generic.simple')!, reasonRequired: [] }
const roll: Roll = ['a', 'b', 'c'].map(seat => ({ seat, name: seat, weight: 1, category: null, jurisdiction: null }))
const ballot: Ballot = { id: 'b', editionHash: 'h', rule, opensAt: '2027-05-01T09:00:00Z', closesAt: '2027-05-01T12:00:00Z', closed: false }
const at = (minute: number) => `2027-05-01T10:${String(minute).padStart(2, '0')}:00Z`
const vote = (choice: string, minute: number, more: Partial<Vote> = {}): Vote => ({ seat: 'a', choice, reason: null, at: at(minute), ...more })
const entry = (choice: string, minute: number) => ({ ...vote(choice, minute), entered: 'paper' as const })
/** How an act came out; whatever is refused is refused in a sentence. */
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string; message: string } }): string => {
  if (result.ok) return 'taken'
  expect(result.refusal.message).toMatch(/^[A-Z].+\.$/)
  return result.refusal.code
}

test.each([
  ['while the seat has none', [], 'taken'],
  ['in the place of one entered before', [vote('yes', 1, { entered: 'floor' })], 'taken'],
  ['over what the seat cast itself', [vote('yes', 1)], 'cast-by-the-seat'],
  ['once the seat has withdrawn its own', [vote('yes', 1), vote('withdraw', 2)], 'taken'],
  ['over what the seat contested', [vote('yes', 1, { entered: 'paper' }), vote('contested', 2)], 'contested'],
] as const)('[ballots-63] a vote is entered for a seat %s: %s', (_, earlier, outcome) => {
  expect(codeOf(enterVote(ballot, roll, earlier, entry('no', 5)))).toBe(outcome)
})

test('[ballots-63] an entered vote keeps how it came, and asks of the choice what every vote asks', () => {
  expect(enterVote(ballot, roll, [], entry('no', 5))).toMatchObject({ value: { entered: 'paper', choice: 'no', inPlaceOf: null } })
  expect(codeOf(enterVote(ballot, roll, [], entry('perhaps', 5)))).toBe('unknown-choice')
  expect(codeOf(enterVote(ballot, roll, [], { ...entry('yes', 5), at: '2027-05-01T12:00:01Z' }))).toBe('closed')
})

const received = vote('no', 1, { entered: 'paper' })
test.each([
  ['what was entered, with a reason', [received], 'We wrote yes.', 20, 'taken'],
  ['without a reason', [received], ' ', 20, 'reason-missing'],
  ['what it cast itself', [vote('no', 1)], 'We wrote yes.', 20, 'nothing-entered'],
  ['nothing', [], 'We wrote yes.', 20, 'nothing-entered'],
  ['a second time', [received, vote('contested', 2)], 'We wrote yes.', 20, 'nothing-entered'],
] as const)('[ballots-63] a seat contests %s: the ballot answers', (_, earlier, reason, minute, outcome) => {
  expect(codeOf(contestVote(ballot, roll, earlier, { seat: 'a', reason, at: at(minute) }))).toBe(outcome)
})

test('[ballots-63] after the close nothing is contested', () => {
  expect(codeOf(contestVote(ballot, roll, [received], { seat: 'a', reason: 'We wrote yes.', at: '2027-05-01T12:00:01Z' }))).toBe('closed')
})

test('[ballots-63] only the last act tells whether a vote is contested, and a contest is an entry of its own', () => {
  expect(isContested([vote('contested', 1), vote('yes', 2)])).toBe(false)
  expect(isContested([received, vote('contested', 2), vote('yes', 3)])).toBe(false)
  expect(codeOf(contestVote(ballot, roll, [received], { seat: 'a', at: at(4), reason: null }))).toBe('reason-missing')
  expect(contestVote(ballot, roll, [received], { seat: 'a', at: at(4), reason: ' We wrote yes. ' })).toEqual({ ok: true, value: {
    kind: 'vote.cast', ballot: 'b', editionHash: 'h', seat: 'a', at: at(4), choice: 'contested', reason: 'We wrote yes.', inPlaceOf: 'no',
  } })
})

test('[ballots-63] what is contested does not count, unless the seat confirms it', () => {
  const others = ['b', 'c'].map((seat, n) => ({ ...vote(n === 0 ? 'yes' : 'no', 3), seat }))
  const objected = [received, vote('contested', 4, { reason: 'We wrote yes.' })]
  const outcome = (own: readonly Vote[]) => {
    const result = decide(rule, roll, [...own, ...others], { closesAt: ballot.closesAt })
    if (!result.ok) throw new Error(result.refusal.message)
    return { outcome: result.value.outcome, counted: result.value.tallies.counted, contested: result.value.tallies.contested ?? 0 }
  }
  expect(outcome([received])).toMatchObject({ outcome: 'rejected', counted: { yes: 1, no: 2 }, contested: 0 })
  expect(outcome(objected)).toMatchObject({ counted: { yes: 1, no: 1 }, contested: 1 })
  expect([isContested(objected), contested(objected)?.choice, contested([received]), contested(objected.slice(1))]).toEqual([true, 'no', null, null])
  const confirmed = castVote(ballot, roll, objected, vote('no', 6))
  expect(confirmed).toMatchObject({ value: { inPlaceOf: null, choice: 'no' } })
  expect(outcome([...objected, vote('no', 6)])).toMatchObject({ outcome: 'rejected', contested: 1 })
})

test.each([
  ['floor', { publishesVotes: true, inMeeting: true, hasDocument: false }, 'taken'],
  ['floor', { publishesVotes: true, inMeeting: false, hasDocument: true }, 'not-on-floor'],
  ['paper', { publishesVotes: true, inMeeting: false, hasDocument: true }, 'taken'],
  ['paper', { publishesVotes: true, inMeeting: true, hasDocument: false }, 'document-missing'],
  ['paper', { publishesVotes: false, inMeeting: false, hasDocument: true }, 'not-by-name'],
  ['floor', { publishesVotes: false, inMeeting: true, hasDocument: false }, 'not-by-name'],
] as const)('[ballots-63] a vote comes by %s to %j: %s', (entered, known, outcome) => {
  expect(codeOf(mayBeEntered(entered, known))).toBe(outcome)
})
