import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { orRefusal } from '../platform/graphql.ts'
import { loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotsQueries } from './ballots.queries.ts'
import { ConductService } from './conduct.service.ts'
import { LateVote, MovedEnd } from './vote.entity.ts'

@InputType()
class ExtendBallotInput {
  @Field(() => ID) ballotId: string
  @Field() closesAt: Date
  @Field() reason: string
}

@InputType()
class CloseBallotInput {
  @Field(() => ID) ballotId: string
  @Field({ defaultValue: '' }) reason: string
}

@InputType()
class AnnulBallotInput {
  @Field(() => ID) ballotId: string
  @Field() reason: string
}

const ExtendBallotResult = orRefusal('ExtendBallotResult', () => Ballot)
const CloseBallotResult = orRefusal('CloseBallotResult', () => Ballot)
const AnnulBallotResult = orRefusal('AnnulBallotResult', () => Ballot)

/** How ballots are conducted. */
@Resolver(() => Ballot)
export class ConductResolver {
  constructor(private readonly conduct: ConductService, private readonly queries: BallotsQueries) {}

  @Mutation(() => ExtendBallotResult, { description: 'Puts off the end, as far as the rulebook permitted at the opening.' }) @Asks('ballot.extend')
  extendBallot(@Args('input') input: ExtendBallotInput, @Asking() viewer: Viewer | null) { return this.conduct.extend(viewer, input) }

  @Mutation(() => CloseBallotResult, { description: 'Ends a ballot in which every seat has voted, where the rulebook permits it.' }) @Asks('ballot.close')
  closeBallot(@Args('input') input: CloseBallotInput, @Asking() viewer: Viewer | null) { return this.conduct.close(viewer, input) }

  @Mutation(() => AnnulBallotResult, { description: 'Annuls a ballot that was held in error. It stays readable.' }) @Asks('ballot.annul')
  annulBallot(@Args('input') input: AnnulBallotInput, @Asking() viewer: Viewer | null) { return this.conduct.annul(viewer, input) }

  @ResolveField(() => [LateVote], { description: 'Votes that came after the end. They are not counted.' })
  late(@Parent() ballot: Ballot, @Context() operation: Operation) {
    return ballot.state === 'open' ? [] : loaderOf<string, LateVote[]>(operation, 'late', ids => this.queries.late(ids)).load(ballot.id)
  }

  @ResolveField(() => [MovedEnd])
  movedEnds(@Parent() ballot: Ballot, @Context() operation: Operation) {
    return loaderOf<string, MovedEnd[]>(operation, 'moved ends', ids => this.queries.movedEnds(ids)).load(ballot.id)
  }
}
