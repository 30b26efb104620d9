import { fits, type Pile } from './pile.ts'
import { exactly } from './sum.ts'
import { add, ceil, compare, floor, multiply, rational, subtract, zero, type Rational } from './rational.ts'
import type { Comparison, Measure, Quantity, Test, Where } from './rule.ts'

/** What is counted: the piles, and the figures beside them. A figure that nobody gave is reported by `figure` itself and read as nothing. */
export interface Count {
  readonly piles: readonly Pile[]
  readonly figure: (name: string) => Rational
}

const sumOf = (piles: readonly Pile[], measure: Measure): Rational => piles.reduce((sum, pile) => add(sum, pile[measure]), zero)

/** The category with the greatest sum, the first to be listed where several are equal. */
export function largestOf({ piles }: Count, measure: Measure, where: Where): { readonly name: string; readonly sum: Rational } {
  const sums = new Map<string, Rational>()
  for (const pile of piles.filter(one => fits(one, where))) {
    const name = pile.category ?? ''
    sums.set(name, add(sums.get(name) ?? zero, pile[measure]))
  }
  return [...sums].reduce((most, [name, sum]) => (compare(sum, most.sum) > 0 ? { name, sum } : most), { name: '', sum: zero })
}

/** How many voters, the greatest first, it takes to have more than a fraction of what all have together. */
function fewestOf(piles: readonly Pile[], measure: Measure, above: Rational): Rational {
  const need = multiply(above, sumOf(piles, measure))
  const each = (pile: Pile): Rational => multiply(pile[measure], rational(1n, pile.count.over))
  let [taken, number] = [zero, zero]
  for (const pile of piles.filter(one => one.count.over > 0n).sort((a, b) => compare(each(b), each(a)))) {
    const missing = subtract(need, taken)
    const all = compare(pile[measure], missing) <= 0
    if (!all) return add(number, add(floor(multiply(missing, rational(each(pile).under, each(pile).over))), rational(1n)))
    taken = add(taken, pile[measure])
    number = add(number, pile.count)
  }
  return number
}

/** The value of a quantity. Exact, and total on every quantity that the reader of rules accepts. */
export function valueOf(quantity: Quantity, count: Count): Rational {
  if ('const' in quantity) return exactly(quantity.const)
  if ('ctx' in quantity) return count.figure(quantity.ctx)
  if ('sum' in quantity) return sumOf(count.piles.filter(pile => fits(pile, quantity.where)), quantity.sum)
  if ('largest' in quantity) return largestOf(count, quantity.largest, quantity.where).sum
  if ('fewest' in quantity) return fewestOf(count.piles.filter(pile => fits(pile, quantity.where)), quantity.fewest, exactly(quantity.above))
  if ('add' in quantity) return quantity.add.map(part => valueOf(part, count)).reduce(add, zero)
  if ('floor' in quantity) return floor(valueOf(quantity.floor, count))
  if ('ceil' in quantity) return ceil(valueOf(quantity.ceil, count))
  if ('when' in quantity) return valueOf(holds(quantity.when, count) ? quantity.then : quantity.else, count)
  if ('max' in quantity) return quantity.max.map(part => valueOf(part, count)).reduce((most, value) => (compare(value, most) > 0 ? value : most))
  if ('sub' in quantity) return quantity.sub.map(part => valueOf(part, count)).reduce(subtract)
  const [factor, of] = quantity.mul
  return multiply(typeof factor === 'string' ? exactly(factor) : valueOf(factor, count), valueOf(of, count))
}

/** Whether a comparison holds between what comes out negative, zero or positive. */
export const relations: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '==': order => order === 0,
  '>=': order => order >= 0,
  '>': order => order > 0,
}

/** Whether a test holds. */
export function holds(test: Test, count: Count): boolean {
  if ('all' in test) return test.all.every(part => holds(part, count))
  if ('any' in test) return test.any.some(part => holds(part, count))
  return relations[test.op](compare(valueOf(test.l, count), valueOf(test.r, count)))
}
