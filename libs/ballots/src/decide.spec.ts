import fc from 'fast-check'
import { decide as decideOrRefuse, quorumOf, type BallotResult } from './decide.ts'
import type { Context } from './figures.ts'
import { rules } from './rulebooks/index.ts'
import type { BallotRule } from './rule.ts'
import { countVotes, talliesOf } from './tally.ts'
import { turning } from './turning.ts'
import type { Roll, Vote } from './vote.ts'

const closesAt = '2027-04-01T00:00:00Z'
const decide = (rule: BallotRule, roll: Roll, votes: readonly Vote[], facts: { closesAt: string } & Context): BallotResult => {
  const result = decideOrRefuse(rule, roll, votes, facts)
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
const tally = (roll: Roll, votes: readonly Vote[]) => talliesOf(countVotes(roll, votes, { closesAt }), {})
const standard = rules['generic.default']!
const simple = rules['generic.simple']!
const seatName = (index: number): string => `s${index}`
const rollOf = (size: number): Roll =>
  Array.from({ length: size }, (_, index) => ({ seat: seatName(index), name: `Seat ${index}`, weight: 1, category: null, jurisdiction: null }))
const at = (minute: number): string => new Date(Date.UTC(2027, 2, 1) + minute * 60_000).toISOString()
const choice = fc.constantFrom('yes', 'no', 'abstain', 'object', 'recuse', 'withdraw')
/** Votes of up to 12 seats, each at a minute of its own, in the order of time. */
const anyVotes = fc.array(fc.tuple(fc.nat(11), choice, fc.boolean()), { maxLength: 40 })
  .map(list => list.map(([seat, chosen, reasoned], minute): Vote => ({ seat: seatName(seat), choice: chosen, reason: reasoned ? 'Because' : null, at: at(minute) })))
const of = (yes: number, no: number, abstain = 0): Vote[] =>
  ['yes', 'no', 'abstain'].flatMap((chosen, kind) => Array.from({ length: [yes, no, abstain][kind] ?? 0 }, () => chosen))
    .map((chosen, index) => ({ seat: seatName(index), choice: chosen, reason: 'Because', at: at(index) }))

test('[ballots-4] the order in which votes are listed does not matter', () => {
  fc.assert(fc.property(anyVotes.chain(votes => fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length }))), ([votes, shuffled]) => {
    expect(decide(standard, rollOf(12), shuffled, { closesAt })).toEqual(decide(standard, rollOf(12), votes, { closesAt }))
  }))
})

test('[ballots-5] the latest vote of a seat counts, and only that', () => {
  fc.assert(fc.property(anyVotes, votes => {
    const latest = new Map(votes.map(vote => [vote.seat, vote.choice]))
    const { counted, recused } = tally(rollOf(12), votes)
    const expected: Record<string, number> = {}
    for (const chosen of latest.values()) {
      if (chosen !== 'withdraw' && chosen !== 'recuse') expected[chosen] = (expected[chosen] ?? 0) + 1
    }
    expect(counted).toEqual(expected)
    expect(recused).toBe([...latest.values()].filter(chosen => chosen === 'recuse').length)
  }))
})

test('[ballots-5] a vote taken out is as if it had never been cast', () => {
  const votes = [...of(6, 3), { seat: 's8', choice: 'withdraw', reason: null, at: at(99) }]
  expect(tally(rollOf(20), votes)).toEqual({ counted: { yes: 6, no: 2 }, recused: 0, withdraw: 1, ratios: {} })
})

test.each([
  ['a moment before the close', '2027-03-31T23:59:59.999999Z', { yes: 1 }],
  ['at the close', '2027-04-01T00:00:00.000000Z', { yes: 1 }],
  ['after the close', '2027-04-01T00:00:00.000001Z', {}],
])('[ballots-6] a vote %s counts or does not, exactly', (_, when, counted) => {
  const tallies = tally(rollOf(1), [{ seat: 's0', choice: 'yes', reason: null, at: when }])
  expect(tallies.counted).toEqual(counted)
  expect(tallies.late ?? 0).toBe(Object.keys(counted).length === 0 ? 1 : 0)
})

