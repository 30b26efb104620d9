import { rankingOf, ranksOf } from './ranking.ts'

test.each([
  [[['a', 1], ['b', 2]], [['a'], ['b']]], [[['a', 3], ['b', 1], ['c', 3]], [['b'], ['a', 'c']]], [[], []],
] as const)('the ranks %j are the ranking %j', (ranks, ranking) => {
  expect(rankingOf(new Map<string, number>(ranks))).toEqual(ranking)
})

test('a ranking that was given comes back as its ranks', () => {
  expect([...ranksOf([['b'], ['a', 'c']])]).toEqual([['b', 1], ['a', 2], ['c', 2]])
})
