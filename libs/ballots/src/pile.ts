import type { Paper } from './paper.ts'
import { add, compare, inDigits, multiply, parseRational, rational, zero, type Rational } from './rational.ts'
import type { BallotRule, Measure, Where } from './rule.ts'
import { countOf } from './tally.ts'

/** Votes that no rule can tell apart, together. Rules are evaluated on piles, so their number does not grow with that of the votes. */
export interface Pile extends Readonly<Record<Measure, Rational>> {
  readonly choice: string
  readonly category: string | null
  readonly reasoned: boolean
  readonly flags: readonly string[]
}

/** A figure that its reader accepted as exact. Anything else is a fault of the program. */
export function exactly(value: number | string): Rational {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { over: BigInt(value), under: 1n }
  const read = parseRational(value)
  if (read === null) throw new RangeError(`${JSON.stringify(value)} is not an exact number.`)
  return read
}

type Growing = { -readonly [Part in keyof Pile]: Pile[Part] }

/** Sorts papers into piles, in one pass. */
export function pilesOf(papers: readonly Paper[]): readonly Pile[] {
  const piles = new Map<string, Growing>()
  for (const paper of papers) {
    const { choice, category, reasoned, flags } = paper
    const key = `${reasoned}|${flags.length === 0 ? '' : JSON.stringify([...flags].sort())}|${category === null ? '' : JSON.stringify(category)}|${choice}`
    let pile = piles.get(key)
    if (pile === undefined) piles.set(key, pile = { choice, category, reasoned, flags, count: zero, weight: zero, population: zero })
    pile.count = add(pile.count, exactly(paper.count))
    pile.weight = add(pile.weight, exactly(paper.weight))
    pile.population = add(pile.population, exactly(paper.population))
  }
  return [...piles.values()]
}

/** Whether a sum takes a pile. */
export const fits = (pile: Omit<Pile, Measure>, { choice, category, reasoned, flag }: Where): boolean =>
  (choice === undefined || choice.includes(pile.choice))
  && (category === undefined || (pile.category !== null && category.includes(pile.category)))
  && (reasoned === undefined || pile.reasoned === reasoned)
  && (flag === undefined || pile.flags.includes(flag))

const share = (of: number | string, count: bigint): Rational => multiply(exactly(of), count === 0n ? zero : rational(1n, count))
const greater = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? b : a)

/** Identical ballots of one affiliation become one ballot: with a reason if any has one, with the greatest weight and population among them. */
function collapse(papers: readonly Paper[]): readonly Paper[] {
  const kept = new Map<string, Paper>()
  const own: Paper[] = []
  for (const paper of papers) {
    const { affiliation = null, choice, ranking = null } = paper
    if (affiliation === null) {
      own.push(paper)
      continue
    }
    const key = JSON.stringify([affiliation, choice, ranking])
    const same = kept.get(key)
    const count = countOf(paper)
    const weight = greater(share(paper.weight, count), exactly(same?.weight ?? 0))
    const population = greater(share(paper.population, count), exactly(same?.population ?? 0))
    const flags = [...new Set([...(same?.flags ?? []), ...paper.flags])].sort()
    kept.set(key, { ...paper, count: 1, weight: inDigits(weight), population: inDigits(population), reasoned: paper.reasoned || same?.reasoned === true, flags })
  }
  return [...own, ...kept.values()]
}

/** The papers as a rule counts them. */
export const prepared = (rule: BallotRule, papers: readonly Paper[]): readonly Paper[] =>
  (rule.pre.includes('collapse-identical-by-affiliation') ? collapse(papers) : papers)
