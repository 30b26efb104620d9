import { accept, refusal, type Result } from '@plenary/kernel'
import { castVote, standingVote, takesVotes, type Ballot, type Roll, type Vote, type VoteCast } from './vote.ts'

/** How a vote came that was not cast by the seat itself: said in the meeting, or received on paper. */
export type Entered = 'floor' | 'paper'

/** A vote that an officer enters for a seat, as it was said or written. */
export interface EnteredVote extends Vote { readonly entered: Entered }

/** What is known of a ballot and of a vote that came, before it is entered. */
export interface Coming { readonly publishesVotes: boolean; readonly inMeeting: boolean; readonly hasDocument: boolean }

/**
 * Whether a vote can be entered this way: by name only where votes are shown with names, from the floor only where the vote is taken in a meeting,
 * on paper only with the paper. Refuses with: `not-by-name`, `not-on-floor`, `document-missing`.
 */
export function mayBeEntered(entered: Entered, { publishesVotes, inMeeting, hasDocument }: Coming): Result<Entered> {
  if (!publishesVotes) return refusal('not-by-name', 'In this ballot nobody may know how a seat votes, so no vote is entered by name.')
  if (entered === 'floor') return inMeeting ? accept(entered) : refusal('not-on-floor', 'This ballot is not taken in a meeting.')
  return hasDocument ? accept(entered) : refusal('document-missing', 'Attach the paper by which the vote came: whoever contests it, and whoever counts again, reads it.')
}

/** Whether a seat contested the last vote that was entered for it, and has done nothing since. */
export const isContested = (votes: readonly Vote[]): boolean => votes.at(-1)?.choice === 'contested'

/**
 * Enters the vote of a seat for it. What the seat has cast itself in this round is the seat's to change. `votes` are those of the seat, oldest first.
 * Refuses with what `castVote` does, and with: `cast-by-the-seat`, `cast-by-proxy`, `contested`.
 */
export function enterVote(ballot: Ballot, roll: Roll, votes: readonly Vote[], wanted: EnteredVote): Result<VoteCast> {
  if (isContested(votes)) return refusal('contested', 'This seat contested the vote that was entered for it. Only the seat itself confirms it or casts another.')
  const standing = standingVote(wanted.seat, votes)
  if (standing?.proxyHolder !== undefined) return refusal('cast-by-proxy', 'The vote of this seat was cast by proxy. The seat itself replaces it, by a vote of its own.')
  if (standing !== undefined && standing.entered === undefined && standing.carried !== true) return refusal('cast-by-the-seat', 'This seat has cast its vote itself, and changes it itself.')
  return castVote(ballot, roll, votes, wanted)
}

/**
 * Contests a vote that was entered for the seat: it leaves the count until the seat confirms it, or casts another. `votes` are those of the seat, oldest first.
 * Refuses with what `takesVotes` does, and with: `nothing-entered`, `reason-missing`.
 */
export function contestVote(ballot: Ballot, roll: Roll, votes: readonly Vote[], wanted: Omit<Vote, 'choice'>): Result<VoteCast> {
  const taken = takesVotes(ballot, roll, wanted)
  if (!taken.ok) return taken
  const standing = standingVote(wanted.seat, votes)
  if (standing?.entered === undefined) return refusal('nothing-entered', 'No vote was entered for this seat. What it cast itself it changes or withdraws.')
  const reason = wanted.reason?.trim() || null
  if (reason === null) return refusal('reason-missing', 'Say what is wrong with the vote that was entered.')
  return accept({ ...wanted, choice: 'contested', kind: 'vote.cast', ballot: ballot.id, editionHash: ballot.editionHash, reason, inPlaceOf: standing.choice })
}

/** The vote that a seat contested, to be confirmed as it was entered. */
export const contested = (votes: readonly Vote[]): Vote | null => (isContested(votes) ? votes.at(-2) ?? null : null)
