/** An exact fraction. The denominator is positive; nothing is rounded, ever. */
export interface Rational {
  readonly over: bigint
  readonly under: bigint
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b))

/** A fraction in lowest terms. */
export function rational(over: bigint, under = 1n): Rational {
  if (under === 0n) throw new RangeError('A fraction cannot have zero below the line.')
  const sign = under < 0n ? -1n : 1n
  const shared = divisor(over, under) || 1n
  return { over: (sign * over) / shared, under: (sign * under) / shared }
}

const fractionForm = /^(-?\d+)\/(\d+)$/
const decimalForm = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,4}))?$/

/** Reads `2/3`, `17` or `0.25` (also as a number) exactly. Null when it is none of these. */
export function parseRational(value: number | string): Rational | null {
  const text = String(value)
  const fraction = fractionForm.exec(text)
  if (fraction !== null) return BigInt(fraction[2] as string) === 0n ? null : rational(BigInt(fraction[1] as string), BigInt(fraction[2] as string))
  const decimal = decimalForm.exec(text)
  if (decimal === null) return null
  const [, sign, whole, part = '', power = '0'] = decimal
  const digits = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n)
  const shift = Number(power) - part.length
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift))
}

export const zero = rational(0n)
export const add = (a: Rational, b: Rational): Rational => rational(a.over * b.under + b.over * a.under, a.under * b.under)
export const subtract = (a: Rational, b: Rational): Rational => add(a, rational(-b.over, b.under))
export const multiply = (a: Rational, b: Rational): Rational => rational(a.over * b.over, a.under * b.under)

/** Negative, zero or positive, as the first is less than, equal to or greater than the second. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `3/4`, or `2` when the denominator is one. */
export const inDigits = (value: Rational): string => (value.under === 1n ? `${value.over}` : `${value.over}/${value.under}`)
