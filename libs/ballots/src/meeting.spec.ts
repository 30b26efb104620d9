import fc from 'fast-check'
import { blockingSet, closeEarly, decide, markAttendance, mayVoteAt, openOnFloor, presenceAt, rollAt, rollHash, ruleOf, stillPresent, takesVotes, turning, wanting, type Mark, type Roll, type Vote } from './index.ts'

const seats = Array.from({ length: 40 }, (_, n) => `s${n}`)
const roll: Roll = seats.map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: null, jurisdiction: null }))
const mark = (seat: string, item: string, present = true): Mark => ({ seat, item, present })
const majority = ruleOf('codex.majority')!
const vote = (seat: string, choice: string): Vote => ({ seat, choice, reason: null, at: '2027-05-01T10:00:00Z' })
const facts = { closesAt: '2027-05-01T11:00:00Z' }

test('[ballots-61] attendance is recorded at the item the meeting is at, for seats of the committee, while the meeting is open', () => {
  const stand = { closed: false, items: ['i1', 'i2'], seats }
  const asked = (wanted: Partial<Parameters<typeof markAttendance>[2]>, over = {}) => {
    const result = markAttendance({ ...stand, ...over }, [mark('s1', 'i2')], { item: 'i2', seats: ['s1', 's2', 's2'], present: true, ...wanted })
    if (result.ok) return result.value
    expect(result.refusal.message).toMatch(/^[A-Z].+\.$/)
    return result.refusal.code
  }
  expect(asked({})).toEqual(['s2'])
  expect(asked({ seats: ['s1', 's3'] }, { items: ['i2', 'i1'] })).toBe('item-over')
  expect(asked({ present: false })).toEqual(['s1'])
  expect(asked({ item: 'i1' })).toBe('item-over')
  expect(asked({}, { items: ['i1', 'i2', 'i3'] })).toBe('item-over')
  expect(asked({ item: 'i9' })).toBe('no-item')
  expect(asked({ seats: ['stranger'] })).toBe('foreign-seat')
  expect(asked({}, { closed: true })).toBe('meeting-closed')
})

test('[ballots-61] the next item begins with those who were there at the last', () => {
  expect(stillPresent([mark('s1', 'i1'), mark('s2', 'i2'), mark('s3', 'i2', false)], 'i2')).toEqual(['s2'])
  expect(stillPresent([], null)).toEqual([])
  // Who was marked at an item before is asked again at the next.
  expect(markAttendance({ closed: false, items: ['i1', 'i2'], seats }, [mark('s1', 'i1')], { item: 'i2', seats: ['s1'], present: true })).toEqual({ ok: true, value: ['s1'] })
})

test('[ballots-60] a seat is present at its item, attends when it was there at another, and is absent otherwise; only the present vote', () => {
  const marks = [mark('s0', 'i1'), mark('s1', 'i2'), mark('s2', 'i1'), mark('s2', 'i2', false), mark('s3', 'i1', false)]
  expect([...presenceAt(marks, 'i2')]).toEqual([['s0', 'attending'], ['s1', 'present'], ['s2', 'attending']])
  const here = rollAt(roll, marks, 'i2')
  const ballot = { id: 'b', editionHash: 'h', rule: majority, opensAt: '2027-05-01T09:00:00Z', closesAt: facts.closesAt, closed: false }
  expect(here.slice(0, 5).map(seat => seat.presence)).toEqual(['attending', 'present', 'attending', 'absent', 'absent'])
  const answer = (seat: string) => { const taken = takesVotes(ballot, here, { seat, at: '2027-05-01T10:00:00Z' }); return taken.ok ? 'taken' : taken.refusal.code }
  expect(['s0', 's1', 's2', 's9'].map(answer)).toEqual(['not-present', 'taken', 'not-present', 'not-present'])
  expect(openOnFloor(here).ok).toBe(true)
  expect(openOnFloor(rollAt(roll, marks, 'i3'))).toMatchObject({ refusal: { code: 'nobody-present', message: expect.stringMatching(/^[A-Z].+\.$/) } })
})

