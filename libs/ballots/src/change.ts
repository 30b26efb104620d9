import { waysTo, waysToCount, type Clause } from './clauses.ts'
import { ending, type Counting } from './decide.ts'
import { counting, type Context, type Seats } from './figures.ts'
import { fewestMoves, type Budget, type Movers } from './fewest.ts'
import { isLinear } from './linear.ts'
import type { Pile } from './pile.ts'
import { valueOf, type Count } from './quantity.ts'
import { subtract, type Rational } from './rational.ts'
import type { BallotRule, Compared } from './rule.ts'
import { alternativesTo, distinctionsOf, pileOf, type Stand, type Voters } from './voters.ts'

/** So many voters of one kind that do something else. */
export interface Shift { readonly voters: Voters; readonly to: Stand | null; readonly number: bigint }

/** The fewest voters that, doing something else, bring about an outcome. */
export interface Change { readonly outcome: string; readonly number: bigint; readonly shifts: readonly Shift[] }

/** A ballot as it was cast, ready to ask what else could have come of it. */
export interface Cast { readonly rule: BallotRule; readonly voters: readonly Voters[]; readonly recused: Counting['recused']; readonly context: Context; readonly seats: Seats | null }

const steps = 200_000
const mostClauses = 4_000

/** The piles of voters, with what each does. */
const pilesIn = (voters: readonly Voters[]): readonly Pile[] =>
  voters.flatMap(one => (one.stand === null ? [] : [pileOf(one, one.stand, one.number)]))

const countOf = ({ rule, context, recused, seats }: Omit<Cast, 'voters'>, piles: readonly Pile[]): Count => counting({ rule, piles, recused, context, seats }, new Set())

const gap = ({ l, r }: Compared, count: Count): Rational => subtract(valueOf(l, count), valueOf(r, count))

/** A comparison as a whole number that must be at least zero: `scale` makes the figures whole, `sign` turns "less" about. */
interface Constraint { readonly value: bigint; readonly gain: (from: Pile | null, to: Pile | null) => bigint }

const multipleOf = (a: bigint, b: bigint): bigint => {
  let [one, other] = [a, b]
  while (other !== 0n) [one, other] = [other, one % other]
  return (a / one) * b
}

function constraintsOf(cast: Cast, clause: Clause, units: readonly Pile[]): readonly Constraint[] {
  const [empty, all] = [countOf(cast, []), countOf(cast, pilesIn(cast.voters))]
  return clause.flatMap(compared => {
    const nothing = gap(compared, empty)
    const part = new Map(units.map(unit => [unit, subtract(gap(compared, { ...empty, piles: [unit] }), nothing)]))
    const now = gap(compared, all)
    const scale = [...part.values(), now].reduce((shared, value) => multipleOf(shared, value.under), 1n)
    const scaled = ({ over, under }: Rational): bigint => over * (scale / under)
    const of = (pile: Pile | null): bigint => (pile === null ? 0n : scaled(part.get(pile) as Rational))
    const up: Constraint = { value: scaled(now) - (compared.op === '>' ? 1n : 0n), gain: (from, to) => of(to) - of(from) }
    const down: Constraint = { value: -scaled(now) - (compared.op === '<' ? 1n : 0n), gain: (from, to) => of(from) - of(to) }
    return compared.op === '==' ? [up, down] : compared.op === '>' || compared.op === '>=' ? [up] : [down]
  })
}

/** The ways to an outcome. Null when there are too many to look at. */
function waysToOutcome(rule: BallotRule, outcome: string): readonly Clause[] | null {
  const ends = [...rule.steps.map(step => step.outcome), rule.otherwise]
  const indexes = ends.flatMap((end, index) => (end === outcome ? [index] : []))
  const many = indexes.reduce((sum, index) => sum + waysToCount(rule.steps, index), 0)
  // The last criteria come first: of equal changes those of a majority are the plainer ones.
  return many > mostClauses ? null : indexes.toReversed().flatMap(index => waysTo(rule.steps, index))
}

/** Whether what would have changed a ballot under this rule can be found exactly: where it is decided by linear comparisons of votes as they were cast. */
export const isExplained = (rule: BallotRule): boolean => rule.method !== 'irv' && rule.pre.length === 0 && rule.steps.every(step => isLinear(step.if))

/**
 * The smallest change to an outcome: the fewest voters who, voting otherwise, coming, or staying away, bring it about.
 * `none` when no votes do; `unknown` when the search was given up.
 */
export function smallestChange(cast: Cast, outcome: string): Change | 'none' | 'unknown' {
  const { rule, voters } = cast
  const ways = isExplained(rule) ? waysToOutcome(rule, outcome) : null
  if (ways === null) return 'unknown'
  const distinctions = distinctionsOf(rule)
  const kinds = voters.map(one => ({
    voters: one,
    now: one.stand === null ? null : pileOf(one, one.stand, 1n),
    others: alternativesTo(rule, distinctions, one.stand).map(stand => ({ stand, pile: stand === null ? null : pileOf(one, stand, 1n) })),
  }))
  const units = kinds.flatMap(({ now, others }) => [now, ...others.map(other => other.pile)].filter(pile => pile !== null))
  const budget: Budget = { left: steps }
  let smallest: Change | null = null
  for (const clause of ways) {
    const constraints = constraintsOf(cast, clause, units)
    const movers = kinds.map(({ voters: { number }, now, others }, tag): Movers => ({
      number, tag, moves: others.map(({ pile }, move) => ({ tag: move, gains: constraints.map(constraint => constraint.gain(now, pile)) })),
    }))
    const chosen = fewestMoves(constraints.map(constraint => constraint.value), movers, smallest?.number ?? null, budget)
    if (budget.left < 0) return 'unknown'
    if (chosen === null) continue
    const shifts = chosen.map(({ movers: kind, move, number }): Shift => {
      const { voters: who, others } = kinds[kind] as (typeof kinds)[number]
      return { voters: who, to: (others[move] as (typeof others)[number]).stand, number }
    })
    smallest = { outcome, shifts, number: shifts.reduce((sum, shift) => sum + shift.number, 0n) }
  }
  return smallest ?? 'none'
}

/** How a ballot ends with these voters. */
export const endsWith = (cast: Omit<Cast, 'voters'>, voters: readonly Voters[]): string => ending(cast.rule, countOf(cast, pilesIn(voters))).outcome
