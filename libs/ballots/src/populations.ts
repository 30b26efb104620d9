import { accept, refusal, type Result } from '@plenary/kernel'
import { fieldsAt, isExact, listAt, oneOf, textAt, Wrong } from './reading.ts'
import { confirmations, type BallotRule } from './rule.ts'
import type { Roll, RollSeat } from './vote.ts'

/** Inhabitants by jurisdiction, in force from a day on until the next edition. */
export interface PopulationEdition {
  /** The first day, such as 2024-01-01. */
  readonly from: string
  readonly title: string
  readonly source: string
  readonly confirmed: (typeof confirmations)[number]
  /** Inhabitants by ISO 3166 alpha-2. */
  readonly figures: Readonly<Record<string, number>>
}

/** Figures that a body publishes anew from time to time. */
export interface Populations { readonly id: string; readonly title: string; readonly editions: readonly PopulationEdition[] }

const dayForm = /^\d{4}-\d{2}-\d{2}$/

function editionAt(value: unknown, at: string): PopulationEdition {
  const edition = fieldsAt(value, at, ['from', 'title', 'source', 'confirmed', 'figures'])
  const from = textAt(edition.from, `${at}.from`)
  if (!dayForm.test(from)) throw new Wrong(`${at}.from is not a day such as 2024-01-01`)
  textAt(edition.title, `${at}.title`)
  textAt(edition.source, `${at}.source`)
  oneOf(edition.confirmed, `${at}.confirmed`, confirmations)
  for (const [jurisdiction, figure] of Object.entries(fieldsAt(edition.figures, `${at}.figures`))) {
    if (!/^[A-Z]{2}$/.test(jurisdiction)) throw new Wrong(`${at}.figures.${jurisdiction} is not a country of two letters`)
    if (!Number.isSafeInteger(figure) || !isExact(figure)) throw new Wrong(`${at}.figures.${jurisdiction} is not a whole number`)
  }
  return edition as unknown as PopulationEdition
}

/** Reads published figures. Refuses with `populations`, in one sentence with the place. */
export function readPopulations(data: unknown): Result<Populations> {
  try {
    const read = fieldsAt(data, 'the populations', ['id', 'title', 'editions'])
    const editions = listAt(read.editions, 'editions').map((edition, index) => editionAt(edition, `editions[${index}]`))
    if (editions.length === 0) throw new Wrong('editions must not be empty')
    const early = editions.findIndex((edition, index) => index > 0 && edition.from <= (editions[index - 1] as PopulationEdition).from)
    if (early >= 0) throw new Wrong(`editions[${early}].from is not after the edition before`)
    return accept({ id: textAt(read.id, 'id'), title: textAt(read.title, 'title'), editions })
  } catch (error) {
    if (error instanceof Wrong) return refusal('populations', `The populations are wrong: ${error.message}.`)
    throw error
  }
}

/** Figures of the house. Those that cannot be read are a fault of the program. */
export function soundPopulations(data: unknown): Populations {
  const figures = readPopulations(data)
  if (!figures.ok) throw new Error(figures.refusal.message)
  return figures.value
}

/** The edition in force on a day; before the first there is none. */
export const populationsOn = ({ editions }: Populations, day: string): PopulationEdition | null =>
  editions.filter(edition => edition.from <= day).at(-1) ?? null

/** A roll with the population of each seat, and from where it was taken; null where the rule names no figures. */
export interface Populated { readonly roll: Roll; readonly edition: PopulationEdition | null }

/**
 * Gives each seat of a roll the population of its jurisdiction, where the rule names figures. A seat that has one already keeps it.
 * Refuses with: `no-figures` (none in force on the day), `population-missing` (naming the seats).
 */
export function populate(rule: Pick<BallotRule, 'populations'>, roll: Roll, day: string, known: Readonly<Record<string, Populations>>): Result<Populated> {
  if (rule.populations === undefined) return accept({ roll, edition: null })
  const set = Object.hasOwn(known, rule.populations) ? known[rule.populations] as Populations : null
  const edition = set === null ? null : populationsOn(set, day)
  if (edition === null) return refusal('no-figures', `This rule counts inhabitants, and no figures are in force on ${day}.`)
  const filled = roll.map((seat): RollSeat => {
    const figure = seat.jurisdiction !== null && Object.hasOwn(edition.figures, seat.jurisdiction) ? edition.figures[seat.jurisdiction] : undefined
    return seat.population !== undefined || figure === undefined ? seat : { ...seat, population: figure }
  })
  const without = filled.filter(seat => seat.population === undefined).map(seat => `${seat.name} (${seat.jurisdiction ?? '–'})`)
  if (without.length > 0) return refusal('population-missing', `This rule counts inhabitants. The ${edition.title} have none for ${without.join(', ')}.`)
  return accept({ roll: filled, edition })
}
