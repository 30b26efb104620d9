import type { RollSeat, Vote } from './vote.ts'

/** A vote together with what the roll says of its seat: all that counting needs. */
export interface Paper {
  readonly voter: string
  readonly choice: string
  readonly reasoned: boolean
  /** Absent in old records, where the order of the list is the order of time. */
  readonly at: string | null
  readonly category: string | null
  /** How many equal votes this line stands for: a whole number. */
  readonly count: number | string
  /** Of all votes this line stands for, together: exact. */
  readonly weight: number | string
  readonly population: number | string
  readonly flags: readonly string[]
  readonly affiliation?: string | null
  /** Who cast it, where it was cast by proxy. */
  readonly proxyHolder?: string | null
  /** The alternatives, the preferred one first. */
  readonly ranking?: readonly string[] | null
}

const none: readonly string[] = []

/** A vote as a paper, with what the roll says of its seat. */
export const paperOf = (seat: RollSeat, vote: Vote): Paper => ({
  voter: vote.seat,
  choice: vote.choice,
  reasoned: vote.reason !== null && vote.reason.trim() !== '' && vote.outOfScope !== true,
  at: vote.at,
  category: seat.category,
  count: 1,
  weight: seat.weight,
  population: seat.population ?? 0,
  flags: vote.flags ?? none,
  affiliation: seat.affiliation ?? null,
  proxyHolder: vote.proxyHolder ?? null,
  ranking: vote.ranking ?? null,
})
