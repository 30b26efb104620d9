import { accept, refusal, type Result } from '@plenary/kernel'
import type { Presence, Roll } from './vote.ts'

/** How a seat was last recorded at one item of a meeting. */
export interface Mark { readonly seat: string; readonly item: string; readonly present: boolean }

/** A meeting as an attendance is recorded in it. */
export interface MeetingStand { readonly closed: boolean; readonly items: readonly string[]; readonly seats: readonly string[] }

/**
 * Records who is there at an item, or no longer there. Gives the seats for which that is new.
 * Refuses with: `meeting-closed`, `no-item`, `foreign-seat`, `item-over` (another item was taken up since).
 */
export function markAttendance(
  { closed, items, seats }: MeetingStand, marks: readonly Mark[], wanted: { readonly item: string; readonly seats: readonly string[]; readonly present: boolean },
): Result<readonly string[]> {
  if (closed) return refusal('meeting-closed', 'This meeting is closed; its attendance stands as it was recorded.')
  if (!items.includes(wanted.item)) return refusal('no-item', 'There is no such item in this meeting.')
  if (items.at(-1) !== wanted.item) return refusal('item-over', 'The meeting has gone on to another item. Who was there at this one stands as it was recorded.')
  const foreign = wanted.seats.find(seat => !seats.includes(seat))
  if (foreign !== undefined) return refusal('foreign-seat', 'One of these seats is not in this committee, or has ended.')
  const now = new Map(marks.filter(mark => mark.item === wanted.item).map(mark => [mark.seat, mark.present]))
  return accept([...new Set(wanted.seats)].filter(seat => (now.get(seat) ?? false) !== wanted.present))
}

/** A vote is taken at the item the meeting is at, while it is open. Refuses with: `meeting-closed`, `item-over`. */
export function mayVoteAt({ closed, items }: Pick<MeetingStand, 'closed' | 'items'>, item: string): Result<string> {
  if (closed) return refusal('meeting-closed', 'This meeting is closed; nothing is voted on in it any more.')
  return items.at(-1) === item ? accept(item) : refusal('item-over', 'The meeting has gone on to another item. Take this draft up again to vote on it.')
}

/** Who is carried over when the meeting goes on to another item: those who were there at the last one. */
export const stillPresent = (marks: readonly Mark[], last: string | null): readonly string[] =>
  [...new Set(marks.filter(mark => mark.item === last && mark.present).map(mark => mark.seat))]

/** How each seat stands for a vote at an item: present at it, attending (recorded at another item of the same meeting), or absent. */
export function presenceAt(marks: readonly Mark[], item: string): ReadonlyMap<string, Presence> {
  const presence = new Map<string, Presence>()
  for (const mark of marks) if (mark.present) presence.set(mark.seat, 'attending')
  for (const mark of marks) if (mark.present && mark.item === item) presence.set(mark.seat, 'present')
  return presence
}

/** The roll of a vote that is taken in a meeting: every seat, and whether it is there. */
export function rollAt(roll: Roll, marks: readonly Mark[], item: string): Roll {
  const presence = presenceAt(marks, item)
  return roll.map(seat => ({ ...seat, presence: presence.get(seat.seat) ?? 'absent' }))
}

/** A vote is taken from the floor by those who are there. Refuses with: `nobody-present`. */
export const openOnFloor = (roll: Roll): Result<Roll> =>
  (roll.some(seat => seat.presence === 'present') ? accept(roll) : refusal('nobody-present', 'Nobody is recorded as present at this item. Call the roll first.'))
