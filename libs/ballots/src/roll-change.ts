import { accept, refusal, type Result } from '@plenary/kernel'
import type { Roll, RollSeat } from './vote.ts'

/** What a change may say anew of a seat on the roll. */
export type Amended = Pick<RollSeat, 'weight' | 'category' | 'jurisdiction' | 'population' | 'affiliation'>

/** A change of a roll that was fixed before the opening: a seat is entered, struck, or stands with other figures. */
export type RollChange =
  | { readonly kind: 'enter'; readonly seat: RollSeat }
  | { readonly kind: 'strike'; readonly seat: string }
  | { readonly kind: 'amend'; readonly seat: string; readonly to: Partial<Amended> }

/** A change that one person proposed, of the roll with this hash. */
export interface ProposedChange { readonly change: RollChange; readonly by: string; readonly reason: string; readonly hash: string }

/** A roll as it stands, named by its hash. */
export interface HashedRoll { readonly roll: Roll; readonly hash: string }

const MOST_WEIGHT = 1_000_000

const badFigure = ({ weight, population }: Partial<Amended>): boolean =>
  (weight !== undefined && !(Number.isInteger(weight) && weight >= 1 && weight <= MOST_WEIGHT))
  || (population !== undefined && !(Number.isSafeInteger(population) && population >= 0))

/** The roll after a change. Refuses with: `on-the-roll`, `not-on-the-roll`, `last-seat`, `bad-figure`, `nothing-new`. */
export function changedRoll(roll: Roll, change: RollChange): Result<Roll> {
  const id = change.kind === 'enter' ? change.seat.seat : change.seat
  const seat = roll.find(one => one.seat === id)
  if (change.kind === 'enter') {
    return seat === undefined ? accept([...roll, change.seat]) : refusal('on-the-roll', 'This seat is on the roll already.')
  }
  if (seat === undefined) return refusal('not-on-the-roll', 'This seat is not on the roll.')
  if (change.kind === 'strike') return roll.length === 1 ? refusal('last-seat', 'A roll has at least one seat.') : accept(roll.filter(one => one !== seat))
  if (badFigure(change.to)) return refusal('bad-figure', `A weight is a whole number from 1 to ${MOST_WEIGHT}, and inhabitants are a whole number.`)
  const amended = { ...seat, ...change.to }
  return JSON.stringify(amended) === JSON.stringify(seat) ? refusal('nothing-new', 'The roll says this already.') : accept(roll.map(one => (one === seat ? amended : one)))
}

/** Proposes a change of a roll. Refuses with what `changedRoll` does, and with: `change-open`, `reason-missing`. */
export function proposeChange({ roll, hash }: HashedRoll, open: boolean, wanted: Omit<ProposedChange, 'hash'>): Result<ProposedChange> {
  if (open) return refusal('change-open', 'Another change of this roll waits to be confirmed. Decide it first.')
  const reason = wanted.reason.trim()
  if (reason === '') return refusal('reason-missing', 'Say why the roll is changed: it stays on record.')
  const changed = changedRoll(roll, wanted.change)
  return changed.ok ? accept({ ...wanted, reason, hash }) : changed
}

/**
 * Confirms a proposed change. It takes another person than the one who proposed it, and the roll of which it was proposed.
 * Refuses with what `changedRoll` does, and with: `same-person`, `other-roll`.
 */
export function confirmChange({ roll, hash }: HashedRoll, proposed: ProposedChange, by: string): Result<Roll> {
  if (proposed.by === by) return refusal('same-person', 'A roll is changed by two people: somebody else confirms what you proposed.')
  if (proposed.hash !== hash) return refusal('other-roll', 'The roll is no longer the one of which this was proposed. Propose it anew.')
  return changedRoll(roll, proposed.change)
}

const figures: Readonly<Record<keyof Amended, string>> = { weight: 'weight', category: 'category', jurisdiction: 'jurisdiction', population: 'inhabitants', affiliation: 'affiliation' }

/** A change as a sentence for whoever confirms it. */
export function changeInWords(roll: Roll, change: RollChange): string {
  if (change.kind === 'enter') return `${change.seat.name} is entered, with weight ${change.seat.weight}.`
  const seat = roll.find(one => one.seat === change.seat)
  const name = seat?.name ?? change.seat
  if (change.kind === 'strike') return `${name} is struck from the roll.`
  const told = Object.entries(change.to).map(([field, to]) => `${figures[field as keyof Amended]} ${to ?? 'none'} instead of ${seat?.[field as keyof Amended] ?? 'none'}`)
  return `${name}: ${told.join(', ')}.`
}
