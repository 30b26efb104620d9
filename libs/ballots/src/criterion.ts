import { inDigits, inPercent, isZero, multiply, rational, type Rational } from './rational.ts'
import { holds, valueOf, type Count } from './quantity.ts'
import type { BallotRule, Compared, Comparison, Step, Test } from './rule.ts'

/** One criterion of a rule with its figures, in words: "6 of 9 votes for and against are in favour = 2/3 ≥ 2/3". */
export interface Criterion {
  readonly name: string
  readonly met: boolean
  readonly figures: string
}

const signs: Readonly<Record<Comparison, readonly [holds: string, not: string]>> = {
  '<': ['<', '≥'], '<=': ['≤', '>'], '==': ['=', '≠'], '>=': ['≥', '<'], '>': ['>', '≤'],
}

const simplest = 10n

/** An exact fraction; where its parts are large, with a rounded percentage beside it. */
const inFull = (share: Rational): string => (share.under > simplest ? `${inDigits(share)} (${inPercent(share)})` : inDigits(share))

/** One comparison with its figures: "{l} of {of} …" is followed by the share that they are, the true sign and the fraction of the rule. */
function comparedInWords(test: Compared, words: string, count: Count): string {
  const left = valueOf(test.l, count)
  const sign = signs[test.op][holds(test, count) ? 0 : 1]
  const of = 'mul' in test.r && typeof test.r.mul[0] === 'string' ? { fraction: test.r.mul[0], base: valueOf(test.r.mul[1], count) } : null
  const told = words
    .replaceAll('{l}', inDigits(left))
    .replaceAll('{r}', inDigits(valueOf(test.r, count)))
    .replaceAll('{of}', of === null ? '' : inDigits(of.base))
    .replaceAll('{sign}', sign)
  if (of === null || isZero(of.base) || !words.includes('{of}')) return told
  return `${told} = ${inFull(multiply(left, rational(of.base.under, of.base.over)))} ${sign} ${of.fraction}`
}

function leavesOf(test: Test): readonly Compared[] {
  if ('all' in test) return test.all.flatMap(leavesOf)
  if ('any' in test) return test.any.flatMap(leavesOf)
  return [test]
}

/** A step as a criterion, if it names one. Met is what does not go against the text. */
export function criterionOf(rule: BallotRule, step: Step, count: Count): Criterion | null {
  if (step.criterion === undefined) return null
  const { name, words } = step.criterion
  const strikes = holds(step.if, count)
  const met = rule.outcomes?.[step.outcome]?.passes === true ? strikes : !strikes
  const leaves = leavesOf(step.if)
  // A single comparison speaks by the words of its criterion.
  const own = leaves.length === 1 ? words : undefined
  const told = leaves.flatMap(leaf => {
    const said = own ?? leaf.words
    return said === undefined ? [] : [comparedInWords(leaf, said, count)]
  })
  return { name, met, figures: told.length > 0 ? told.join(', ') : words ?? name }
}
