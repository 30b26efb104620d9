import { standingAt } from './recirculation.ts'
import type { BallotRule } from './rule.ts'
import type { Roll, RollSeat, Vote } from './vote.ts'

/** A ballot that is over: its rule, roll and all votes ever cast. */
export interface HeldBallot { readonly rule: BallotRule; readonly roll: Roll; readonly votes: readonly Vote[]; readonly closesAt: string }

const isObliged = ({ obliged = [] }: BallotRule, seat: RollSeat): boolean => seat.category !== null && obliged.includes(seat.category)

/** The seats of a roll that had to vote under a rule and are not among those that took part. */
export const missedOf = (rule: BallotRule, roll: Roll, tookPart: ReadonlySet<string>): readonly RollSeat[] => roll.filter(seat => isObliged(rule, seat) && !tookPart.has(seat.seat))

/** The seats that had to vote and did not: who abstains or recuses itself has voted; who votes late, or takes its vote out, has not. */
export function missedBy({ rule, roll, votes, closesAt }: HeldBallot): readonly RollSeat[] {
  return missedOf(rule, roll, new Set(standingAt(votes, closesAt).map(vote => vote.seat)))
}

/** Of how many ballots in which a seat had to vote it missed how many. */
export interface Missed { readonly missed: number; readonly of: number }

/** The missed votes of each seat that had to vote in any of the ballots. */
export function missedIn(ballots: readonly HeldBallot[]): ReadonlyMap<string, Missed> {
  const seats = new Map<string, Missed>()
  for (const ballot of ballots) {
    const missing = new Set(missedBy(ballot).map(seat => seat.seat))
    for (const { seat } of ballot.roll.filter(one => isObliged(ballot.rule, one))) {
      const { missed, of } = seats.get(seat) ?? { missed: 0, of: 0 }
      seats.set(seat, { missed: missed + (missing.has(seat) ? 1 : 0), of: of + 1 })
    }
  }
  return seats
}
