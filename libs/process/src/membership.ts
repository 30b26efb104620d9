import { accept, refusal, type Result } from '@plenary/kernel'
import type { Rulebook } from './rulebook.ts'

/** How a rulebook lowers a membership by missed votes: of which category, to which, after how many missed ballots under which rules. */
export type Lowering = NonNullable<Rulebook['membership']>[number]

/** A ballot in which a seat had to vote, as its draft's rulebook speaks of it. */
export interface ObligedBallot { readonly rule: string; readonly missed: boolean; readonly lowering: readonly Lowering[] }

/** What becomes of a seat by the votes it missed; null while nothing does. Each rulebook looks at the ballots held under it. */
export function loweredBy(category: string, ballots: readonly ObligedBallot[]): Lowering | null {
  const known = [...new Set(ballots.flatMap(ballot => ballot.lowering))].filter(lowering => lowering.from === category)
  return known.find(lowering => ballots.filter(one => one.missed && one.lowering.includes(lowering) && lowering.rules.includes(one.rule)).length >= lowering.missed) ?? null
}

/** A seat as it stands, and whether a change of it waits for a second person. */
export interface SeatStand { readonly category: string; readonly ended: boolean; readonly waiting: boolean }

/** A change of category that one person proposed. */
export interface ProposedCategory { readonly from: string; readonly to: string; readonly by: string; readonly reason: string }

/** Proposes another category for a seat. Refuses with: `ended`, `change-open`, `reason-missing`, `nothing-new`. */
export function proposeCategory(seat: SeatStand, wanted: Omit<ProposedCategory, 'from'>): Result<ProposedCategory> {
  const kept = keepCategory(seat, wanted.reason)
  if (!kept.ok) return kept
  const to = wanted.to.trim()
  if (to === '' || to === seat.category) return refusal('nothing-new', 'The seat is in this category already. Name another one.')
  return accept({ from: seat.category, to, by: wanted.by, reason: kept.value.reason })
}

/** Decides that a seat keeps its category whatever it missed so far; from then on it is counted anew. Refuses with: `ended`, `change-open`, `reason-missing`. */
export function keepCategory(seat: SeatStand, reason: string): Result<{ readonly reason: string }> {
  if (seat.ended) return refusal('ended', 'This seat has ended.')
  if (seat.waiting) return refusal('change-open', 'A change of this seat waits to be confirmed. Decide it first.')
  const said = reason.trim()
  return said === '' ? refusal('reason-missing', 'Say why: it stays on record, and the members read it.') : accept({ reason: said })
}

/** Confirms a proposed category. It takes another person, and the seat as it was when this was proposed. Refuses with: `ended`, `same-person`, `other-category`. */
export function confirmCategory(seat: Omit<SeatStand, 'waiting'>, proposed: ProposedCategory, by: string): Result<string> {
  if (seat.ended) return refusal('ended', 'This seat has ended.')
  if (proposed.by === by) return refusal('same-person', 'The category of a seat is changed by two people: somebody else confirms what you proposed.')
  if (proposed.from !== seat.category) return refusal('other-category', 'The seat is no longer in the category it was in when this was proposed. Propose it anew.')
  return accept(proposed.to)
}
