import { leftOut, leftOutInWords, leftOutOf } from './left-out.ts'
import type { Paper } from './paper.ts'
import { rules } from './rulebooks/index.ts'
import type { BallotRule } from './rule.ts'
import { countPapers } from './tally.ts'

const closesAt = '2026-03-02T00:00:00Z'
const paper = (choice: string, reasoned: boolean, count = 1, category = 'P'): Paper =>
  ({ voter: `${choice}-${reasoned}-${count}-${category}`, choice, reasoned, at: '2026-03-01T00:00:00Z', category, count, weight: count, population: 0, flags: [] })
const counted = (...papers: Paper[]) => countPapers(papers, { closesAt })
const rule = (id: string): BallotRule => rules[id]!
const bothAsk: BallotRule = {
  ...rule('iso.dis'),
  steps: [{ if: { l: { sum: 'count', where: { reasoned: true } }, op: '>', r: { const: 0 } }, outcome: 'rejected' }],
} as BallotRule

test.each<[string, BallotRule, Paper[], string | null]>([
  ['none is left out where all negatives say why', rule('iso.dis'), [paper('yes', false, 9), paper('no', true, 2)], null],
  ['an abstention without a reason is no negative', rule('iso.dis'), [paper('abstain', false)], null],
  ['one', rule('iso.dis'), [paper('yes', true), paper('no', false)], '1 vote “no” without a reason that counts: left out where the rule asks for one.'],
  ['more, of whatever category', rule('iso.dis'), [paper('no', false, 2), paper('no', false, 3, 'O'), paper('no', true, 4)], '5 votes “no” without a reason that counts: left out where the rule asks for one.'],
  ['a rule that never asks for reasons leaves none out', rule('generic.simple'), [paper('no', false, 2)], null],
  ['a rule that asks all for a reason', bothAsk, [paper('no', false, 2), paper('yes', false), paper('abstain', true)],
    '1 vote “yes” and 2 votes “no” without a reason that counts: left out where the rule asks for one.'],
  ['three choices', bothAsk, [paper('no', false, 2), paper('yes', false), paper('abstain', false)],
    '1 vote “yes”, 2 votes “no” and 1 vote “abstain” without a reason that counts: left out where the rule asks for one.'],
])('[ballots-74] (D2) votes without a reason are told where the rule leaves them out: %s', (_, of, papers, words) => {
  expect(leftOutInWords(of, counted(...papers))).toBe(words)
})

test('[ballots-74] a vote that was changed, or came late, is not told', () => {
  const before = { ...paper('no', false), voter: 'fr', at: '2026-02-01T00:00:00Z' }
  const after = { ...paper('no', true), voter: 'fr', at: '2026-02-02T00:00:00Z' }
  const late = { ...paper('no', false), voter: 'jp', at: '2026-03-03T00:00:00Z' }
  expect(leftOutOf(rule('iso.dis'), counted(before, after, late))).toEqual([])
})

test('[ballots-74] a proxy beyond what its holder may cast is none of them', () => {
  const roll = ['br', 'fr', 'jp'].map(seat => ({ seat, name: seat, weight: 1, category: 'P', jurisdiction: null }))
  const vote = (seat: string, proxyHolder?: string) => ({ seat, choice: 'no', reason: ' ', at: '2026-03-01T00:00:00Z', ...(proxyHolder === undefined ? {} : { proxyHolder }) })
  const votes = [vote('br'), vote('fr', 'br'), vote('jp', 'br')]
  const of = { ...rule('iso.dis'), proxiesPerHolder: 1 }
  expect(leftOut(of, roll, votes, { closesAt })).toBe('2 votes “no” without a reason that counts: left out where the rule asks for one.')
  expect(leftOut({ ...of, proxiesPerHolder: 2 }, roll, [...votes, vote('nobody')], { closesAt })).toBe('3 votes “no” without a reason that counts: left out where the rule asks for one.')
  expect(leftOut(of, roll, votes.map(one => ({ ...one, reason: 'Clause 4.' })), { closesAt })).toBeNull()
})
