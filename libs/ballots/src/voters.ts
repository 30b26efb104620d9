import { type Pile } from './pile.ts'
import { exactly } from './sum.ts'
import type { Paper } from './paper.ts'
import { inDigits, multiply, rational, type Rational } from './rational.ts'
import { standingChoices, type BallotRule } from './rule.ts'
import { countOf } from './tally.ts'
import type { Roll } from './vote.ts'
import { wheresIn } from './wheres.ts'

/** What one voter does. */
export interface Stand { readonly choice: string; readonly reasoned: boolean; readonly flags: readonly string[] }

/** Voters that no rule can tell apart, and what each of them does now; null is no vote. */
export interface Voters {
  readonly stand: Stand | null
  readonly category: string | null
  readonly each: Readonly<Record<'weight' | 'population', Rational>>
  readonly number: bigint
  readonly names: readonly string[]
}

interface Growing { stand: Stand | null; category: string | null; each: Voters['each']; number: bigint; names: string[] }

const ofOne = (of: number | string, count: bigint): Rational => multiply(exactly(of), rational(1n, count))

/** Sorts those who voted, and those on the roll who did not, into voters of one kind. */
export function votersOf(papers: readonly Paper[], absent: Roll): readonly Voters[] {
  const kinds = new Map<string, Growing>()
  const put = (name: string, one: Omit<Growing, 'names'>): void => {
    const key = JSON.stringify([one.stand, one.category, inDigits(one.each.weight), inDigits(one.each.population)])
    const kind = kinds.get(key)
    if (kind === undefined) {
      kinds.set(key, { ...one, names: [name] })
    } else {
      kind.number += one.number
      kind.names.push(name)
    }
  }
  for (const paper of papers) {
    const number = countOf(paper)
    if (number === 0n) continue
    const stand = { choice: paper.choice, reasoned: paper.reasoned, flags: [...paper.flags].sort() }
    put(paper.voter, { stand, category: paper.category, number, each: { weight: ofOne(paper.weight, number), population: ofOne(paper.population, number) } })
  }
  for (const seat of absent) {
    put(seat.seat, { stand: null, category: seat.category, number: 1n, each: { weight: exactly(seat.weight), population: exactly(seat.population ?? 0) } })
  }
  return [...kinds.values()]
}

/** The pile that a number of voters makes with what each of them does. */
export const pileOf = ({ category, each }: Voters, { choice, reasoned, flags }: Stand, number: bigint): Pile => {
  const times = rational(number)
  return { choice, reasoned, flags, category, count: times, weight: multiply(times, each.weight), population: multiply(times, each.population) }
}

/** What a rule tells apart; `reasonsOf` are the choices for which it asks whether there is a reason. */
export interface Distinctions { readonly reasons: boolean; readonly reasonsOf: readonly string[]; readonly flags: readonly string[]; readonly categories: boolean }

export function distinctionsOf(rule: BallotRule): Distinctions {
  const wheres = wheresIn(rule.steps)
  const reasoned = wheres.filter(where => where.reasoned !== undefined)
  return {
    reasons: reasoned.length > 0,
    reasonsOf: [...new Set(reasoned.flatMap(where => where.choice ?? rule.options))],
    flags: [...new Set(wheres.flatMap(where => where.flag ?? []))],
    categories: wheres.some(where => where.category !== undefined),
  }
}

const choicesIn = (rule: BallotRule): readonly string[] => rule.options.filter(option => !(standingChoices as readonly string[]).includes(option))

/** Whatever a voter may do instead under a rule: every choice, with a reason and where the rule allows it without, with or without what it may say beside it. */
export function alternativesTo(rule: BallotRule, { reasons, flags }: Distinctions, stand: Stand | null): readonly (Stand | null)[] {
  const own = stand?.flags ?? []
  const flagged = flags.reduce<readonly (readonly string[])[]>(
    (sets, flag) => sets.flatMap(set => [set, set.includes(flag) ? set.filter(one => one !== flag) : [...set, flag].sort()]), [own])
  const ways = choicesIn(rule).flatMap(choice => {
    const withReason = !reasons ? [stand?.reasoned ?? true] : rule.reasonRequired?.includes(choice) ? [true] : [true, false]
    return withReason.flatMap(reasoned => flagged.map((set): Stand => ({ choice, reasoned, flags: set })))
  })
  return [...ways, ...(stand === null ? [] : [null])]
}
