import { decide, isInScope, isInstant, readRule, standingAt, votesOfPapers, type BallotResult, type Presence, type RollSeat, type Vote } from '@plenary/ballots'
import type { RecordedBallot } from '@plenary/ledger'

const isPresence = (value: unknown): value is Presence => value === 'present' || value === 'attending' || value === 'absent'

const seatOf = (seat: RecordedBallot['roll'][number]): RollSeat => ({
  seat: seat.seat,
  name: typeof seat.name === 'string' ? seat.name : '',
  weight: typeof seat.weight === 'number' ? seat.weight : 1,
  category: typeof seat.category === 'string' ? seat.category : null,
  jurisdiction: typeof seat.jurisdiction === 'string' ? seat.jurisdiction : null,
  ...(typeof seat.population === 'number' ? { population: seat.population } : {}),
  ...(typeof seat.affiliation === 'string' ? { affiliation: seat.affiliation } : {}),
  ...(isPresence(seat.presence) ? { presence: seat.presence } : {}),
})

function faultOf({ closesAt, roll, votes, context, scope }: RecordedBallot): string | null {
  const badSeat = roll.findIndex(seat => typeof seat?.seat !== 'string' || (typeof seat.weight === 'number' && !Number.isSafeInteger(seat.weight)))
  const badVote = votes.findIndex(vote => typeof vote?.seat !== 'string' || typeof vote.choice !== 'string' || !(vote.reason === null || typeof vote.reason === 'string'))
  const badTime = votes.findIndex(vote => typeof vote?.at !== 'string' || !isInstant(vote.at))
  const badHolder = votes.findIndex(vote => !(vote?.proxyHolder === undefined || typeof vote.proxyHolder === 'string'))
  const badFigure = Object.entries(context).find(([, value]) => !['number', 'string', 'boolean'].includes(typeof value))?.[0]
  if (!isInstant(closesAt)) return 'closesAt is not an instant such as 2026-03-02T00:00:00Z.'
  if (badSeat >= 0) return `roll[${badSeat}] needs a seat, and a whole number as its weight.`
  if (badVote >= 0) return `votes[${badVote}] needs seat, choice and reason.`
  const badScope = votes.findIndex(vote => vote.carried !== true && scope !== undefined && isInScope(scope, vote.parts ?? []) === (vote.outOfScope === true))
  if (badTime >= 0) return `votes[${badTime}].at is not an instant such as 2026-03-02T00:00:00Z.`
  if (badHolder >= 0) return `votes[${badHolder}].proxyHolder must be a seat.`
  if (badScope >= 0) return `votes[${badScope}] is in or out of the scope of this round, and says otherwise.`
  return badFigure === undefined ? null : `context.${badFigure} is not an exact number.`
}

/**
 * Counts a recorded ballot again, from nothing but its own rule, roll and votes, or the published papers of one without names. Throws a RangeError, in
 * words, when it cannot.
 */
export function recountBallot(ballot: RecordedBallot): BallotResult & { readonly standing: readonly number[] } {
  const fault = faultOf(ballot)
  if (fault !== null) throw new RangeError(fault)
  const rule = readRule(ballot.rule)
  if (!rule.ok) throw new RangeError(rule.refusal.message)
  const roll = ballot.roll.map(seatOf)
  const named: Vote[] = ballot.votes.map(({ seat, choice, reason, at, proxyHolder, outOfScope }) => ({
    seat, choice, reason, at, ...(proxyHolder === undefined ? {} : { proxyHolder }), ...(outOfScope === true ? { outOfScope } : {}),
  }))
  const votes = ballot.papers === undefined ? named : votesOfPapers(roll, ballot.papers, ballot.opensAt)
  const closesAt = ballot.endsAt ?? ballot.closesAt
  const counted = decide(rule.value, roll, votes, { ...ballot.context, closesAt })
  if (!counted.ok) throw new RangeError(counted.refusal.message)
  return { ...counted.value, standing: standingAt(named.map((vote, place) => ({ ...vote, place })), closesAt).map(vote => vote.place) }
}