test('[ballots-60] what a rule asks of those present and attending follows from the roll of the meeting, and from no other roll', () => {
  expect(wanting(majority, roll).map(one => one.name).sort()).toEqual(['attending', 'present'])
  const marks = seats.slice(0, 30).map(seat => mark(seat, seats.indexOf(seat) < 26 ? 'i2' : 'i1'))
  const here = rollAt(roll, marks, 'i2')
  expect(wanting(majority, here)).toEqual([])
  const result = decide(majority, here, seats.slice(0, 26).map(seat => vote(seat, 'yes')), facts)
  expect(result.ok && result.value.sentence).toContain('26 of 30 members attending the session were present = 13/15 (86.7 %) > 1/2, 26 of 40 members were present')
  // A roll in which the presence of one seat is not known says of nobody how many are there.
  expect(wanting(majority, [...here.slice(1), roll[0]!]).map(one => one.name).sort()).toEqual(['attending', 'present'])
  const votes = seats.slice(0, 20).map((seat, n) => vote(seat, n < 11 ? 'yes' : 'no'))
  expect(decide(majority, here, votes, facts)).toMatchObject({ value: { outcome: 'approved', sentence: expect.stringContaining('11 of 20 votes cast') } })
  // 24 present are fewer than 25, although they are a majority of those attending and a fifth of the membership.
  const few = rollAt(roll, marks.map(one => ({ ...one, item: seats.indexOf(one.seat) < 24 ? 'i2' : 'i1' })), 'i2')
  expect(decide(majority, few, votes, facts)).toMatchObject({ value: { outcome: 'inquorate' } })
})

test('[ballots-60] who was not there could not have turned the result', () => {
  const rule = ruleOf('generic.simple')!
  const here = rollAt(roll.slice(0, 3), [mark('s0', 'i')], 'i')
  expect(turning(rule, here, [vote('s0', 'yes')], facts)).not.toContain('more vote')
})

test('[ballots-60] [ballots-16] who is not there cannot stop a text', () => {
  const rule = ruleOf('oecd.mutual')!
  const set = (there: readonly string[]) => blockingSet(rule, rollAt(roll.slice(0, 3), there.map(seat => mark(seat, 'i')), 'i'))
  expect(set(['s1'])).toMatchObject({ seats: 1, example: [{ seat: 's1' }] })
})

test('[ballots-60] the hash of a roll covers who was there, and a roll outside a meeting keeps the hash it had', () => {
  const hash = (one: Roll) => rollHash(one, value => JSON.stringify(value))
  expect(hash(roll)).not.toContain('presence')
  fc.assert(fc.property(fc.subarray(seats), fc.subarray(seats), (one, other) => {
    const [a, b] = [one, other].map(there => rollAt(roll, there.map(seat => mark(seat, 'i')), 'i')) as [Roll, Roll]
    expect(hash(a) === hash(b)).toBe(one.join() === other.join())
  }))
})

test('[ballots-46] a vote from the floor ends when the chair ends it, whoever has not voted', () => {
  const policy = { kinds: ['recorded'], extension: null, closesWhenAllVoted: false, fromFloor: true }
  const conducted = { ballot: { closesAt: '2027-05-01T11:00:00Z', closed: false }, annulled: false, policy, now: '2027-05-01T10:00:00Z' }
  expect(closeEarly(conducted, { voted: 1, seats: 40 }).ok).toBe(true)
  expect(closeEarly({ ...conducted, policy: { ...policy, fromFloor: false } }, { voted: 40, seats: 40 })).toMatchObject({ refusal: { code: 'not-permitted' } })
})

test.each([
  ['the item the meeting is at', { closed: false, items: ['i1', 'i2'] }, 'taken'],
  ['an item it has gone on from', { closed: false, items: ['i2', 'i3'] }, 'item-over'],
  ['an item in the middle', { closed: false, items: ['i1', 'i2', 'i3'] }, 'item-over'],
  ['an item of another meeting', { closed: false, items: [] }, 'item-over'],
  ['a meeting that is closed', { closed: true, items: ['i1', 'i2'] }, 'meeting-closed'],
] as const)('[ballots-61] a vote at %s: %s', (_, stand, outcome) => {
  const result = mayVoteAt(stand, 'i2')
  if (!result.ok) expect(result.refusal.message).toMatch(/^[A-Z].+\.$/)
  expect(result.ok ? 'taken' : result.refusal.code).toBe(outcome)
})
