import { type Pile } from './pile.ts'
import { exactly } from './sum.ts'
import { inDigits, rational, zero, type Rational } from './rational.ts'
import { largestOf, valueOf, type Count } from './quantity.ts'
import type { BallotRule, Figure, Quantity, Step } from './rule.ts'
import { whole, type Reported } from './tally.ts'
import type { Presence, Roll } from './vote.ts'
import { objectsIn, wheresIn } from './wheres.ts'

/** Figures a rule may ask beside the votes, such as `eligible` or `castingVoteYes`: exact numbers, or yes and no. */
export type Context = Readonly<Record<string, number | string | boolean>>

/** A roll as rules ask of it: how many seats, and the seats in piles of one each, made when they are first asked for. */
export interface Seats { readonly number: number; readonly piles: () => readonly Pile[]; readonly attendance: boolean }

const [attending, present] = ['attending', 'present'] as const

/** What a sum over the roll may ask of a seat: whoever is present attends. */
const attendanceOf = (presence: Presence | undefined): readonly string[] =>
  (presence === present ? [attending, present] : presence === attending ? [attending] : [])

/** Whether a figure is a count of those who are there, which only a roll taken in a meeting gives. */
const asksAttendance = (quantity: Quantity): boolean => wheresIn(quantity).some(({ flag }) => flag === present || flag === attending)

const seatPiles = (roll: Roll): readonly Pile[] =>
  roll.map(seat => ({ choice: '', category: seat.category, reasoned: false, flags: attendanceOf(seat.presence), count: rational(1n), weight: exactly(seat.weight), population: exactly(seat.population ?? 0) }))

export function seatsOf(roll: Roll): Seats {
  let piles: readonly Pile[] | null = null
  return { number: roll.length, piles: () => piles ??= seatPiles(roll), attendance: roll.length > 0 && roll.every(seat => seat.presence !== undefined) }
}

/** What a figure is when nobody gave it: a casting vote that was not given is neither for nor against. */
const ifNotGiven: Readonly<Record<string, Rational>> = { castingVoteYes: rational(-1n) }

/** Where the figures of a count come from: what was given, else the roll, else the votes. */
export interface Sources { readonly rule: BallotRule; readonly piles: readonly Pile[]; readonly recused: Rational; readonly context: Context; readonly seats: Seats | null }

/** The figures of a rule by their names. Those that it asked for and nobody gave are noted in `missing`. */
function figureFrom({ rule, recused, context, seats }: Omit<Sources, 'piles'>, missing: Set<string>): Count['figure'] {
  return function figure(name) {
    const given = Object.hasOwn(context, name) ? context[name] : undefined
    if (given !== undefined) return typeof given === 'boolean' ? rational(given ? 1n : 0n) : exactly(given)
    if (name === 'recused') return recused
    const fromRoll = rule.asks?.[name]?.fromRoll
    if (fromRoll !== undefined && seats !== null && (seats.attendance || !asksAttendance(fromRoll))) return valueOf(fromRoll, { piles: seats.piles(), figure })
    if (name === 'eligible' && seats !== null) return rational(BigInt(seats.number))
    const otherwise = Object.hasOwn(ifNotGiven, name) ? ifNotGiven[name] : undefined
    if (otherwise === undefined) missing.add(name)
    return otherwise ?? zero
  }
}

/** The count of a rule. Figures that it asked for and nobody gave are noted in `missing`. */
export const counting = (sources: Sources, missing: Set<string>): Count => ({ piles: sources.piles, figure: figureFrom(sources, missing) })

const figuresIn = (steps: readonly Step[]): readonly string[] => objectsIn(steps).flatMap(one => ('ctx' in one ? [one.ctx as string] : []))

const sumsPopulation = (rule: BallotRule): boolean => /"(sum|largest|fewest)":"population"/.test(JSON.stringify(rule.steps))

/** A figure that somebody must give, in words where the rule has them. */
export interface Wanting { readonly name: string; readonly words: string }

/** What a rule asks that neither the context nor the roll gives. A ballot for which something is wanting could not be counted, or not as the rule says. */
export function wanting(rule: BallotRule, roll: Roll, context: Context = {}): readonly Wanting[] {
  const missing = new Set<string>()
  const figure = figureFrom({ rule, seats: seatsOf(roll), context, recused: zero }, missing)
  for (const name of figuresIn(rule.steps)) figure(name)
  const figures = [...missing].map(name => ({ name, words: rule.asks?.[name]?.words ?? name }))
  // Without populations nobody would have any, and every threshold of population would be met.
  const unknown = sumsPopulation(rule) && roll.some(seat => seat.population === undefined)
  return unknown ? [...figures, { name: 'population', words: 'the population of each seat' }] : figures
}

function reported(figure: Figure, count: Count): Reported {
  const values = figure.of.map(part => valueOf(part, count))
  if (figure.form === undefined && values.length === 1) {
    const only = values[0] as Rational
    return only.under === 1n ? whole(only.over) : inDigits(only)
  }
  const named = figure.of.find(part => 'largest' in part)
  const name = named === undefined ? '' : largestOf(count, named.largest, named.where).name
  const form = figure.form ?? '{0}/{1}'
  return values.reduce((told, value, index) => told.replaceAll(`{${index}}`, inDigits(value)), form.replaceAll('{name}', name))
}

/** The figures that a step reports, as a list. */
export const figuresOf = (step: Step): readonly Figure[] => (step.ratio === undefined ? [] : [step.ratio].flat() as readonly Figure[])

/** The figures reported by the steps that the count came to. */
export const reportedBy = (steps: readonly Step[], count: Count): Readonly<Record<string, Reported>> =>
  Object.fromEntries(steps.flatMap(figuresOf).map(figure => [figure.name, reported(figure, count)]))

/** The names of all figures a rule may report. */
export const figureNames = (rule: BallotRule): readonly string[] =>
  (rule.method === 'irv' ? ['rounds'] : rule.steps.flatMap(figuresOf).map(figure => figure.name))
