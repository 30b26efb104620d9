import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { orRefusal } from '../platform/graphql.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { ChangedClause, RecirculationOffer, TextPart } from './recirculation.entity.ts'
import { RecirculationShowing } from './recirculation-showing.service.ts'
import { RecirculationsService } from './recirculations.service.ts'

@InputType()
class NegativeAnswerInput {
  @Field(() => ID) seatId: string
  @Field({ description: 'What was done about the negative, or why nothing was. All who vote read it.' }) answer: string
}

@InputType()
class OpenRecirculationInput {
  @Field(() => ID, { description: 'The ballot that is recirculated.' }) ballotId: string
  @Field() closesAt: Date
  @Field(() => String, { nullable: true }) question?: string
  @Field(() => [NegativeAnswerInput], { defaultValue: [], description: 'An answer to each open negative.' }) answers: NegativeAnswerInput[]
}

const OpenRecirculationResult = orRefusal('OpenRecirculationResult', () => Ballot)

/** Ballots that are held again about what changed and what is unresolved. */
@Resolver(() => Ballot)
export class RecirculationsResolver {
  constructor(private readonly service: RecirculationsService, private readonly showing: RecirculationShowing) {}

  @Mutation(() => OpenRecirculationResult, { description: 'Holds a ballot again on a new edition; the votes that stood stand unless they are changed.' })
  @Asks('ballot.open')
  openRecirculation(@Args('input') input: OpenRecirculationInput, @Asking() viewer: Viewer | null) { return this.service.open(viewer, input) }

  @ResolveField(() => [TextPart], { description: 'The clauses of the text under vote, as a reason may name them.' })
  parts(@Parent() ballot: Ballot) { return this.showing.parts(ballot) }

  @ResolveField(() => [ChangedClause], { description: 'What changed since the round before, of a recirculation.' })
  changes(@Parent() ballot: Ballot) { return this.showing.changes(ballot) }

  @ResolveField(() => Ballot, { nullable: true, description: 'The ballot that recirculates it.' })
  recirculatedBy(@Parent() ballot: Ballot) { return this.showing.recirculatedBy(ballot) }

  @ResolveField(() => RecirculationOffer, { nullable: true, description: 'What a recirculation of it would be about, for its officers, where the rulebook permits one.' })
  recirculationOffer(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.offer(operation, ballot) }
}
