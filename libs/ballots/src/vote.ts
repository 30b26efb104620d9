import { accept, refusal, type Result } from '@plenary/kernel'
import { before } from './instant.ts'
import { leaving, standingChoices, type BallotRule } from './rule.ts'

/** A place on the roll, as it stood when the ballot opened. */
export interface RollSeat {
  readonly seat: string
  readonly name: string
  readonly weight: number
  readonly category: string | null
  readonly jurisdiction: string | null
  readonly population?: number
  /** Seats of one affiliation whose votes are equal count once where the rule says so. */
  readonly affiliation?: string | null
  /** The persons who may cast the vote of the seat, where the roll names them. There is still one vote. */
  readonly holders?: readonly string[]
  /** Where the vote is taken in a meeting: whether the seat was there when it began, or at any item before. */
  readonly presence?: Presence
}

/** How a seat is recorded in a meeting: there for this item, there for another one, or not at all. */
export type Presence = 'present' | 'attending' | 'absent'

/** Whether a seat may take part where it stands: in a meeting only those who are there vote. */
export const takesPart = ({ presence }: Pick<RollSeat, 'presence'>): boolean => presence === undefined || presence === 'present'

/** The seats that may vote. It is fixed at opening and never changes. */
export type Roll = readonly RollSeat[]

/** One act of voting. A later vote of the same seat stands in the place of the earlier one; all are kept. */
export interface Vote {
  readonly seat: string
  readonly choice: string
  readonly reason: string | null
  /** The database's instant, UTC. */
  readonly at: string
  /** What was said with it beside the choice, such as that the seat commits experts. */
  readonly flags?: readonly string[]
  /** The alternatives, the preferred one first, where the rule asks for a ranking. */
  readonly ranking?: readonly string[]
  /** The person who cast it, where that matters. */
  readonly by?: string
  /** The seat that cast it for this one, by proxy. */
  readonly proxyHolder?: string
  /** How it came, where an officer entered it for the seat. */
  readonly entered?: 'floor' | 'paper'
  /** Taken over from the round before, where the seat has not voted again. */
  readonly carried?: boolean
  /** The parts of the text that its reason is about; none where it is about all of it. */
  readonly parts?: readonly string[]
  /** Its reason is about parts that are not open in this round; it counts as a vote without a reason. */
  readonly outOfScope?: boolean
}

/** A ballot on one frozen edition, under one rule, until one instant. */
export interface Ballot {
  readonly id: string
  readonly editionHash: string
  readonly rule: BallotRule
  readonly opensAt: string
  /** The last instant at which a vote is taken. */
  readonly closesAt: string
  /** Whether the result was already recorded. */
  readonly closed: boolean
}

/** A vote was cast, or changed: `inPlaceOf` is the choice it replaces. */
export interface VoteCast extends Vote {
  readonly kind: 'vote.cast'
  readonly ballot: string
  readonly editionHash: string
  readonly inPlaceOf: string | null
}

/** What a rule lets a seat choose. */
export const choicesOf = (rule: BallotRule): readonly string[] => [...new Set([...rule.options, ...standingChoices])]

/** The vote of a seat as it stands; undefined when there is none, or it was taken out again. */
export const standingVote = (seat: string, votes: readonly Vote[]): Vote | undefined => {
  const own = votes.filter(vote => vote.seat === seat)
  const latest = own.reduce<Vote | undefined>((kept, vote) => (kept === undefined || !before(vote.at, kept.at) ? vote : kept), undefined)
  return latest !== undefined && leaving.includes(latest.choice) ? undefined : latest
}

/** Whether votes are taken at this instant. Refuses with: `not-open`, `closed`. */
export function isOpen(ballot: Ballot, at: string): Result<true> {
  if (before(at, ballot.opensAt)) return refusal('not-open', 'This ballot has not opened yet.')
  if (ballot.closed || before(ballot.closesAt, at)) return refusal('closed', 'This ballot is closed; the vote was not taken.')
  return accept(true)
}

