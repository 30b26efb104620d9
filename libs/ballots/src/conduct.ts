import { accept, refusal, type Result } from '@plenary/kernel'
import { before } from './instant.ts'
import type { BallotPolicy } from './policy.ts'
import type { Ballot } from './vote.ts'

/** How a ballot stands for who conducts it. */
export interface Conducted {
  readonly ballot: Pick<Ballot, 'closesAt' | 'closed'>
  readonly annulled: boolean
  /** What the rulebook permitted at the opening. */
  readonly policy: BallotPolicy
  readonly now: string
}

/** An end that is wanted, and why. */
export interface NewEnd { readonly closesAt: string; readonly reason: string }

const over = ({ ballot, annulled, now }: Conducted) => annulled || ballot.closed || before(ballot.closesAt, now)

/**
 * Puts off the end of an open ballot. `latest` is the end as it stands plus what the rulebook permits; `times` is how often it was put off.
 * Refuses with: `closed`, `not-permitted`, `too-often`, `reason-missing`, `not-later`, `too-long`.
 */
export function extendBallot(
  conducted: Conducted, wanted: NewEnd, { latest, times }: { readonly latest: string; readonly times: number },
): Result<NewEnd> {
  const { extension } = conducted.policy
  if (over(conducted)) return refusal('closed', 'This ballot is over; its end cannot be put off.')
  if (extension === null) return refusal('not-permitted', 'The rulebook of this ballot does not permit to put off its end.')
  if (times >= extension.times) return refusal('too-often', `The rulebook permits to put off the end ${extension.times === 1 ? 'once' : `${extension.times} times`}, and that was done.`)
  if (wanted.reason.trim() === '') return refusal('reason-missing', 'Say why the end is put off: all who vote read it.')
  if (!before(conducted.ballot.closesAt, wanted.closesAt)) return refusal('not-later', 'The new end is not after the old one.')
  if (before(latest, wanted.closesAt)) return refusal('too-long', `The rulebook permits an end until ${latest}.`)
  return accept({ closesAt: wanted.closesAt, reason: wanted.reason.trim() })
}

/**
 * Ends a ballot before its time because every seat has voted, or because it is taken from the floor and the chair ends it.
 * Refuses with: `closed`, `not-permitted`, `not-all-voted`.
 */
export function closeEarly(conducted: Conducted, turnout: { readonly voted: number; readonly seats: number }): Result<true> {
  if (over(conducted)) return refusal('closed', 'This ballot is over.')
  if (conducted.policy.fromFloor === true) return accept(true)
  if (!conducted.policy.closesWhenAllVoted) return refusal('not-permitted', 'The rulebook of this ballot does not permit to end it before its time.')
  const missing = turnout.seats - turnout.voted
  if (missing > 0) return refusal('not-all-voted', `${missing === 1 ? 'One seat has' : `${missing} seats have`} not voted. A ballot ends before its time only when all have.`)
  return accept(true)
}

/** Annuls a ballot that was held in error, on a wrong text or roll. What happened in it stays readable. Refuses with: `annulled`, `adopted`, `reason-missing`. */
export function annulBallot({ annulled }: Pick<Conducted, 'annulled'>, adopted: boolean, reason: string): Result<{ readonly reason: string }> {
  if (annulled) return refusal('annulled', 'This ballot is annulled already.')
  if (adopted) return refusal('adopted', 'The text was adopted on this ballot. Withdraw the text, or appeal.')
  if (reason.trim() === '') return refusal('reason-missing', 'Say what was wrong with the ballot: its votes count for nothing, and those who cast them read why.')
  return accept({ reason: reason.trim() })
}
