import type { Refusal, Result } from '@plenary/kernel'
import type { BallotRule } from '../rule.ts'

/** Where a ballot stands for who looks at it: nothing is counted yet; the result is recorded; it counts for nothing. */
export type Moment = 'open' | 'counted' | 'annulled'

/** What the opening of a ballot asks of its kind. */
export interface Opening {
  readonly rule: BallotRule
  /** How many seats may vote. */
  readonly seats: number
  /** Whether the opener was told what a small ballot gives away, and wants it all the same. */
  readonly confirmed: boolean
}

/** What becomes of a vote under a kind of ballot: what is stored, who is shown what and when, and what travels in the record. One file each. */
export interface BallotKind {
  readonly id: string
  readonly title: string
  /** The whole promise in one sentence, for who votes. */
  readonly promise: string
  /** What the server holds until the close: the choice beside the seat, or a paper that only the ballot's key opens. */
  readonly holds: 'choice' | 'sealed'
  /** What is published when the ballot is counted: each vote with its seat, or the papers without names. */
  readonly publishes: 'votes' | 'batch'
  /** Whether somebody else than the seat sees how a seat votes. */
  readonly shows: (moment: Moment, results: 'hidden-until-close' | 'open') => boolean
  /** Whether the seat sees its own vote. */
  readonly showsOwn: boolean
  /** Refuses what cannot be voted on in this way; `true` when it can. */
  readonly admits: (opening: Opening) => Result<true, Refusal>
}
