import type { Paper } from './paper.ts'
import type { BallotRule, Where } from './rule.ts'
import { rules } from './rulebooks/index.ts'
import { alternativesTo, distinctionsOf, votersOf, type Stand } from './voters.ts'

const asking = (...wheres: readonly Where[]): BallotRule => ({
  id: 'x', title: 'X', options: ['yes', 'no', 'recuse'], method: 'steps', pre: [], otherwise: 'approved', reasonRequired: ['no'],
  steps: wheres.map(where => ({ if: { l: { sum: 'count', where }, op: '>', r: { const: 1 } }, outcome: 'rejected' })),
})
const nothing = { reasons: false, reasonsOf: [], flags: [], categories: false }

test.each<[string, BallotRule, object]>([
  ['a rule of choices alone', asking({ choice: ['yes'] }, {}), nothing],
  ['a rule that asks of some choices whether there is a reason', asking({ choice: ['no'], reasoned: true }, { choice: ['yes', 'no'], reasoned: false }), { ...nothing, reasons: true, reasonsOf: ['no', 'yes'] }],
  ['a rule that asks of all votes whether there is a reason', asking({ reasoned: true }), { ...nothing, reasons: true, reasonsOf: ['yes', 'no', 'recuse'] }],
  ['a rule of flags', asking({ flag: 'uses' }, { flag: 'commits' }, { flag: 'uses' }, {}), { ...nothing, flags: ['uses', 'commits'] }],
  ['a rule of categories', asking({}, { category: ['P'] }), { ...nothing, categories: true }],
  ['new work in ISO', rules['iso.np']!, { ...nothing, flags: ['commits'], categories: true }],
])('[ballots-13] what %s tells apart is known', (_, rule, expected) => {
  expect(distinctionsOf(rule)).toEqual(expected)
})

const stand = (choice: string, reasoned: boolean, ...flags: readonly string[]): Stand => ({ choice, reasoned, flags })

test.each<[string, BallotRule, Stand | null, readonly (Stand | null)[]]>([
  ['choose otherwise, or stay away', asking({}), stand('yes', false), [stand('yes', false), stand('no', false), null]],
  ['come, with any choice', asking({}), null, [stand('yes', true), stand('no', true)]],
  ['give a reason or none, where the rule asks for none', asking({ reasoned: true }), null, [stand('yes', true), stand('yes', false), stand('no', true)]],
  ['say what it may say beside its vote, and take back what it said', asking({ flag: 'uses' }, { flag: 'commits' }), stand('yes', true, 'uses'), [
    stand('yes', true, 'uses'), stand('yes', true, 'commits', 'uses'), stand('yes', true), stand('yes', true, 'commits'),
    stand('no', true, 'uses'), stand('no', true, 'commits', 'uses'), stand('no', true), stand('no', true, 'commits'), null,
  ]],
  ['take back one of two things it said', asking({ flag: 'uses' }), stand('yes', true, 'commits', 'uses'), [
    stand('yes', true, 'commits', 'uses'), stand('yes', true, 'commits'), stand('no', true, 'commits', 'uses'), stand('no', true, 'commits'), null,
  ]],
])('[ballots-13] a voter may %s', (_, rule, now, ways) => {
  expect(alternativesTo(rule, distinctionsOf(rule), now)).toEqual(ways)
})

test('[ballots-13] those who do the same and count alike are one kind of voters, whatever they are called', () => {
  const paper = (voter: string, more: Partial<Paper> = {}): Paper => ({ voter, choice: 'yes', reasoned: true, at: null, category: null, count: 1, weight: 1, population: 0, flags: [], ...more })
  const papers = [paper('a', { flags: ['uses', 'commits'] }), paper('b', { flags: ['commits', 'uses'] }), paper('c', { weight: 2 }), paper('d', { count: 2, weight: 4 }), paper('e', { count: 0 })]
  const absent = ['f', 'g'].map(seat => ({ seat, name: seat, weight: 2, category: 'P', jurisdiction: null }))
  expect(votersOf(papers, absent).map(({ names, number, category, stand: does }) => [names.join(''), Number(number), category, does?.flags.join() ?? null])).toEqual([
    ['ab', 2, null, 'commits,uses'], ['cd', 3, null, ''], ['fg', 2, 'P', null],
  ])
})
