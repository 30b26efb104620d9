import { accept, refusal, type Result } from '@plenary/kernel'
import type { BallotRule } from './rule.ts'
import { actsFor, choose, isOpen, notOnTheRoll, standingVote, takesPart, type Ballot, type Roll, type RollSeat, type Vote, type VoteCast } from './vote.ts'

/** The word of a seat that another seat of the roll casts its vote in one ballot. It stands until it is taken back, or the seat votes itself. */
export interface Proxy {
  readonly seat: string
  readonly holder: string
  /** How the holder is to vote, in the words of the seat. */
  readonly instruction: string | null
  /** The database's instant, UTC. */
  readonly at: string
}

/** What is known when a proxy is given, taken back or used. */
export interface Proxying {
  readonly publishesVotes: boolean
  /** The standing proxies that either seat gave or holds, oldest first. */
  readonly proxies: readonly Proxy[]
  /** What was cast for either seat, oldest first. */
  readonly votes: readonly Vote[]
  /** Seats of the roll that have ended since it was fixed. */
  readonly ended: readonly string[]
}

interface Pair { readonly most: number; readonly giver: RollSeat; readonly holding: RollSeat }

/**
 * How many votes one holder casts by proxy in a ballot. A rule that is silent about proxies permits none. Where nobody may know how a seat votes none
 * are cast either: the holder would know. Refuses with: `no-proxies`, `not-by-name`.
 */
export function mayVoteByProxy({ proxiesPerHolder: most = 0 }: Pick<BallotRule, 'proxiesPerHolder'>, publishesVotes: boolean): Result<number> {
  if (most === 0) return refusal('no-proxies', 'The rule of this ballot does not permit votes by proxy.')
  return publishesVotes ? accept(most) : refusal('not-by-name', 'In this ballot nobody may know how a seat votes, so no seat votes for another.')
}

/** What has to hold of the two seats, when a vote is given and again when it is cast. */
function pairOf(ballot: Ballot, roll: Roll, known: Proxying, { seat, holder }: Pick<Proxy, 'seat' | 'holder'>): Result<Pair> {
  const most = mayVoteByProxy(ballot.rule, known.publishesVotes)
  if (!most.ok) return most
  const [giver, holding] = [seat, holder].map(id => roll.find(one => one.seat === id))
  if (giver === undefined) return notOnTheRoll()
  if (holding === undefined) return refusal('holder-not-on-the-roll', 'A vote is given to a seat of the same roll.')
  const gone = [giver, holding].find(one => known.ended.includes(one.seat))
  if (gone !== undefined) return refusal('seat-ended', `${gone.name} has no seat in this committee any more.`)
  if (!takesPart(holding)) return refusal('holder-not-present', `${holding.name} was not recorded as present when this vote began, so it casts no vote for others either.`)
  if (standingVote(holder, known.votes)?.choice === 'recuse') return refusal('holder-recused', `${holding.name} has recused itself, so it votes for no other seat.`)
  if (known.proxies.some(one => one.seat === holder)) {
    return refusal('proxy-of-a-proxy', `${holding.name} has given its own vote to another seat, so it holds none. There is no proxy of a proxy.`)
  }
  return accept({ most: most.value, giver, holding })
}

// What is said of a vote that came too late would not be true of a proxy.
const whileOpen = (ballot: Ballot, at: string): Result<true> => {
  const open = isOpen(ballot, at)
  return open.ok ? open : refusal(open.refusal.code, 'A vote is given by proxy, and taken back, while the ballot is open.')
}

const full = ({ most, holding }: Pair): Result<never> => refusal(
  'too-many-proxies', `${holding.name} holds ${most === 1 ? 'the vote of another seat' : `the votes of ${most} other seats`} already, and the rule permits no more.`)

/**
 * Gives the vote of a seat to another seat of the roll. Refuses with: `own-seat`, `no-proxies`, `not-by-name`, `not-open`, `closed`, `not-on-the-roll`,
 * `holder-not-on-the-roll`, `seat-ended`, `holder-not-present`, `holder-recused`, `proxy-of-a-proxy`, `not-a-holder`, `has-voted`, `given-already`,
 * `too-many-proxies`.
 */
