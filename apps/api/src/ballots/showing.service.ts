import { mayVoteByProxy, type Presence, visible } from '@plenary/ballots'
import { type Act, ballotUnder, may, recirculationUnder } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { type HeldSeat, Rights, type Shown, type Standings } from '../people/rights.service.ts'
import { Seat } from '../people/seat.entity.ts'
import { Clock } from '../platform/clock.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import { BallotsQueries, type Change, type OwnSeat, type RollPage, type RollWanted, type Turnout } from './ballots.queries.ts'
import { asCounted } from './cast-votes.service.ts'
import type { Proxy } from './proxy.entity.ts'
import type { MySeat, RollEntry, ShownRollEntry, Vote, VoteChange } from './vote.entity.ts'

const acts: readonly Act[] = ['ballot.vote', 'ballot.read', 'ballot.extend', 'ballot.close', 'ballot.annul', 'ballot.enter']

interface Sight { readonly all: boolean; readonly seats: readonly string[] }

/**
 * Shows of a ballot what its viewer may see. Who has voted is no secret; how a seat voted may be hidden until the close, and then no count,
 * history or list here tells it in another way. A seat always sees its own.
 */
@Injectable()
export class ShowingService {
  constructor(
    private readonly db: DataSource,
    private readonly rights: Rights,
    private readonly drafts: DraftsService,
    private readonly queries: BallotsQueries,
    private readonly clock: Clock,
  ) {}

  /** Whether the viewer may see that a ballot on this draft exists. */
  async mayRead(operation: Operation, draftId: string): Promise<boolean> {
    const draft = await this.draft(operation, draftId)
    return this.rights.mayRead(operation.viewer, 'ballot.read', this.drafts.situation(draft), operation.loaders)
  }

  async acts(operation: Operation, ballot: Ballot): Promise<Shown[]> {
    const draft = await this.draft(operation, ballot.draftId)
    return this.rights.permissions(operation.viewer, acts, this.drafts.situation(draft), operation.loaders)
  }

  async roll(operation: Operation, ballot: Ballot): Promise<ShownRollEntry[]> {
    const [entries, turnout] = await Promise.all([this.entries(operation, ballot), this.turnout(operation, ballot)])
    const voted = new Set(turnout)
    return entries.map(entry => ({ ...entry, hasVoted: voted.has(entry.seatId), ballot }))
  }

  /** A page of the roll, with how many seats there are of those that were asked for. */
  async rollPage(operation: Operation, ballot: Ballot, wanted: RollWanted) {
    const pages = loaderOf<string, RollPage>(operation, `roll ${JSON.stringify(wanted)}`, ids => this.queries.rollPages(ids, wanted))
    const [{ nodes, pageInfo, found }, { seats, cast }] = await Promise.all([pages.load(ballot.id), this.figures(operation, ballot)])
    const all = typeof wanted.voted !== 'boolean' ? seats : wanted.voted ? cast : seats - cast
    return { nodes: nodes.map(entry => ({ ...entry, ballot })), pageInfo, total: found ?? all }
  }

  /** The vote of a seat, if the viewer may see it. */
  async voteOf(operation: Operation, ballot: Ballot, seatId: string): Promise<Vote | null> {
    const { all, seats } = await this.sight(operation, ballot)
    return all || seats.includes(seatId) ? this.standing(operation, ballot, seatId) : null
  }

  /** The vote of a seat that the viewer casts by proxy: what stands, and only while it is by this proxy. */
  async heldVote(operation: Operation, ballot: Ballot, { seatId, holderId }: Proxy): Promise<Vote | null> {
    const vote = await this.standing(operation, ballot, seatId)
    return vote?.proxyHolderId === holderId ? vote : null
  }

  figures(operation: Operation, ballot: Ballot): Promise<Turnout> {
    return loaderOf<string, Turnout>(operation, 'figures of rolls', ids => this.queries.figures(ids)).load(ballot.id)
  }

