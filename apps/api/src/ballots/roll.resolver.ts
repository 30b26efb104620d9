import { Args, ArgsType, Context, Field, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { connectionOf } from '../platform/graphql.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import type { RollWanted } from './ballots.queries.ts'
import { ShowingService } from './showing.service.ts'
import { ShownRollEntry, Vote } from './vote.entity.ts'

@ArgsType()
class RollPageWanted implements RollWanted {
  @Field(() => Int, { defaultValue: 200 }) first: number
  @Field(() => String, { nullable: true }) after?: string
  @Field(() => String, { nullable: true, description: 'A part of the name of the seat, or its jurisdiction; case and accents do not matter.' }) search?: string
  @Field(() => Boolean, { nullable: true, description: 'Only seats that have voted, or only those that have not.' }) voted?: boolean
}

const RollConnection = connectionOf('RollConnection', () => ShownRollEntry)

/** The roll of a ballot and its turnout. */
@Resolver(() => Ballot)
export class RollResolver {
  constructor(private readonly showing: ShowingService) {}

  @ResolveField(() => Int, { description: 'How many seats are on the roll.' })
  async seats(@Parent() ballot: Ballot, @Context() operation: Operation) { return (await this.showing.figures(operation, ballot)).seats }

  @ResolveField(() => Int, { description: 'How many seats have voted.' })
  async cast(@Parent() ballot: Ballot, @Context() operation: Operation) { return (await this.showing.figures(operation, ballot)).cast }

  @ResolveField(() => [ShownRollEntry], { description: 'The whole roll, as it is printed.' })
  roll(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.roll(operation, ballot) }

  @ResolveField(() => RollConnection, {
    description: 'The roll page by page, by the names of the seats.',
    complexity: ({ args, childComplexity }) => 1 + Math.min(Number(args['first'] ?? 200), 500) * childComplexity / 10,
  })
  rollPage(@Parent() ballot: Ballot, @Args() wanted: RollPageWanted, @Context() operation: Operation) { return this.showing.rollPage(operation, ballot, wanted) }
}

@Resolver(() => ShownRollEntry)
export class RollEntryResolver {
  constructor(private readonly showing: ShowingService) {}

  @ResolveField(() => Vote, { nullable: true, description: 'Null also where the viewer may not see it.' })
  vote(@Parent() entry: ShownRollEntry, @Context() operation: Operation) { return this.showing.voteOf(operation, entry.ballot, entry.seatId) }
}
