import { before } from './instant.ts'
import type { BallotKind } from './kinds/kind.ts'
import { recorded } from './kinds/recorded.ts'
import type { Ballot } from './vote.ts'

/** Who looks at a ballot. */
export interface Viewer {
  /** Seats the person acts for. */
  readonly seats: readonly string[]
  /** Chair and secretary watch the turnout while the ballot is open. */
  readonly officer: boolean
}

/** What may be shown of a ballot. Own votes are always shown to the seat. */
export interface Visible {
  /** Which seats have voted. */
  readonly turnout: boolean
  /** How each seat voted, with reasons. */
  readonly votes: boolean
  readonly result: boolean
  /** Seats whose own vote is shown even while the others are hidden. */
  readonly ownSeats: readonly string[]
  readonly why: string
}

/** What a viewer sees of a ballot now, under the rulebook's choice of open or hidden results and under the kind of the ballot. */
export function visible(results: 'hidden-until-close' | 'open', ballot: Ballot, viewer: Viewer, now: string, kind: BallotKind = recorded): Visible {
  const ownSeats = kind.showsOwn ? viewer.seats : []
  const over = ballot.closed || before(ballot.closesAt, now)
  // Who took part is no secret of any kind; how, under some kinds, is nobody's to see at any time.
  if (kind.publishes === 'batch') return { turnout: over || viewer.officer, votes: false, result: ballot.closed, ownSeats, why: kind.promise }
  if (over) return { turnout: true, votes: true, result: ballot.closed, ownSeats, why: 'The ballot is closed.' }
  if (results === 'open') return { turnout: true, votes: true, result: false, ownSeats, why: 'Votes are shown as they come; the result comes at the close.' }
  return { turnout: viewer.officer, votes: false, result: false, ownSeats, why: 'How seats voted is hidden until the close.' }
}