  /** When the quorum was reached. Of a secret ballot no time of a vote is kept, so none is known. */
  async quorumReachedAt(operation: Operation, ballot: Ballot): Promise<Date | null> {
    return loaderOf<string, Date | null>(operation, 'quorums', ids => this.queries.quorumsReachedAt(ids)).load(ballot.id)
  }

  /** The votes the viewer may see. */
  async votes(operation: Operation, ballot: Ballot): Promise<Vote[]> {
    const { all, seats } = await this.sight(operation, ballot)
    return this.known<Vote>(operation, 'votes', all ? null : seats, ballot, (ids, of) => this.queries.votes(ids, of))
  }

  /** The acts of voting the viewer may see, oldest first. */
  async history(operation: Operation, ballot: Ballot): Promise<VoteChange[]> {
    const { all, seats } = await this.sight(operation, ballot)
    return this.known<Change>(operation, 'changes', all ? null : seats, ballot, (ids, of) => this.queries.changes(ids, of))
  }

  /** What was cast for the seats that the viewer acts for, oldest first: everybody of a seat sees who cast what. */
  async ownHistory(operation: Operation, ballot: Ballot): Promise<VoteChange[]> {
    const { seats } = await this.sight(operation, ballot)
    return this.known<Change>(operation, 'changes', seats, ballot, (ids, of) => this.queries.changes(ids, of))
  }

  /** The seats on the roll that the viewer acts for, with their votes. */
  async mySeats(operation: Operation, ballot: Ballot): Promise<MySeat[]> {
    const [draft, standings] = await Promise.all([this.draft(operation, ballot.draftId), this.standings(operation)])
    if (standings.seats.length === 0) return []
    const own = standings.seats.map(seat => seat.seatId)
    const onRoll = await loaderOf<string, OwnSeat[]>(operation, 'own seats on rolls', ids => this.queries.onRolls(ids, own)).load(ballot.id)
    const entries = new Map(onRoll.map(entry => [entry.seatId, entry]))
    const [actor, situation] = [standings.in(draft.committeeId), this.drafts.situation(draft)]
    return Promise.all(standings.seats.filter(seat => entries.has(seat.seatId)).map(async ({ seatId, holdsVote }) => ({
      seat: await entityById(operation, this.db, Seat).load(seatId),
      vote: await this.voteOf(operation, ballot, seatId),
      hasVoted: entries.get(seatId)?.hasVoted === true,
      ...this.verdict(ballot, holdsVote, entries.get(seatId)?.presence ?? 'present', may(actor, 'ballot.vote', { ...situation, holdsVote })),
      mayGive: ballot.state === 'open' && holdsVote && this.knowsProxies(ballot) && may(actor, 'proxy.give', { ...situation, holdsVote }).allowed,
      holderId: null, holderName: null, instruction: null,
    })))
  }

  /** Every vote that was given by proxy, with its instruction. */
  async proxies(operation: Operation, ballot: Ballot): Promise<Proxy[]> {
    return this.knowsProxies(ballot) ? loaderOf<string, Proxy[]>(operation, 'proxies', ids => this.queries.proxies(ids)).load(ballot.id) : []
  }

  /** The standing proxies that the viewer's seats hold. */
  async held(operation: Operation, ballot: Ballot): Promise<Proxy[]> {
    const own = await this.ownSeats(operation)
    const proxies = own.length === 0 ? [] : await this.proxies(operation, ballot)
    return proxies.filter(proxy => proxy.ended === null && own.some(seat => seat.seatId === proxy.holderId))
  }

  /** The seats that the viewer acts for, in all committees. */
  async ownSeats(operation: Operation): Promise<readonly HeldSeat[]> { return (await this.standings(operation)).seats }

  /** What follows, in the words of the rulebook. */
  async consequences(operation: Operation, ballot: Ballot) {
    const draft = await this.draft(operation, ballot.draftId)
    const held = ballotUnder(rulebookFor(draft), ballot.rule, draft.stage)
    if (!held) throw new Error(`The rulebook ${draft.rulebook} holds no ballot under ${ballot.rule}.`)
    return held
  }

