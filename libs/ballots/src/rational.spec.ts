import fc from 'fast-check'
import { add, compare, inDigits, multiply, parseRational, rational, subtract } from './rational.ts'
import { Sum } from './sum.ts'

const anyRational = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n })).map(([over, under]) => rational(over, under))

test('[ballots-3] fractions keep the laws of arithmetic, however large they are', () => {
  fc.assert(fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
    expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
    expect(add(subtract(a, b), b)).toEqual(a)
    expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)))
    expect(compare(add(a, c), add(b, c))).toBe(compare(a, b))
  }))
})

test.each([
  ['2/3', '2/3'], ['4/6', '2/3'], [0.1, '1/10'], ['0.25', '1/4'], [17, '17'], [-3, '-3'], [1e21, '1000000000000000000000'], ['1.5e-3', '3/2000'], ['0/7', '0'],
])('[ballots-3] %j is read exactly as %s', (value, digits) => {
  const read = parseRational(value)
  expect(read === null ? null : inDigits(read)).toBe(digits)
})

test.each(['', '1/0', 'x', '1,5', '2/3/4', NaN, Infinity, '0x10', '1e99999', ' 1'])('[ballots-3] %j is no exact number', value => {
  expect(parseRational(value)).toBeNull()
})

test('[ballots-3] a sign stands above the line, and nothing stands over zero', () => {
  expect(rational(3n, -6n)).toEqual({ over: -1n, under: 2n })
  expect(rational(0n, -6n)).toEqual({ over: 0n, under: 1n })
  expect(() => rational(1n, 0n)).toThrow('zero below the line')
})

test('[ballots-3] a sum is exact where numbers no longer are, and takes only exact figures', () => {
  const sum = new Sum()
  for (const value of [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER, '1/3', '2/3', 10]) sum.add(value)
  expect(inDigits(sum.value())).toBe(`${2n * BigInt(Number.MAX_SAFE_INTEGER) + 12n}`)
  for (const value of ['many', Number.NaN, Infinity]) expect(() => new Sum().add(value)).toThrow('is not an exact number')
})
