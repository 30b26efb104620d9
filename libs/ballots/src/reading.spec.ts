import { fractionAt, isExact, oneOf, Wrong } from './reading.ts'

test.each([
  [0, true], [2, true], [0.25, true], [1.23456789012345, true], [1.234567890123456, false], [1.23456789012345e-7, true], [9007199254740991, true], [9007199254740992, false],
  [-1, false], ['2/3', true], ['0.1', true], ['12345678901234567890', true], ['-1', false], ['two', false], [Number.NaN, false], [Number.POSITIVE_INFINITY, false],
  [[5], false], [null, false], [true, false], [undefined, false],
])('[ballots-3] whether %j is an exact number as it was written: %s', (value, exact) => {
  expect(isExact(value)).toBe(exact)
})

test.each(['2/3', '3/3', '0/7', '1', '2', '17'])('[ballots-3] “%s” is a multiplier', text => {
  expect(fractionAt(text, 'mul')).toBe(text)
})

test.each([
  [2, 'mul must be an exact fraction such as "2/3"'], [['2/3'], 'mul must be an exact fraction such as "2/3"'], ['0.5', 'mul must be an exact fraction such as "2/3"'],
  ['1/0', 'mul has zero below the line'], ['4/3', 'mul is the fraction 4/3, which is over 1'],
])('[ballots-3] %j is no multiplier: %s', (value, why) => {
  expect(() => fractionAt(value, 'mul')).toThrow(new Wrong(why))
})

test.each([['no', 'no'], ['maybe', null], [['no'], null], [null, null]])('[ballots-3] %j is one of two: %j', (value, taken) => {
  const read = () => oneOf(value, 'choice', ['yes', 'no'])
  if (taken === null) expect(read).toThrow(new Wrong('choice must be one of yes, no'))
  else expect(read()).toBe(taken)
})
