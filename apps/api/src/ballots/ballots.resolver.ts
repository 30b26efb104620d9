import { choicesOf } from '@plenary/ballots'
import { Args, Context, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Edition } from '../drafts/edition.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { connectionOf, orRefusal, pageSize, Permission } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Ballot, ShownPaper, StoredResult } from './ballot.entity.ts'
import { BallotsQueries } from './ballots.queries.ts'
import { BallotsService } from './ballots.service.ts'
import { BoxService } from './box.service.ts'
import { ShowingService } from './showing.service.ts'
import { Choice, MySeat, Receipt, Vote, VoteChange } from './vote.entity.ts'
import { VotesService } from './votes.service.ts'

@InputType()
class OpenBallotInput {
  @Field(() => ID) draftId: string
  @Field(() => String, { nullable: true, description: 'The counting rule; left out, that of the rulebook.' }) rule?: string
  @Field() closesAt: Date
  @Field(() => String, { nullable: true }) question?: string
  @Field(() => String, { nullable: true, description: 'recorded, names-only or secret; recorded when left out.' }) kind?: string
  @Field(() => ID, { nullable: true, description: 'The item of a meeting at which the vote is taken from the floor.' }) itemId?: string
  @Field(() => Boolean, { nullable: true, description: 'That a secret ballot of very few seats is wanted although its result may tell who voted how.' })
  confirmedSmall?: boolean
}

@InputType()
class CastVoteInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID) seatId: string
  @Field() choice: string
  @Field(() => String, { nullable: true }) reason?: string
  @Field(() => ID, { nullable: true, description: 'The seat that casts it by proxy; left out where it is the seat itself.' }) proxyHolderId?: string
  @Field(() => [ID], { nullable: true, description: 'The clauses that the reason is about; left out or empty, all of the text.' }) parts?: string[]
}

@InputType()
class CastSealedVoteInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID) seatId: string
  @Field({ description: 'The paper, sealed to the ballot’s key by HPKE (RFC 9180), in Base64.' }) sealed: string
  @Field({ description: 'SHA-256 of the canonical form of ballot, choice and tracker, in hexadecimal. It is signed and kept nowhere.' }) paper: string
}

const BallotConnection = connectionOf('BallotConnection', () => Ballot)
const OpenBallotResult = orRefusal('OpenBallotResult', () => Ballot)
const CastVoteResult = orRefusal('CastVoteResult', () => Ballot)
const CastSealedVoteResult = orRefusal('CastSealedVoteResult', () => Receipt)

@Resolver(() => Draft)
export class DraftBallotsResolver {
  constructor(private readonly queries: BallotsQueries, private readonly showing: ShowingService) {}

  @ResolveField(() => [Ballot])
  async ballots(@Parent() draft: Draft, @Context() operation: Operation) {
    if (!await this.showing.mayRead(operation, draft.id)) return []
    return loaderOf<string, Ballot[]>(operation, 'ballots', ids => this.queries.ofDrafts(ids)).load(draft.id)
  }
}

@Resolver(() => Ballot)
export class BallotActsResolver {
  constructor(
    private readonly queries: BallotsQueries,
    private readonly service: BallotsService,
    private readonly votes: VotesService,
    private readonly showing: ShowingService,
    private readonly rights: Rights,
  ) {}

  @Query(() => Ballot, { nullable: true })
  async ballot(@Args('id', { type: () => ID }) id: string, @Context() operation: Operation) {
    const ballot = await this.queries.find(id)
    return ballot && await this.showing.mayRead(operation, ballot.draftId) ? ballot : null
  }

  @Query(() => BallotConnection)
  async ballots(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('state', { type: () => String, nullable: true }) state: string | undefined,
    @Context() operation: Operation,
  ) {
    return this.queries.list(await this.rights.standings(operation.viewer, operation.loaders), { first, after, state })
  }

  @Mutation(() => OpenBallotResult) @Asks('ballot.open')
  openBallot(@Args('input') input: OpenBallotInput, @Asking() viewer: Viewer | null) { return this.service.open(viewer, input) }