export function giveProxy(ballot: Ballot, roll: Roll, known: Proxying, { by, ...wanted }: Proxy & { readonly by?: string }): Result<Proxy> {
  const { seat, holder, at } = wanted
  if (seat === holder) return refusal('own-seat', 'A vote is given to another seat; its own a seat casts itself.')
  const open = whileOpen(ballot, at)
  if (!open.ok) return open
  const pair = pairOf(ballot, roll, known, wanted)
  if (!pair.ok) return pair
  const { giver } = pair.value
  const acts = actsFor(giver, by)
  if (!acts.ok) return acts
  if (standingVote(seat, known.votes) !== undefined) return refusal('has-voted', `${giver.name} has voted. Withdraw that vote before you give it to another seat.`)
  if (known.proxies.some(one => one.seat === seat)) return refusal('given-already', `${giver.name} has given its vote to another seat. Take it back first.`)
  if (known.proxies.some(one => one.holder === seat)) {
    return refusal('proxy-of-a-proxy', `${giver.name} holds the vote of another seat. A seat that holds a vote gives none away.`)
  }
  if (known.proxies.filter(one => one.holder === holder).length >= pair.value.most) return full(pair.value)
  return accept({ ...wanted, instruction: wanted.instruction?.trim() || null })
}

/**
 * Takes back the vote that a seat gave, while nothing was cast by it. Refuses with: `not-open`, `closed`, `no-proxy`, `not-on-the-roll`, `not-a-holder`,
 * `used`.
 */
export function takeBackProxy(
  ballot: Ballot, roll: Roll, { proxies, votes }: Pick<Proxying, 'proxies' | 'votes'>, { seat, at, by }: Pick<Vote, 'seat' | 'at' | 'by'>,
): Result<Proxy> {
  const open = whileOpen(ballot, at)
  if (!open.ok) return open
  const given = proxies.find(one => one.seat === seat)
  if (given === undefined) return refusal('no-proxy', 'This seat has not given its vote to another one.')
  const giver = roll.find(one => one.seat === seat)
  const acts = giver === undefined ? notOnTheRoll() : actsFor(giver, by)
  if (!acts.ok) return acts
  const used = standingVote(seat, votes)?.proxyHolder !== undefined
  return used ? refusal('used', 'A vote was cast by this proxy. Cast your own: it stands in its place.') : accept(given)
}

/**
 * Takes a vote that the holder casts for a seat. Refuses with what `castVote` does, and with: `no-proxy`, `no-proxies`, `not-by-name`,
 * `holder-not-on-the-roll`, `seat-ended`, `holder-not-present`, `holder-recused`, `proxy-of-a-proxy`, `too-many-proxies`.
 */
export function castByProxy(ballot: Ballot, roll: Roll, known: Proxying, cast: Vote & { readonly proxyHolder: string }): Result<VoteCast> {
  const held = known.proxies.filter(one => one.holder === cast.proxyHolder)
  const place = held.findIndex(one => one.seat === cast.seat)
  if (place < 0) return refusal('no-proxy', 'This seat has not given its vote to yours, has taken it back, or has voted itself.')
  const open = isOpen(ballot, cast.at)
  if (!open.ok) return open
  const pair = pairOf(ballot, roll, known, { seat: cast.seat, holder: cast.proxyHolder })
  if (!pair.ok) return pair
  const acts = actsFor(pair.value.holding, cast.by)
  if (!acts.ok) return acts
  return place < pair.value.most ? choose(ballot, known.votes, cast) : full(pair.value)
}

/** Whether an act of voting ends the proxy that its seat gave: whatever the seat does itself, or has entered for it, does. */
export const endsProxy = ({ proxyHolder }: Pick<Vote, 'proxyHolder'>): boolean => proxyHolder === undefined
