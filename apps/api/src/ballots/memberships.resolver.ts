import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Committee } from '../people/committee.entity.ts'
import { Person } from '../people/person.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { MembershipsService } from './memberships.service.ts'
import { MissedVotes } from './missed-votes.service.ts'
import { SeatChange, SeatTurnout } from './seat-change.entity.ts'

@InputType()
class ProposeSeatChangeInput {
  @Field(() => ID) seatId: string
  @Field({ description: 'The category the seat is to be in.' }) category: string
  @Field() reason: string
}

@InputType()
class DecideSeatChangeInput {
  @Field(() => ID) changeId: string
  @Field({ description: 'Whether it is confirmed; else it is rejected.' }) confirm: boolean
}

@InputType()
class KeepSeatCategoryInput {
  @Field(() => ID) seatId: string
  @Field() reason: string
}

const ProposeSeatChangeResult = orRefusal('ProposeSeatChangeResult', () => SeatChange)
const DecideSeatChangeResult = orRefusal('DecideSeatChangeResult', () => SeatChange)
const KeepSeatCategoryResult = orRefusal('KeepSeatCategoryResult', () => SeatChange)

/** What is decided about the category of seats. */
@Resolver(() => SeatChange)
export class MembershipsResolver {
  constructor(private readonly memberships: MembershipsService, private readonly db: DataSource) {}

  @Mutation(() => ProposeSeatChangeResult, { description: 'Proposes another category for a seat. Somebody else confirms it.' }) @Asks('seat.change')
  proposeSeatChange(@Args('input') input: ProposeSeatChangeInput, @Asking() viewer: Viewer | null) { return this.memberships.propose(viewer, input) }

  @Mutation(() => DecideSeatChangeResult) @Asks('seat.change')
  decideSeatChange(@Args('input') input: DecideSeatChangeInput, @Asking() viewer: Viewer | null) { return this.memberships.decide(viewer, input) }

  @Mutation(() => KeepSeatCategoryResult, { description: 'Decides that a seat keeps its category whatever it missed; from now on it is counted anew.' }) @Asks('seat.change')
  keepSeatCategory(@Args('input') input: KeepSeatCategoryInput, @Asking() viewer: Viewer | null) { return this.memberships.keep(viewer, input) }

  @ResolveField(() => Person)
  proposedBy(@Parent() change: SeatChange, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(change.proposedById) }
}

/** The votes that the seats of a committee missed. */
@Resolver(() => Committee)
export class CommitteeTurnoutResolver {
  constructor(private readonly missed: MissedVotes) {}

  @ResolveField(() => [SeatTurnout], { description: 'Seats that had to vote, with how many votes they missed; those that missed most first.' })
  turnout(@Parent() committee: Committee, @Context() operation: Operation) { return this.missed.ofCommittee(operation, committee.id) }
}
