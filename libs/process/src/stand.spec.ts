import { entry } from '../cases/facts.ts'
import { enteredAt, standing, standsSince } from './stand.ts'

const walk = [entry(null, 'a', '2027-01-01'), entry('a', 'b', '2027-02-01'), entry('b', 'c', '2027-03-01')]
const back = [...walk, entry('c', 'b', '2027-04-01', 'takenBack')]

test('[process-23] a move taken back falls away with its correction', () => {
  expect(standing(back).map(one => one.to)).toEqual(['a', 'b'])
  expect(enteredAt(back, 'never')).toBe(walk[1]!.at)
  expect(enteredAt([], 'never')).toBe('never')
})

test.each([
  [['c'], walk[2]!.at], [['b', 'c'], walk[1]!.at], [['a', 'b', 'c'], walk[0]!.at], [['b'], null], [[], null],
])('[process-1] a draft stands in one of %j since %p', (stages, since) => {
  expect(standsSince(walk, stages)).toBe(since)
})

test('[process-1] a draft without a history stands nowhere', () => {
  expect(standsSince([], ['a'])).toBeNull()
})