  /** Whether a reason may name its parts: where who voted how is known, and the ballot may be recirculated. */
  async takesParts(operation: Operation, ballot: Ballot): Promise<boolean> {
    const draft = await this.draft(operation, ballot.draftId)
    return ballot.kindData.publishes === 'votes' && recirculationUnder(rulebookFor(draft), ballot.rule, draft.stage) !== null
  }

  draft(operation: Operation, draftId: string): Promise<Draft> {
    return entityById(operation, this.db, Draft).load(draftId)
  }

  private standing(operation: Operation, ballot: Ballot, seatId: string): Promise<Vote | null> {
    const votes = loaderOf<string, Vote | null>(operation, 'votes of seats', keys => this.queries.votesOf(keys.map(key => ({ ballotId: key.slice(0, 36), seatId: key.slice(36) }))))
    return votes.load(`${ballot.id}${seatId}`)
  }

  // Where none can have been given none are looked for.
  private knowsProxies(ballot: Ballot): boolean { return mayVoteByProxy(ballot.ruleData, ballot.kindData.publishes === 'votes').ok }

  private verdict(ballot: Ballot, holdsVote: boolean, presence: Presence, verdict: { allowed: boolean; why: string }): { mayVote: boolean; why: string } {
    if (ballot.state !== 'open') return { mayVote: false, why: `This ballot is ${ballot.state}.` }
    if (presence !== 'present') return { mayVote: false, why: 'This seat was not recorded as present when the vote began; in a meeting those present vote.' }
    if (!holdsVote) return { mayVote: false, why: 'The head of delegation casts the vote of this seat, or whom the seat lets cast it too.' }
    return { mayVote: verdict.allowed, why: verdict.why }
  }

  /** Whether the viewer sees how all seats voted, and if not, of which they do. Asked for every seat of a page, answered once. */
  private sight(operation: Operation, ballot: Ballot): Promise<Sight> {
    return loaderOf<Ballot, Sight>(operation, 'sight', ballots => Promise.all(ballots.map(one => this.seen(operation, one)))).load(ballot)
  }

  private async seen(operation: Operation, ballot: Ballot): Promise<Sight> {
    const [draft, standings] = await Promise.all([this.draft(operation, ballot.draftId), this.standings(operation)])
    const officer = standings.has('chair', draft.committeeId) || standings.has('secretary', draft.committeeId)
    const viewer = { seats: standings.seats.map(seat => seat.seatId), officer }
    const now = await loaderOf<string, string>(operation, Clock, async keys => Promise.all(keys.map(() => this.clock.now()))).load('now')
    const shown = visible(ballot.resultsHidden ? 'hidden-until-close' : 'open', asCounted(ballot), viewer, now, ballot.kindData)
    // Until the count has been made a vote may still be taken back by an annulment: nothing hidden is shown before it.
    const all = shown.votes && (!ballot.resultsHidden || ballot.storedResult !== null)
    return { all, seats: shown.ownSeats }
  }

  private standings(operation: Operation): Promise<Standings> {
    return this.rights.standings(operation.viewer, operation.loaders)
  }

  private entries(operation: Operation, ballot: Ballot): Promise<RollEntry[]> {
    return loaderOf<string, RollEntry[]>(operation, 'rolls', ids => this.queries.rolls(ids)).load(ballot.id)
  }

  private turnout(operation: Operation, ballot: Ballot): Promise<string[]> {
    return loaderOf<string, string[]>(operation, 'turnout', ids => this.queries.turnout(ids)).load(ballot.id)
  }

  /** Reads of many seats only what is shown: at ten thousand seats the rest would be read for nothing. */
  private known<T>(
    operation: Operation, what: string, seats: readonly string[] | null, ballot: Ballot, read: (ids: readonly string[], of: readonly string[] | null) => Promise<T[][]>,
  ): Promise<T[]> {
    if (seats?.length === 0) return Promise.resolve([])
    return loaderOf<string, T[]>(operation, seats === null ? what : `${what} of own seats`, ids => read(ids, seats)).load(ballot.id)
  }
}
