import { endsWith, smallestChange, type Cast, type Change } from './change.ts'
import { passesBy } from './decide.ts'
import { seatsOf, type Context } from './figures.ts'
import { add, inDigits, inPercent, multiply, rational, zero, type Rational } from './rational.ts'
import { standingChoices, type BallotRule } from './rule.ts'
import { takesPart, type Roll, type RollSeat } from './vote.ts'
import { votersOf, type Stand, type Voters } from './voters.ts'
import { exactly } from './sum.ts'

/** The fewest seats that can stop a text which all the others support, and what they have together. */
export interface BlockingSet {
  readonly outcome: string
  /** How many seats it takes; no smaller set can do it. */
  readonly seats: number
  readonly of: number
  /** One such set, by the names on the roll; there may be others of the same size. */
  readonly example: readonly RollSeat[]
  readonly weight: Rational
  readonly population: Rational
}

const noVote: Stand | null = null

/** The voters when all do the same. */
const all = (roll: Roll, stand: Stand | null): readonly Voters[] => votersOf([], roll).map(one => ({ ...one, stand }))

/** What all must do for the text to pass: the first option of the rule by which it does, or silence; null if it cannot pass. */
function support(cast: Omit<Cast, 'voters'>, roll: Roll): { readonly stand: Stand | null } | null {
  const stands = [...cast.rule.options.filter(option => !(standingChoices as readonly string[]).includes(option)).map(choice => ({ choice, reasoned: true, flags: [] })), noVote]
  const stand = stands.find(one => passesBy(cast.rule, endsWith(cast, all(roll, one))))
  return stand === undefined ? null : { stand }
}

/** How many of a number of seats share what: the share as an exact sum over the seats of the example. */
const sumOf = (seats: readonly RollSeat[], of: (seat: RollSeat) => number): Rational => seats.reduce((sum, seat) => add(sum, exactly(of(seat))), zero)

/** The smallest blocking set of a roll under a rule; null when the text cannot pass, cannot be stopped, or the rule does not permit to tell. */
export function blockingSet(rule: BallotRule, roll: Roll, context: Context = {}): BlockingSet | null {
  const asked = { rule, context, seats: seatsOf(roll), recused: zero }
  const voting = roll.filter(takesPart)
  const supported = support(asked, voting)
  if (supported === null) return null
  const cast: Cast = { ...asked, voters: all(voting, supported.stand) }
  const failing = [...new Set([...rule.steps.map(step => step.outcome), rule.otherwise])].filter(outcome => !passesBy(rule, outcome))
  const found = failing.map(outcome => smallestChange(cast, outcome))
  const changes = found.filter((one): one is Change => typeof one !== 'string').sort((a, b) => Number(a.number - b.number))
  const [smallest] = changes
  if (smallest === undefined || found.includes('unknown')) return null
  const names = new Set(smallest.shifts.flatMap(({ voters, number }) => voters.names.slice(0, Number(number))))
  const example = roll.filter(seat => names.has(seat.seat))
  return {
    outcome: smallest.outcome, seats: Number(smallest.number), of: roll.length, example,
    weight: sumOf(example, seat => seat.weight), population: sumOf(example, seat => seat.population ?? 0),
  }
}

const share = (part: Rational, whole: Rational): string => {
  const ratio = multiply(part, rational(whole.under, whole.over))
  return `${inDigits(part)} of ${inDigits(whole)} (${inPercent(ratio)})`
}

const most = 8

/** A blocking set in one sentence: how many seats, which for example, and what they have together. */
export function blockingInWords(roll: Roll, set: BlockingSet): string {
  const population = sumOf(roll, seat => seat.population ?? 0)
  const weight = sumOf(roll, seat => seat.weight)
  const differ = new Set(roll.map(seat => seat.weight)).size > 1
  const named = set.example.length <= most ? `, for example ${set.example.map(seat => seat.name).join(', ')}` : ''
  const together = [
    ...(population.over > 0n ? [`population ${share(set.population, population)}`] : []),
    ...(differ ? [`weight ${share(set.weight, weight)}`] : []),
  ]
  const has = together.length === 0 ? '' : `, with ${together.join(' and ')}`
  return `${set.seats} of ${set.of} seats can stop the text when all others support it${named}${has}; fewer cannot.`
}