export const notOnTheRoll = (): Result<never> => refusal('not-on-the-roll', 'This seat is not on the roll, which was fixed when the ballot opened.')

/** Whether the roll lets this person act for a seat. Refuses with: `not-a-holder`. */
export const actsFor = (seat: RollSeat, by: string | undefined): Result<true> => (seat.holders === undefined || seat.holders.includes(by ?? '')
  ? accept(true) : refusal('not-a-holder', 'Only those whom the roll names for this seat cast its vote.'))

/**
 * Whether the ballot takes an act of voting of this seat at this instant by this person, whatever the choice.
 * Refuses with: `not-open`, `closed`, `not-on-the-roll`, `not-present`, `not-a-holder`.
 */
export function takesVotes(ballot: Ballot, roll: Roll, { seat: id, at, by }: Pick<Vote, 'seat' | 'at' | 'by'>): Result<true> {
  const open = isOpen(ballot, at)
  if (!open.ok) return open
  const seat = roll.find(one => one.seat === id)
  if (seat === undefined) return notOnTheRoll()
  if (!takesPart(seat)) return refusal('not-present', `${seat.name} was not recorded as present when this vote began; in a meeting those present vote.`)
  return actsFor(seat, by)
}

/**
 * Takes a vote of a seat at the database's instant. A vote up to `closesAt` counts, at the instant itself too; later it is refused, never anything between.
 * Refuses with: `not-open`, `closed`, `not-on-the-roll`, `not-present`, `not-a-holder`, `unknown-choice`, `reason-missing`, `out-of-scope`, `nothing-to-withdraw`.
 */
export function castVote(ballot: Ballot, roll: Roll, votes: readonly Vote[], cast: Vote): Result<VoteCast> {
  const taken = takesVotes(ballot, roll, cast)
  return taken.ok ? choose(ballot, votes, cast) : taken
}

/** What a vote chooses, once it is known that it is taken. Refuses with: `unknown-choice`, `reason-missing`, `out-of-scope`, `nothing-to-withdraw`. */
export function choose(ballot: Ballot, votes: readonly Vote[], cast: Vote): Result<VoteCast> {
  const choices = choicesOf(ballot.rule)
  if (!choices.includes(cast.choice)) return refusal('unknown-choice', `The choices are ${choices.join(', ')}.`)
  const reason = cast.reason?.trim() || null
  if (reason === null && ballot.rule.reasonRequired?.includes(cast.choice)) {
    return refusal('reason-missing', `A vote “${cast.choice}” takes a reason under this rule.`)
  }
  if (cast.outOfScope === true && ballot.rule.reasonRequired?.includes(cast.choice)) {
    return refusal('out-of-scope', `A vote “${cast.choice}” takes a reason, and this one is about parts that have neither changed nor are under an open negative.`)
  }
  const earlier = standingVote(cast.seat, votes)
  if (cast.choice === 'withdraw' && earlier === undefined) return refusal('nothing-to-withdraw', 'This seat has no vote to withdraw.')
  return accept({ ...cast, kind: 'vote.cast', ballot: ballot.id, editionHash: ballot.editionHash, reason, inPlaceOf: earlier?.choice ?? null })
}

/** The roll in the one form that is hashed: sorted by seat, every promised field present. */
export const rollStatement = (roll: Roll): readonly object[] =>
  [...roll]
    .sort((a, b) => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : 0))
    .map(({ seat, name, weight, category, jurisdiction, population, affiliation, holders, presence }) => ({
      seat, name, weight, category, jurisdiction, population: population ?? null,
      // Only where the roll has them, so that the rolls of earlier records keep their hash.
      ...(affiliation === undefined ? {} : { affiliation }),
      ...(holders === undefined ? {} : { holders: [...holders].sort() }),
      ...(presence === undefined ? {} : { presence }),
    }))

/** The hash of a roll, given the house's hash of plain values. The order in which seats are listed does not matter. */
export const rollHash = (roll: Roll, hashOf: (value: unknown) => string): string => hashOf(rollStatement(roll))
