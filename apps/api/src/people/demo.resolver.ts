import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { connectionOf, Done, orRefusal } from '../platform/graphql.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { DemoService } from './demo.service.ts'
import { OutboxService } from './outbox.service.ts'
import { TravelService } from './travel.service.ts'

/** The one clock, as screens show it. */
@ObjectType('Clock')
export class ClockState {
  @Field() now: Date
  @Field({ description: 'How far a demo has moved it, as an ISO 8601 duration.' }) offset: string
  @Field() demo: boolean
}

@ObjectType('Mail')
export class MailRow {
  @Field(() => ID) id: string
  @Field() to: string
  @Field() subject: string
  @Field() text: string
  @Field() at: Date
  @Field(() => Date, { nullable: true, description: 'When a mail server took it; null when none did.' }) sentAt: Date | null
}

@InputType()
class MoveClockInput {
  @Field({ description: 'An ISO 8601 duration, such as P30D.' }) by: string
}

@InputType()
class RemoveDemoInput {
  @Field() confirm: boolean
}

const MailConnection = connectionOf('MailConnection', () => MailRow)
const MoveClockResult = orRefusal('MoveClockResult', () => ClockState)
const RemoveDemoResult = orRefusal('RemoveDemoResult', () => Done)

/** The clock, the outbox, and what only a demo has. */
@Resolver(() => ClockState)
export class DemoResolver {
  constructor(
    private readonly demo: DemoService,
    private readonly travel: TravelService,
    private readonly outboxService: OutboxService,
  ) {}

  @Query(() => ClockState)
  clock() { return this.travel.state() }

  @ResolveField(() => Boolean, { description: 'Whether the viewer may move it.' })
  mayMove(@Operation() { viewer, loaders }: Context) { return this.travel.mayMove(viewer, loaders) }

  @Query(() => MailConnection, { description: 'Letters that Plenary wrote, the newest first.' })
  outbox(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Operation() operation: Context,
  ) { return this.outboxService.list({ first, after }, operation) }

  @Mutation(() => MoveClockResult) @Asks('clock.move')
  moveClock(@Args('input') { by }: MoveClockInput, @Asking() viewer: Viewer | null) { return this.travel.moveBy(viewer, by) }

  @Mutation(() => RemoveDemoResult) @Asks('demo.remove')
  removeDemo(@Args('input') { confirm }: RemoveDemoInput, @Asking() viewer: Viewer | null) { return this.demo.remove(viewer, confirm) }
}
