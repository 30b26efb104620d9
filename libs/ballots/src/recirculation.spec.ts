import { decide } from './decide.ts'
import { enterVote } from './entered.ts'
import { carriedOver, isInScope, openNegatives, scoped, standingAt } from './recirculation.ts'
import { rules } from './rulebooks/index.ts'
import { missedBy, missedIn, type HeldBallot } from './turnout.ts'
import { castVote, type Ballot, type Roll, type Vote } from './vote.ts'

const rule = rules['ieee.sa']!
const roll: Roll = ['a', 'b', 'c', 'd'].map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: null, jurisdiction: null }))
const vote = (seat: string, choice: string, at: string, reason: string | null = 'Because'): Vote => ({ seat, choice, reason, at })
const january = '2027-01-10T00:00:00Z'
const firstClose = '2027-02-01T00:00:00Z'
const secondClose = '2027-03-01T00:00:00Z'
const first: readonly Vote[] = [
  vote('a', 'approve', '2027-01-10T00:00:00Z'),
  vote('b', 'disapprove', '2027-01-10T00:00:00Z'),
  vote('c', 'approve', '2027-01-12T00:00:00Z'),
  vote('c', 'disapprove', '2027-01-11T00:00:00Z'),
  vote('d', 'approve', '2027-01-10T00:00:00Z'),
  vote('d', 'withdraw', '2027-01-11T00:00:00Z'),
  vote('b', 'approve', '2027-02-01T00:00:01Z'),
]
const outcome = (votes: readonly Vote[]) => {
  const result = decide(rule, roll, votes, { closesAt: secondClose })
  if (!result.ok) throw new Error(result.refusal.message)
  return [result.value.outcome, result.value.tallies.counted]
}

test('[ballots-20] (D10) a recirculation starts with the votes that stood at the close before, and they stand unless they are changed', () => {
  const carried = carriedOver(first, firstClose)
  expect(carried.map(one => [one.seat, one.choice, one.carried])).toEqual([['a', 'approve', true], ['b', 'disapprove', true], ['c', 'approve', true]])
  expect(outcome(carried)).toEqual(['rejected', { approve: 2, disapprove: 1 }])
  expect(outcome([...carried, vote('b', 'approve', '2027-02-20T00:00:00Z')])).toEqual(['approved', { approve: 3 }])
  expect(outcome([...carried, vote('a', 'withdraw', '2027-02-20T00:00:00Z')])).toEqual(['inquorate', { approve: 1, disapprove: 1 }])
})

test('[ballots-20] a vote in a recirculation names the carried vote it replaces', () => {
  const ballot: Ballot = { id: 'b', editionHash: 'e', rule, opensAt: firstClose, closesAt: secondClose, closed: false }
  expect(castVote(ballot, roll, carriedOver(first, firstClose), vote('b', 'approve', '2027-02-20T00:00:00Z'))).toMatchObject({ ok: true, value: { inPlaceOf: 'disapprove' } })
})

test('[ballots-20] what was overruled in the round before is not carried over', () => {
  expect(standingAt([vote('a', 'disapprove', '2027-01-10T00:00:00Z'), vote('a', 'overruled', '2027-01-11T00:00:00Z')], firstClose)).toEqual([])
  expect(standingAt([vote('a', 'approve', firstClose)], firstClose)).toHaveLength(1)
})

const scope = { changed: ['4.2'], openNegatives: ['7'] }
test.each([[['4.2'], true], [['7'], true], [['1', '7'], true], [['1'], false], [[], true]])('[ballots-20] a reason about %j is in the scope of changed parts and open negatives: %s', (parts, inScope) => {
  expect(isInScope(scope, parts)).toBe(inScope)
})

test('[ballots-20] (D2) a negative vote about parts that are not open counts as returned, like one without reasons', () => {
  const carried = carriedOver([vote('a', 'approve', '2027-01-10T00:00:00Z'), vote('b', 'approve', '2027-01-10T00:00:00Z')], firstClose)
  const against = vote('c', 'disapprove', '2027-02-20T00:00:00Z')
  expect(outcome([...carried, scoped(scope, against, ['4.2'])])[0]).toBe('rejected')
  expect(outcome([...carried, scoped(scope, against, ['1'])])).toEqual(['approved', { approve: 2, disapprove: 1 }])
})

