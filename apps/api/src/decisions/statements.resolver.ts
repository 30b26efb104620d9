import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Seat } from '../people/seat.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Decision, MinorityStatement } from './decision.entity.ts'
import { StatementsService } from './statements.service.ts'

@InputType()
class StateMinorityInput {
  @Field(() => ID) decisionId: string
  @Field(() => ID) seatId: string
  @Field() words: string
}

const StateMinorityResult = orRefusal('StateMinorityResult', () => Decision)

@Resolver(() => MinorityStatement)
export class StatementsResolver {
  constructor(private readonly db: DataSource, private readonly service: StatementsService) {}

  @Mutation(() => StateMinorityResult, { description: 'Attaches the dissent of a seat to a decision; it is published with it.' }) @Asks('minority.state')
  stateMinority(@Args('input') input: StateMinorityInput, @Asking() viewer: Viewer | null) { return this.service.state(viewer, input) }

  @ResolveField(() => Seat)
  seat(@Parent() statement: MinorityStatement, @Context() operation: Operation) { return entityById(operation, this.db, Seat).load(statement.seatId) }
}
