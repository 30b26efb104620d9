import { readFileSync } from 'node:fs'
import { countCase, readCase } from './case.ts'
import { rules } from './rules/index.ts'

const cases = JSON.parse(readFileSync(new URL('../cases/generic.json', import.meta.url), 'utf8')) as { id: string; rule: string; title: string }[]

test('[ballots-1] there are worked ballots for every rule of the house', () => {
  expect(new Set(cases.map(one => one.rule))).toEqual(new Set(Object.keys(rules)))
})

test.each(cases.map(one => [one.id, one.title, one] as const))('[ballots-1] the worked ballot %s comes out as worked: %s', (_, __, data) => {
  const read = readCase(data, 0)
  if (!read.ok) throw new Error(read.refusal.message)
  const counted = countCase(rules[data.rule]!, read.value)
  if (!counted.ok) throw new Error(counted.refusal.message)
  const { outcome, tallies } = counted.value
  expect({ outcome, tallies }).toEqual(read.value.expected)
})

test.each([
  ['nothing at all', null, 'Case 7: is not an object'],
  ['no rule', { id: 'a', votes: [] }, 'Case a: needs id and rule'],
  ['no votes', { id: 'a', rule: 'r' }, 'Case a: votes is not a list'],
  ['a vote without a choice', { id: 'a', rule: 'r', votes: [{ voter: 'x' }] }, 'Case a: votes[0] needs voter and choice'],
  ['half a vote', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: 0.5 }] }, 'votes[0] has a count that is not a whole number'],
  ['a weight in words', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', weight: 'heavy' }] }, 'has a weight that is not an exact number'],
  ['a time without a zone', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', castAt: '2026-01-01' }] }, 'castAt that is not an instant'],
  ['a close without a zone', { id: 'a', rule: 'r', votes: [], context: { closesAt: 'noon' } }, 'context.closesAt is not an instant'],
  ['an expected result without an outcome', { id: 'a', rule: 'r', votes: [], expected: {} }, 'expected needs outcome and tallies'],
])('[ballots-2] a case with %s is refused in one sentence', (_, data, message) => {
  const read = readCase(data, 7)
  expect(read.ok ? '' : read.refusal.message).toContain(message)
})

test('[ballots-2] a figure the rule asks and the case does not give is named', () => {
  const read = readCase({ id: 'a', rule: 'generic.default', votes: [] }, 0)
  if (!read.ok) throw new Error(read.refusal.message)
  expect(countCase(rules['generic.default']!, read.value)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('"eligible"') } })
})
