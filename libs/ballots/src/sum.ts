import { add, parseRational, zero, type Rational } from './rational.ts'

const isWhole = (value: number | string): value is number => Number.isSafeInteger(value)

/** A figure that its reader accepted as exact. Anything else is a fault of the program. */
export function exactly(value: number | string): Rational {
  if (isWhole(value)) return { over: BigInt(value), under: 1n }
  const read = parseRational(value)
  if (read === null) throw new RangeError(`${JSON.stringify(value)} is not an exact number.`)
  return read
}

/** A growing sum. Whole numbers are added as such while that is exact, and put with the exact sum before it no longer is: a million votes are mostly this. */
export class Sum {
  private exact: Rational = zero
  private small = 0

  add(value: number | string): void {
    if (isWhole(value) && isWhole(this.small + value)) {
      this.small += value
    } else {
      this.exact = add(this.exact, exactly(value))
    }
  }

  value(): Rational {
    return add(this.exact, exactly(this.small))
  }
}
