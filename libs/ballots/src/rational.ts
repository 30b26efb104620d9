/** An exact fraction. The denominator is positive; nothing is rounded, ever. */
export interface Rational {
  readonly over: bigint
  readonly under: bigint
}

function divisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b]
  while (other !== 0n) [one, other] = [other, one % other]
  return one < 0n ? -one : one
}

/** A fraction in lowest terms. */
export function rational(over: bigint, under = 1n): Rational {
  if (under === 0n) throw new RangeError('A fraction cannot have zero below the line.')
  const sign = under < 0n ? -1n : 1n
  const shared = divisor(over, under)
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
  const digits = BigInt(`${sign}${whole}${part}`)
  const shift = Number(power) - part.length
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift))
}

export const zero = rational(0n)
export const one = rational(1n)
export const isZero = (a: Rational): boolean => a.over === 0n

/** The sum. Whole numbers are added without looking for common divisors: counting a million votes is mostly this. */
export const add = (a: Rational, b: Rational): Rational =>
  (a.under === 1n && b.under === 1n ? { over: a.over + b.over, under: 1n } : rational(a.over * b.under + b.over * a.under, a.under * b.under))
export const subtract = (a: Rational, b: Rational): Rational => add(a, rational(-b.over, b.under))
export const multiply = (a: Rational, b: Rational): Rational => rational(a.over * b.over, a.under * b.under)

/** Negative, zero or positive, as the first is less than, equal to or greater than the second. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The largest whole number that is not greater. */
export const floor = (a: Rational): Rational => ({ over: (a.over - (((a.over % a.under) + a.under) % a.under)) / a.under, under: 1n })

/** The smallest whole number that is not less. */
export const ceil = (a: Rational): Rational => ({ over: -floor({ over: -a.over, under: a.under }).over, under: 1n })

/** For the eye only, beside the exact figure: `14.1 %`. Rounded half up to one decimal. */
export function inPercent(a: Rational): string {
  const thousandths = floor({ over: a.over * 2000n + a.under, under: a.under * 2n }).over
  const [whole, part] = [thousandths / 10n, thousandths % 10n]
  return part === 0n ? `${whole} %` : `${whole}.${part} %`
}

/** `3/4`, or `2` when the denominator is one. */
export const inDigits = (value: Rational): string => (value.under === 1n ? `${value.over}` : `${value.over}/${value.under}`)
