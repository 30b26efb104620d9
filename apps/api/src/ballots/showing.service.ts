import { visible } from '@plenary/ballots'
import { type Act, ballotUnder, may } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Rights, type Shown, type Standings } from '../people/rights.service.ts'
import { Seat } from '../people/seat.entity.ts'
import { Clock } from '../platform/clock.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import { BallotsQueries, type Change, quorumReachedAt } from './ballots.queries.ts'
import { asCounted } from './cast-votes.service.ts'
import type { MySeat, RollEntry, ShownRollEntry, Vote, VoteChange } from './vote.entity.ts'

const acts: readonly Act[] = ['ballot.vote', 'ballot.read']

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
    const [entries, votes] = await Promise.all([this.entries(operation, ballot), this.all(operation, ballot)])
    const voted = new Set(votes.map(vote => vote.seatId))
    return entries.map(entry => ({ ...entry, hasVoted: voted.has(entry.seatId) }))
  }

  async cast(operation: Operation, ballot: Ballot): Promise<number> {
    return (await this.all(operation, ballot)).length
  }

  async quorumReachedAt(operation: Operation, ballot: Ballot): Promise<Date | null> {
    return quorumReachedAt(ballot.quorum, await this.changes(operation, ballot))
  }

  /** The votes the viewer may see. */
  async votes(operation: Operation, ballot: Ballot): Promise<Vote[]> {
    const sees = await this.sight(operation, ballot)
    return (await this.all(operation, ballot)).filter(vote => sees(vote.seatId))
  }

  /** The acts of voting the viewer may see, oldest first. */
  async history(operation: Operation, ballot: Ballot): Promise<VoteChange[]> {
    const sees = await this.sight(operation, ballot)
    return (await this.changes(operation, ballot)).filter(change => sees(change.seatId))
  }

  /** The seats on the roll that the viewer acts for, with their votes. */
  async mySeats(operation: Operation, ballot: Ballot): Promise<MySeat[]> {
    const [draft, standings, entries, votes] = await Promise.all([
      this.draft(operation, ballot.draftId), this.standings(operation), this.entries(operation, ballot), this.all(operation, ballot),
    ])
    const onRoll = new Set(entries.map(entry => entry.seatId))
    const mine = standings.seats.filter(seat => onRoll.has(seat.seatId))
    const verdict = may(standings.in(draft.committeeId), 'ballot.vote', this.drafts.situation(draft))
    return Promise.all(mine.map(async ({ seatId, head }) => ({
      seat: await entityById(operation, this.db, Seat).load(seatId),
      vote: votes.find(vote => vote.seatId === seatId) ?? null,
      ...this.verdict(ballot, head, verdict),
    })))
  }

  /** What follows, in the words of the rulebook. */
  async consequences(operation: Operation, ballot: Ballot) {
    const draft = await this.draft(operation, ballot.draftId)
    const held = ballotUnder(rulebookFor(draft), ballot.rule, draft.stage)
    if (!held) throw new Error(`The rulebook ${draft.rulebook} holds no ballot under ${ballot.rule}.`)
    return held
  }

  draft(operation: Operation, draftId: string): Promise<Draft> {
    return entityById(operation, this.db, Draft).load(draftId)
  }

  private verdict(ballot: Ballot, head: boolean, verdict: { allowed: boolean; why: string }): { mayVote: boolean; why: string } {
    if (ballot.state !== 'open') return { mayVote: false, why: `This ballot is ${ballot.state}.` }
    if (!head) return { mayVote: false, why: 'The head of delegation casts the vote of this seat.' }
    return { mayVote: verdict.allowed, why: verdict.why }
  }

  private async sight(operation: Operation, ballot: Ballot): Promise<(seatId: string) => boolean> {
    const [draft, standings] = await Promise.all([this.draft(operation, ballot.draftId), this.standings(operation)])
    const officer = standings.has('chair', draft.committeeId) || standings.has('secretary', draft.committeeId)
    const viewer = { seats: standings.seats.map(seat => seat.seatId), officer }
    const now = await loaderOf<string, string>(operation, Clock, async keys => Promise.all(keys.map(() => this.clock.now()))).load('now')
    const shown = visible(ballot.resultsHidden ? 'hidden-until-close' : 'open', asCounted(ballot), viewer, now)
    // Until the count has been made a vote may still be taken back by an annulment: nothing hidden is shown before it.
    const all = shown.votes && (!ballot.resultsHidden || ballot.state === 'closed')
    return seatId => all || shown.ownSeats.includes(seatId)
  }

  private standings(operation: Operation): Promise<Standings> {
    return this.rights.standings(operation.viewer, operation.loaders)
  }

  private entries(operation: Operation, ballot: Ballot): Promise<RollEntry[]> {
    return loaderOf<string, RollEntry[]>(operation, 'rolls', ids => this.queries.rolls(ids)).load(ballot.id)
  }

  private all(operation: Operation, ballot: Ballot): Promise<Vote[]> {
    return loaderOf<string, Vote[]>(operation, 'votes', ids => this.queries.votes(ids)).load(ballot.id)
  }

  private changes(operation: Operation, ballot: Ballot): Promise<Change[]> {
    return loaderOf<string, Change[]>(operation, 'changes', ids => this.queries.changes(ids)).load(ballot.id)
  }
}