  @Mutation(() => CastVoteResult) @Asks('ballot.vote')
  castVote(@Args('input') input: CastVoteInput, @Asking() viewer: Viewer | null) { return this.votes.cast(viewer, input) }
}

/** The box of secret ballots. */
@Resolver(() => Ballot)
export class BoxResolver {
  constructor(private readonly box: BoxService, private readonly queries: BallotsQueries) {}

  @Mutation(() => CastSealedVoteResult, { description: 'Puts a sealed paper into the box of a secret ballot; the last one of a seat counts.' }) @Asks('ballot.vote')
  castSealedVote(@Args('input') input: CastSealedVoteInput, @Asking() viewer: Viewer | null) { return this.box.put(viewer, input) }

  @ResolveField(() => [ShownPaper], { description: 'What was published of a ballot without names, by tracker. All of it when `first` is left out: who looks for a paper in the whole tells nobody which.' })
  papers(@Parent() ballot: Ballot, @Args('first', { type: () => Int, nullable: true }) first: number | null, @Context() operation: Operation) {
    if (ballot.kindData.publishes !== 'batch' || ballot.storedResult === null) return []
    const most = typeof first === 'number' ? pageSize(first) : null
    return loaderOf<string, ShownPaper[]>(operation, `papers ${most}`, ids => this.queries.papers(ids, most)).load(ballot.id)
  }
}

/** What a ballot shows beyond its own row. */
@Resolver(() => Ballot)
export class BallotsResolver {
  constructor(private readonly db: DataSource, private readonly showing: ShowingService) {}

  @ResolveField(() => Draft)
  draft(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.draft(operation, ballot.draftId) }

  @ResolveField(() => Edition)
  edition(@Parent() ballot: Ballot, @Context() operation: Operation) { return entityById(operation, this.db, Edition).load(ballot.editionId) }

  @ResolveField(() => Person)
  openedBy(@Parent() ballot: Ballot, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(ballot.openedById) }

  @ResolveField(() => String)
  ruleInWords(@Parent() { ruleData: rule }: Ballot) {
    return rule.inWords ?? rule.title
  }

  @ResolveField(() => [Choice])
  choices(@Parent() { ruleData: rule }: Ballot): Choice[] {
    return choicesOf(rule).map(code => ({ code, name: code, meaning: '', ...rule.choices?.[code], reasonRequired: rule.reasonRequired?.includes(code) ?? false }))
  }

  @ResolveField(() => Date, { nullable: true })
  quorumReachedAt(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.quorumReachedAt(operation, ballot) }

  @ResolveField(() => [Vote])
  votes(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.votes(operation, ballot) }

  @ResolveField(() => [VoteChange])
  history(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.history(operation, ballot) }

  @ResolveField(() => [VoteChange], { description: 'What was cast for the seats that the viewer acts for, oldest first.' })
  ownHistory(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.ownHistory(operation, ballot) }

  @ResolveField(() => [MySeat])
  mySeats(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.mySeats(operation, ballot) }

  @ResolveField(() => StoredResult, { nullable: true })
  result(@Parent() { storedResult, closedAt }: Ballot) { return storedResult && { ...storedResult, closedAt } }

  @ResolveField(() => String)
  async ifCarries(@Parent() ballot: Ballot, @Context() operation: Operation) { return (await this.showing.consequences(operation, ballot)).ifCarries }

  @ResolveField(() => String)
  async ifFails(@Parent() ballot: Ballot, @Context() operation: Operation) { return (await this.showing.consequences(operation, ballot)).ifFails }

  @ResolveField(() => String)
  async ifNothing(@Parent() ballot: Ballot, @Context() operation: Operation) { return (await this.showing.consequences(operation, ballot)).ifNothing }

  @ResolveField(() => Boolean, { description: 'Whether a reason may name the clauses it is about, because the rulebook lets the ballot be recirculated.' })
  takesParts(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.takesParts(operation, ballot) }

  @ResolveField(() => [Permission])
  acts(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.acts(operation, ballot) }
}

@Resolver(() => Vote)
export class VotesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  by(@Parent() vote: Vote, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(vote.byId) }
}

@Resolver(() => VoteChange)
export class VoteChangesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  by(@Parent() change: VoteChange, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(change.byId) }
}
