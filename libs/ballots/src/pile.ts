import type { Paper } from './paper.ts'
import { compare, inDigits, multiply, rational, zero, type Rational } from './rational.ts'
import type { BallotRule, Measure, Where } from './rule.ts'
import { exactly, Sum } from './sum.ts'
import { countOf } from './tally.ts'

/** Votes that no rule can tell apart, together. Rules are evaluated on piles, so their number does not grow with that of the votes. */
export interface Pile extends Readonly<Record<Measure, Rational>> {
  readonly choice: string
  readonly category: string | null
  readonly reasoned: boolean
  readonly flags: readonly string[]
}

interface Growing { readonly reasoned: boolean; readonly flags: readonly string[]; readonly count: Sum; readonly weight: Sum; readonly population: Sum }

const sameFlags = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every(flag => b.includes(flag))

const fill = (pile: Growing, paper: Paper): void => {
  pile.count.add(paper.count)
  pile.weight.add(paper.weight)
  pile.population.add(paper.population)
}

/** Sorts papers into piles, in one pass. */
export function pilesOf(papers: readonly Paper[]): readonly Pile[] {
  const byChoice = new Map<string, Map<string | null, Growing[]>>()
  for (const paper of papers) {
    const { choice, category, reasoned, flags } = paper
    let byCategory = byChoice.get(choice)
    if (byCategory === undefined) byChoice.set(choice, byCategory = new Map())
    let piles = byCategory.get(category)
    if (piles === undefined) byCategory.set(category, piles = [])
    let pile = piles.find(one => one.reasoned === reasoned && sameFlags(one.flags, flags))
    if (pile === undefined) piles.push(pile = { reasoned, flags, count: new Sum(), weight: new Sum(), population: new Sum() })
    fill(pile, paper)
  }
  return [...byChoice].flatMap(([choice, byCategory]) => [...byCategory].flatMap(([category, piles]) => piles.map(
    ({ reasoned, flags, count, weight, population }) => ({ choice, category, reasoned, flags, count: count.value(), weight: weight.value(), population: population.value() }))))
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
    const flags = [...new Set([...(same?.flags ?? []), ...paper.flags])]
    kept.set(key, { ...paper, count: 1, weight: inDigits(weight), population: inDigits(population), reasoned: paper.reasoned || same?.reasoned === true, flags })
  }
  return [...own, ...kept.values()]
}

/** The papers as a rule counts them. */
export const prepared = (rule: BallotRule, papers: readonly Paper[]): readonly Paper[] => (collapses(rule) ? collapse(papers) : papers)

/** Whether a rule counts identical ballots of one affiliation once. */
export const collapses = (rule: BallotRule): boolean => rule.pre.includes('collapse-identical-by-affiliation')