test('[ballots-65] a negative is open with its reason and its parts; one without a reason, one out of scope and one in favour are not', () => {
  const votes: readonly Vote[] = [
    { ...vote('a', 'disapprove', january, ' Too short. '), parts: ['4.2'] },
    vote('b', 'disapprove', january, 'All of it.'),
    vote('c', 'disapprove', january, ' '),
    vote('d', 'disapprove', january, null),
    vote('e', 'approve', january, 'Well done.'),
    { ...vote('f', 'disapprove', january), parts: ['1'], outOfScope: true },
  ]
  expect(openNegatives(votes, ['disapprove'])).toEqual([
    { seat: 'a', choice: 'disapprove', reason: 'Too short.', parts: ['4.2'] }, { seat: 'b', choice: 'disapprove', reason: 'All of it.', parts: [] },
  ])
})

test('[ballots-20] where the rule asks a reason, one that is out of scope is none', () => {
  const asking = { ...rule, reasonRequired: ['disapprove'] }
  const ballot: Ballot = { id: 'b', editionHash: 'e', rule: asking, opensAt: firstClose, closesAt: secondClose, closed: false }
  const cast = (outOfScope: boolean) => castVote(ballot, roll, [], { ...vote('b', 'disapprove', '2027-02-20T00:00:00Z'), outOfScope })
  expect(cast(true)).toMatchObject({ refusal: { code: 'out-of-scope' } })
  expect(cast(false)).toMatchObject({ ok: true })
  expect(castVote({ ...ballot, rule }, roll, [], { ...vote('b', 'disapprove', '2027-02-20T00:00:00Z'), outOfScope: true })).toMatchObject({ ok: true })
})

test('[ballots-63] a vote that was carried over is not one the seat cast in this round: a paper that comes is entered', () => {
  const ballot: Ballot = { id: 'b', editionHash: 'e', rule, opensAt: firstClose, closesAt: secondClose, closed: false }
  const paper = { ...vote('b', 'approve', '2027-02-20T00:00:00Z'), entered: 'paper' as const }
  expect(enterVote(ballot, roll, carriedOver(first, firstClose), paper)).toMatchObject({ ok: true, value: { inPlaceOf: 'disapprove' } })
  expect(enterVote(ballot, roll, [vote('b', 'approve', '2027-02-10T00:00:00Z')], paper)).toMatchObject({ refusal: { code: 'cast-by-the-seat' } })
})

const mixed: Roll = [['p1', 'P'], ['p2', 'P'], ['p3', 'P'], ['o1', 'O'], ['x', null]].map(([seat, category]) => ({ seat: seat!, name: seat!, weight: 1, category: category!, jurisdiction: null }))
const held = (votes: readonly Vote[], id = 'iso.dis'): HeldBallot => ({ rule: rules[id]!, roll: mixed, votes, closesAt: firstClose })
test('[ballots-21] who must vote and does not is told: late and withdrawn votes are missed, an abstention and a recusal are not', () => {
  expect(missedBy(held([])).map(seat => seat.seat)).toEqual(['p1', 'p2', 'p3'])
  expect(missedBy(held([vote('p1', 'abstain', january), vote('p2', 'recuse', january), vote('p3', 'yes', secondClose)])).map(seat => seat.seat)).toEqual(['p3'])
  expect(missedBy(held([vote('p1', 'yes', january), vote('p1', 'withdraw', '2027-01-11T00:00:00Z')])).map(seat => seat.seat)).toEqual(['p1', 'p2', 'p3'])
  expect(missedBy(held([], 'oecd.mutual'))).toEqual([])
})

test('[ballots-21] (D14) missed votes are counted over many ballots, for those who had to vote in them', () => {
  const ballots = [held([vote('p1', 'yes', january)]), held([vote('p1', 'no', january), vote('p2', 'yes', january)]), held([], 'generic.simple')]
  expect([...missedIn(ballots)]).toEqual([['p1', { missed: 0, of: 2 }], ['p2', { missed: 1, of: 2 }], ['p3', { missed: 2, of: 2 }]])
})

test('[ballots-20] the vote that stood is the latest, in whatever order votes are listed', () => {
  const at = (day: number, choice: string): Vote => ({ seat: 'a', choice, reason: null, at: `2027-03-0${day}T00:00:00Z` })
  for (const votes of [[at(1, 'yes'), at(2, 'no')], [at(2, 'no'), at(1, 'yes')]]) expect(standingAt(votes, '2027-04-01T00:00:00Z').map(vote => vote.choice)).toEqual(['no'])
})