test('[ballots-7] a vote of a seat that is not on the roll never counts', () => {
  const stranger: Vote = { seat: 'stranger', choice: 'no', reason: 'Because', at: at(50) }
  const result = decide(standard, rollOf(9), [...of(6, 3), stranger], { closesAt })
  expect(result).toMatchObject({ outcome: 'approved', tallies: { counted: { yes: 6, no: 3 }, notOnTheRoll: 1 } })
})

test('[ballots-23] [ballots-22] [ballots-25] what roll and vote say of affiliation, proxy and ranking counts', () => {
  const affiliated = rollOf(4).map((seat, index) => (index === 3 ? seat : { ...seat, affiliation: 'X' }))
  const vote = (seat: string, choice: string, more: Partial<Vote> = {}): Vote => ({ seat, choice, reason: null, at: at(1), ...more })
  expect(decide(rules['w3c.council.vote']!, affiliated, [vote('s0', 'for'), vote('s1', 'for'), vote('s3', 'against')], { closesAt })).toMatchObject({ tallies: { counted: { for: 2, against: 1 }, ratios: { collapsed: '1-1' } } })
  const proxies = ['s1', 's2'].map(seat => vote(seat, 'yes', { proxyHolder: 's0' }))
  expect(decide(simple, rollOf(4), [vote('s0', 'no'), ...proxies], { closesAt, maxProxiesPerHolder: 1 }).tallies).toMatchObject({ counted: { yes: 1, no: 1 }, proxyRefused: 1 })
  const rankings = [['A', 'B'], ['B', 'A'], ['C', 'B']].map((ranking, index) => vote(`s${index}`, rules['generic.irv']!.options[0]!, { ranking }))
  expect(decide(rules['generic.irv']!, rollOf(4), [...rankings, vote('s3', rules['generic.irv']!.options[0]!, { ranking: ['B'] })], { closesAt })).toMatchObject({ tallies: { ratios: { rounds: [{ A: 1, B: 2, C: 1 }, { B: 4 }] } } })
})

test('[ballots-8] the default rule agrees with plain counting in whole numbers on every ballot of up to 14 seats', () => {
  let compared = 0
  for (let eligible = 0; eligible <= 14; eligible += 1) {
    for (let yes = 0; yes <= eligible; yes += 1) {
      for (let no = 0; yes + no <= eligible; no += 1) {
        for (const abstain of new Set([0, eligible - yes - no])) {
          const took = yes + no + abstain
          const outcome = eligible === 0 || took * 2 < eligible ? 'inquorate' : yes + no === 0 ? 'no-valid-votes' : yes * 3 < (yes + no) * 2 ? 'rejected' : 'approved'
          expect([eligible, yes, no, abstain, decide(standard, rollOf(eligible), of(yes, no, abstain), { closesAt }).outcome]).toEqual([eligible, yes, no, abstain, outcome])
          compared += 1
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(1000)
})

test('[ballots-8] at two thirds to the last vote a ballot passes, one vote below it does not, also where floating point would slip', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), third => {
    const exact = of(2 * third, third)
    expect(decide(standard, rollOf(3 * third), exact, { closesAt }).outcome).toBe('approved')
    expect(decide(standard, rollOf(3 * third), of(2 * third - 1, third + 1), { closesAt }).outcome).toBe('rejected')
  }), { numRuns: 25 })
})

test('[ballots-9] one more vote in favour never turns a passed ballot into a failed one', () => {
  fc.assert(fc.property(fc.nat(10), fc.nat(10), fc.nat(10), (yes, no, abstain) => {
    const roll = rollOf(31)
    const before = decide(standard, roll, of(yes, no, abstain), { closesAt })
    const after = decide(standard, roll, of(yes + 1, no, abstain), { closesAt })
    expect(before.passes && !after.passes).toBe(false)
  }))
})

