import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Body } from './body.entity.ts'
import { Committee } from './committee.entity.ts'
import { Delegate } from './delegate.entity.ts'
import { DelegatesService } from './delegates.service.ts'
import { Seat } from './seat.entity.ts'
import { SeatsService } from './seats.service.ts'

@InputType()
class AddSeatInput {
  @Field(() => ID) committeeId: string
  @Field(() => ID) bodyId: string
  @Field() kind: string
  @Field() interestCategory: string
  @Field(() => String, { nullable: true }) jurisdiction?: string | null
  @Field(() => Int, { nullable: true }) weight?: number | null
}

@InputType()
class EndSeatInput {
  @Field(() => ID) seatId: string
  @Field() reason: string
}

@InputType()
class AddDelegateInput {
  @Field(() => ID) seatId: string
  @Field(() => ID) personId: string
  @Field({ defaultValue: false }) head: boolean
}

@InputType()
class EndDelegateInput {
  @Field(() => ID) delegateId: string
  @Field(() => String, { nullable: true }) reason?: string | null
}

@InputType()
class HoldVoteInput {
  @Field(() => ID) delegateId: string
  @Field() holds: boolean
}

const HoldVoteResult = orRefusal('HoldVoteResult', () => Delegate)
const AddSeatResult = orRefusal('AddSeatResult', () => Seat)
const EndSeatResult = orRefusal('EndSeatResult', () => Seat)
const AddDelegateResult = orRefusal('AddDelegateResult', () => Delegate)
const EndDelegateResult = orRefusal('EndDelegateResult', () => Delegate)

@Resolver(() => Seat)
export class SeatsResolver {
  constructor(private readonly seats: SeatsService, private readonly delegatesService: DelegatesService, private readonly db: DataSource) {}

  @Mutation(() => AddSeatResult) @Asks('seat.add')
  addSeat(@Args('input') { jurisdiction, weight, ...seat }: AddSeatInput, @Asking() viewer: Viewer | null) {
    return this.seats.add(viewer, { ...seat, ...(jurisdiction ? { jurisdiction } : {}), ...(typeof weight === 'number' ? { weight } : {}) })
  }

  @Mutation(() => EndSeatResult) @Asks('seat.end')
  endSeat(@Args('input') input: EndSeatInput, @Asking() viewer: Viewer | null) { return this.seats.end(viewer, input) }

  @Mutation(() => AddDelegateResult) @Asks('seat.add')
  addDelegate(@Args('input') input: AddDelegateInput, @Asking() viewer: Viewer | null) { return this.delegatesService.add(viewer, input) }

  @Mutation(() => EndDelegateResult) @Asks('seat.end')
  endDelegate(@Args('input') { delegateId, reason }: EndDelegateInput, @Asking() viewer: Viewer | null) {
    return this.delegatesService.end(viewer, { delegateId, reason: reason ?? '' })
  }

  @Mutation(() => HoldVoteResult, { description: 'Lets a delegate cast the vote of the seat beside its head, or no longer. There is still one vote, the last.' }) @Asks('seat.hold')
  holdVote(@Args('input') input: HoldVoteInput, @Asking() viewer: Viewer | null) { return this.delegatesService.hold(viewer, input) }

  @ResolveField(() => Committee)
  committee(@Parent() seat: Seat, @Operation() operation: Context) { return entityById(operation, this.db, Committee).load(seat.committeeId) }

  @ResolveField(() => Body)
  body(@Parent() seat: Seat, @Operation() operation: Context) { return entityById(operation, this.db, Body).load(seat.bodyId) }

  @ResolveField(() => [Delegate], { description: 'Those who act for it now, the head of delegation first.' })
  delegates(@Parent() seat: Seat, @Operation() operation: Context) { return this.delegatesService.ofSeat(seat.id, operation) }
}
