import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { AgendaItem } from '../meetings/meeting.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotsQueries } from './ballots.queries.ts'
import { EnteredVotes } from './entered-votes.service.ts'
import { ContestedVote } from './vote.entity.ts'

@InputType()
class EnterVoteInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID) seatId: string
  @Field() choice: string
  @Field(() => String, { nullable: true }) reason?: string
  @Field({ description: 'floor, as it was said in the meeting, or paper, as it was received' }) entered: string
  @Field(() => ID, { nullable: true, description: 'The document by which it came on paper.' }) documentId?: string
}

@InputType()
class ContestVoteInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID) seatId: string
  @Field() reason: string
}

const EnterVoteResult = orRefusal('EnterVoteResult', () => Ballot)
const ContestVoteResult = orRefusal('ContestVoteResult', () => Ballot)

/** Votes that are entered for seats. */
@Resolver(() => Ballot)
export class EnteringResolver {
  constructor(private readonly entered: EnteredVotes, private readonly queries: BallotsQueries, private readonly db: DataSource) {}

  @Mutation(() => EnterVoteResult, { description: 'Enters the vote of a seat, as it was said in the meeting or received on paper. The seat is told and may contest it.' })
  @Asks('ballot.enter')
  enterVote(@Args('input') input: EnterVoteInput, @Asking() viewer: Viewer | null) { return this.entered.enter(viewer, input) }

  @Mutation(() => ContestVoteResult, { description: 'Contests the vote that was entered for a seat: it does not count unless the seat casts it itself.' })
  @Asks('ballot.vote')
  contestVote(@Args('input') input: ContestVoteInput, @Asking() viewer: Viewer | null) { return this.entered.contest(viewer, input) }

  @ResolveField(() => [ContestedVote], { description: 'Votes that were entered for seats which contest them. They do not count.' })
  contested(@Parent() ballot: Ballot, @Context() operation: Operation) {
    return loaderOf<string, ContestedVote[]>(operation, 'contested', ids => this.queries.contested(ids)).load(ballot.id)
  }

  @ResolveField(() => AgendaItem, { nullable: true, description: 'The item of the meeting at which it is taken.' })
  item(@Parent() ballot: Ballot, @Context() operation: Operation) { return ballot.itemId === null ? null : entityById(operation, this.db, AgendaItem).load(ballot.itemId) }
}

/** The votes taken at an item. */
@Resolver(() => AgendaItem)
export class ItemBallotsResolver {
  constructor(private readonly queries: BallotsQueries) {}

  @ResolveField(() => [Ballot])
  ballots(@Parent() item: AgendaItem, @Context() operation: Operation) {
    return loaderOf<string, Ballot[]>(operation, 'ballots of items', ids => this.queries.ofItems(ids)).load(item.id)
  }
}
