import { decide, readRule, type BallotResult, type RollSeat, type Vote } from '@plenary/ballots'
import type { RecordedBallot } from '@plenary/ledger'

const seatOf = (seat: RecordedBallot['roll'][number]): RollSeat => ({
  seat: seat.seat,
  name: typeof seat.name === 'string' ? seat.name : '',
  weight: typeof seat.weight === 'number' ? seat.weight : 1,
  category: typeof seat.category === 'string' ? seat.category : null,
  jurisdiction: typeof seat.jurisdiction === 'string' ? seat.jurisdiction : null,
  ...(typeof seat.population === 'number' ? { population: seat.population } : {}),
})

/** Counts a recorded ballot again, from nothing but its own rule, roll and votes. Throws a RangeError, in words, when it cannot. */
export function recountBallot(ballot: RecordedBallot): BallotResult {
  const rule = readRule(ballot.rule)
  if (!rule.ok) throw new RangeError(rule.refusal.message)
  const votes: Vote[] = ballot.votes.map(({ seat, choice, reason, at }) => ({ seat, choice, reason, at }))
  return decide(rule.value, ballot.roll.map(seatOf), votes, { ...ballot.context, closesAt: ballot.closesAt })
}