test('[ballots-10] a reasoned objection blocks, one without a reason does not', () => {
  const objection: Vote = { seat: 's19', choice: 'object', reason: 'It breaks Article 5', at: at(99) }
  expect(decide(standard, rollOf(20), [...of(15, 0), objection], { closesAt })).toMatchObject({ outcome: 'blocked', passes: false })
  expect(decide(standard, rollOf(20), [...of(15, 0), { ...objection, reason: ' ' }], { closesAt })).toMatchObject({ outcome: 'approved' })
})

test('[ballots-11] the result says itself in one sentence with every figure', () => {
  const { sentence, criteria, passes } = decide(standard, rollOf(20), of(6, 3, 1), { closesAt })
  expect(sentence).toBe('Approved: 10 of 20 eligible seats took part = 1/2 ≥ 1/2; reasoned objections: 0; 6 of 9 votes for and against are in favour = 2/3 ≥ 2/3.')
  expect(criteria.map(one => [one.name, one.met])).toEqual([['quorum', true], ['no reasoned objection', true], ['two thirds in favour', true]])
  expect(passes).toBe(true)
  expect(decide(standard, rollOf(20), of(7, 3), { closesAt }).sentence).toContain('; 7 of 10 votes for and against are in favour = 7/10 ≥ 2/3.')
  expect(decide(standard, rollOf(20), of(7, 4), { closesAt }).sentence).toContain('Rejected: 11 of 20 eligible seats took part = 11/20 (55 %) ≥ 1/2; reasoned objections: 0; 7 of 11 votes for and against are in favour = 7/11 (63.6 %) < 2/3.')
})

test.each([[1, 'approved'], [0, 'rejected'], [undefined, 'tie']])('[ballots-12] at a tie the casting vote %j gives %s', (castingVoteYes, outcome) => {
  const given: Context = castingVoteYes === undefined ? {} : { castingVoteYes }
  expect(decide(simple, rollOf(6), of(3, 3), { closesAt, ...given })).toMatchObject({ outcome, passes: outcome === 'approved' })
})

test.each([[20, 10], [9, 5], [1, 1], [0, 0]])('[ballots-11] of %i seats %i make the quorum', (eligible, needed) => {
  expect(quorumOf(standard, eligible)).toBe(needed)
  expect(quorumOf(simple, eligible)).toBe(0)
})

test.each([
  [6, 3, 'One vote “no” instead of “yes” would have turned the result (Rejected); one vote “object” instead of “yes” (Blocked by a reasoned objection); 5 votes “yes” fewer (Without effect, no quorum).'],
  [9, 0, 'One vote “object” instead of “yes” would have turned the result (Blocked by a reasoned objection); 4 votes “no” instead of “yes” (Rejected);'],
  [0, 9, '6 votes “yes” instead of “no” would have turned the result (Approved).'],
  [1, 0, '4 more votes “yes” would have turned the result (Approved).'],
])('[ballots-13] with %i for and %i against the record says what would have changed it', (yes, no, sentence) => {
  expect(turning(standard, rollOf(9), of(yes, no), { closesAt })).toContain(sentence)
})

test('[ballots-3] a figure that is reported alone is a whole number or a fraction, never rounded', () => {
  const halves = (factor: string): BallotRule => ({
    ...simple, steps: [{ if: { l: { const: 1 }, op: '<', r: { const: 0 } }, outcome: 'rejected', ratio: { name: 'half', of: [{ mul: [factor, { sum: 'count', where: {} }] }] } }],
  })
  expect(decide(halves('1/2'), rollOf(3), of(2, 1), { closesAt }).tallies.ratios).toEqual({ half: '3/2' })
  expect(decide(halves('1/3'), rollOf(3), of(2, 1), { closesAt }).tallies.ratios).toEqual({ half: 1 })
})
