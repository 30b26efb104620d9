import fc from 'fast-check'
import { changedRoll, changeInWords, confirmChange, proposeChange, rollHash, type Roll, type RollChange, type RollSeat } from './index.ts'

const seat = (name: string, more: Partial<RollSeat> = {}): RollSeat => ({ seat: name, name: name.toUpperCase(), weight: 1, category: null, jurisdiction: 'BR', ...more })
const roll: Roll = [seat('a'), seat('b'), seat('c')]
const hashOf = (one: Roll) => rollHash(one, value => JSON.stringify(value))
const held = { roll, hash: hashOf(roll) }
/** How a change came out; whatever is refused is refused in a sentence. */
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string; message: string } }): string => {
  if (result.ok) return 'done'
  expect(result.refusal.message).toMatch(/^[A-Z].+\.$/)
  return result.refusal.code
}
const wanted = (change: RollChange, by = 'ada', reason = 'A typing error.') => ({ change, by, reason })
const strike: RollChange = { kind: 'strike', seat: 'b' }

test.each<[string, RollChange, string]>([
  ['strikes a seat', strike, 'done'],
  ['strikes a seat that is not there', { kind: 'strike', seat: 'z' }, 'not-on-the-roll'],
  ['enters a seat', { kind: 'enter', seat: seat('d') }, 'done'],
  ['enters a seat twice', { kind: 'enter', seat: seat('a') }, 'on-the-roll'],
  ['amends a weight', { kind: 'amend', seat: 'a', to: { weight: 3 } }, 'done'],
  ['amends an affiliation', { kind: 'amend', seat: 'a', to: { affiliation: 'house' } }, 'done'],
  ['amends nothing', { kind: 'amend', seat: 'a', to: { weight: 1 } }, 'nothing-new'],
  ['amends a weight to none', { kind: 'amend', seat: 'a', to: { weight: 0 } }, 'bad-figure'],
  ['amends a weight to half of one', { kind: 'amend', seat: 'a', to: { weight: 1.5 } }, 'bad-figure'],
  ['amends a weight to the most there is', { kind: 'amend', seat: 'a', to: { weight: 1_000_000 } }, 'done'],
  ['amends a weight to more than that', { kind: 'amend', seat: 'a', to: { weight: 1_000_001 } }, 'bad-figure'],
  ['amends inhabitants to none', { kind: 'amend', seat: 'a', to: { population: 0 } }, 'done'],
  ['amends inhabitants to fewer than none', { kind: 'amend', seat: 'a', to: { population: -1 } }, 'bad-figure'],
  ['amends inhabitants to a half', { kind: 'amend', seat: 'a', to: { population: 1.5 } }, 'bad-figure'],
  ['amends inhabitants to more than a number keeps', { kind: 'amend', seat: 'a', to: { population: 2 ** 53 } }, 'bad-figure'],
  ['amends a seat that is not there', { kind: 'amend', seat: 'z', to: { weight: 3 } }, 'not-on-the-roll'],
])('[ballots-64] a change that %s is answered', (_, change, outcome) => {
  expect(codeOf(changedRoll(roll, change))).toBe(outcome)
  expect(codeOf(proposeChange(held, false, wanted(change)))).toBe(outcome)
})

test('[ballots-64] everything but what was changed stays as it was, in its place', () => {
  expect(changedRoll(roll, { kind: 'amend', seat: 'b', to: { weight: 2 } })).toEqual({ ok: true, value: [seat('a'), seat('b', { weight: 2 }), seat('c')] })
  expect(changedRoll(roll, { kind: 'enter', seat: seat('d') })).toEqual({ ok: true, value: [seat('a'), seat('b'), seat('c'), seat('d')] })
})

test('[ballots-64] the last seat is not struck', () => {
  expect(codeOf(changedRoll([seat('a')], { kind: 'strike', seat: 'a' }))).toBe('last-seat')
})

test('[ballots-64] a change is proposed with a reason, one at a time', () => {
  expect(codeOf(proposeChange(held, false, wanted(strike, 'ada', ' ')))).toBe('reason-missing')
  expect(codeOf(proposeChange(held, true, wanted(strike)))).toBe('change-open')
})

test('[ballots-64] a change takes a second person, and the roll of which it was proposed', () => {
  const proposed = proposeChange(held, false, wanted(strike, 'ada', ' A typing error. '))
  expect(proposed).toEqual({ ok: true, value: { ...wanted(strike), hash: held.hash } })
  if (!proposed.ok) throw new Error(proposed.refusal.message)
  expect(codeOf(confirmChange(held, proposed.value, 'ada'))).toBe('same-person')
  expect(codeOf(confirmChange({ roll: [...roll, seat('d')], hash: 'another' }, proposed.value, 'bo'))).toBe('other-roll')
  expect(confirmChange(held, proposed.value, 'bo')).toMatchObject({ value: [{ seat: 'a' }, { seat: 'c' }] })
})

test('[ballots-64] whatever is changed, the hash changes, and one person alone never changes it', () => {
  const change = fc.oneof(
    fc.constantFrom<RollChange>(...roll.map(one => ({ kind: 'strike' as const, seat: one.seat })), { kind: 'enter', seat: seat('d') }),
    fc.record({ kind: fc.constant('amend' as const), seat: fc.constantFrom('a', 'b', 'c'), to: fc.record({ weight: fc.integer({ min: 1, max: 9 }), population: fc.nat(9) }) }),
  )
  fc.assert(fc.property(change, fc.constantFrom('ada', 'bo'), fc.constantFrom('ada', 'bo'), (one, by, confirming) => {
    const proposed = proposeChange(held, false, wanted(one, by))
    if (!proposed.ok) return
    const confirmed = confirmChange(held, proposed.value, confirming)
    expect(confirmed.ok).toBe(by !== confirming)
    if (confirmed.ok) expect(hashOf(confirmed.value)).not.toBe(held.hash)
  }))
})

test.each<[RollChange, string]>([
  [strike, 'B is struck from the roll.'], [{ kind: 'enter', seat: seat('d') }, 'D is entered, with weight 1.'],
  [{ kind: 'amend', seat: 'a', to: { weight: 3, affiliation: 'house' } }, 'A: weight 3 instead of 1, affiliation house instead of none.'],
  [{ kind: 'strike', seat: 'z' }, 'z is struck from the roll.'],
  [{ kind: 'amend', seat: 'z', to: { jurisdiction: null, weight: 2 } }, 'z: jurisdiction none instead of none, weight 2 instead of none.'],
])('[ballots-64] whoever confirms reads what changes: %#', (change, words) => {
  expect(changeInWords(roll, change)).toBe(words)
})
