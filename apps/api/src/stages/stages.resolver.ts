import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Seat } from '../people/seat.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Attestation } from './attestation.entity.ts'
import { AttestationsService } from './attestations.service.ts'
import { MoveChecklist, StageRail } from './rail.ts'
import { StageEvent } from './stage-event.entity.ts'
import { StagesService } from './stages.service.ts'
import { StandingService } from './standing.service.ts'

@InputType()
class MoveDraftInput {
  @Field(() => ID) draftId: string
  @Field() to: string
  @Field(() => String, { nullable: true }) reason?: string
  @Field(() => Boolean, { nullable: true, description: 'Move on in spite of unmet gates, where the rulebook allows it.' }) override?: boolean
}

@InputType()
class TakeBackMoveInput {
  @Field(() => ID) draftId: string
  @Field() reason: string
}

@InputType()
class WithdrawDraftInput {
  @Field(() => ID) draftId: string
  @Field() reason: string
}

@InputType()
class RestoreDraftInput {
  @Field(() => ID) draftId: string
  @Field() reason: string
}

@InputType()
class AttestInput {
  @Field(() => ID) draftId: string
  @Field() gate: string
  @Field() reason: string
  @Field(() => String, { nullable: true }) document?: string
  @Field(() => ID, { nullable: true }) seatId?: string
}

const MoveDraftResult = orRefusal('MoveDraftResult', () => Draft)
const TakeBackMoveResult = orRefusal('TakeBackMoveResult', () => Draft)
const WithdrawDraftResult = orRefusal('WithdrawDraftResult', () => Draft)
const RestoreDraftResult = orRefusal('RestoreDraftResult', () => Draft)
const AttestResult = orRefusal('AttestResult', () => Draft)

@Resolver(() => Draft)
export class StagesResolver {
  constructor(private readonly stages: StagesService, private readonly declarations: AttestationsService, private readonly standing: StandingService) {}

  @Mutation(() => MoveDraftResult) @Asks('stage.move', 'stage.override')
  moveDraft(@Args('input') input: MoveDraftInput, @Asking() viewer: Viewer | null) { return this.stages.move(viewer, input) }

  @Mutation(() => TakeBackMoveResult) @Asks('stage.takeBack')
  takeBackMove(@Args('input') input: TakeBackMoveInput, @Asking() viewer: Viewer | null) { return this.stages.takeBack(viewer, input) }

  @Mutation(() => WithdrawDraftResult) @Asks('draft.withdraw')
  withdrawDraft(@Args('input') input: WithdrawDraftInput, @Asking() viewer: Viewer | null) { return this.stages.withdraw(viewer, input) }

  @Mutation(() => RestoreDraftResult) @Asks('draft.restore')
  restoreDraft(@Args('input') input: RestoreDraftInput, @Asking() viewer: Viewer | null) { return this.stages.restore(viewer, input) }

  @Mutation(() => AttestResult) @Asks('gate.attest')
  attest(@Args('input') input: AttestInput, @Asking() viewer: Viewer | null) { return this.declarations.attest(viewer, input) }

  @ResolveField(() => StageRail)
  rail(@Parent() draft: Draft, @Context() operation: Operation) { return this.standing.rail(operation, draft) }

  @ResolveField(() => [MoveChecklist], { description: 'Every permitted move with its gates.' })
  checklist(@Parent() draft: Draft, @Context() operation: Operation) { return this.standing.checklist(operation, draft) }

  @ResolveField(() => String, { nullable: true, description: 'That pending appeals suspend its adoption, in a sentence; null while none does.' })
  adoptionSuspended(@Parent() draft: Draft, @Context() operation: Operation) { return this.standing.suspension(operation, draft) }

  @ResolveField(() => [StageEvent])
  history(@Parent() draft: Draft, @Context() operation: Operation) { return this.standing.history(operation, draft) }

  @ResolveField(() => [Attestation])
  attestations(@Parent() draft: Draft, @Context() operation: Operation) { return this.standing.attestations(operation, draft) }
}

@Resolver(() => StageEvent)
export class StageEventsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true, description: 'Null when the clock moved the draft.' })
  by(@Parent() event: StageEvent, @Context() operation: Operation) {
    return event.byId === null ? null : entityById(operation, this.db, Person).load(event.byId)
  }
}

@Resolver(() => Attestation)
export class AttestationsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  person(@Parent() attestation: Attestation, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(attestation.personId) }

  @ResolveField(() => Seat, { nullable: true })
  seat(@Parent() attestation: Attestation, @Context() operation: Operation) {
    return attestation.seatId === null ? null : entityById(operation, this.db, Seat).load(attestation.seatId)
  }
}
