import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { CalendarVersion } from '../people/calendar-version.entity.ts'
import { Committee } from '../people/committee.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { ClocksService } from './clocks.service.ts'
import { RecountsService } from './recounts.service.ts'
import { RunningClock } from './running-clock.entity.ts'

@InputType()
class RecountClockInput {
  @Field(() => ID) draftId: string
  @Field({ description: 'Its key in the rulebook.' }) clock: string
  @Field({ description: 'The new end that was shown; another one is refused.' }) due: Date
  @Field() reason: string
}

const RecountClockResult = orRefusal('RecountClockResult', () => Draft)

@Resolver(() => Draft)
export class ClocksOfDraftResolver {
  constructor(private readonly service: ClocksService, private readonly recounts: RecountsService) {}

  @Mutation(() => RecountClockResult, { description: 'Moves the end of a running clock to where the calendar of the secretariat puts it.' }) @Asks('clock.recount')
  recountClock(@Args('input') { due, ...input }: RecountClockInput, @Asking() viewer: Viewer | null) {
    return this.recounts.recount(viewer, { ...input, due: due.toISOString() })
  }

  @ResolveField(() => [RunningClock], { description: 'The clocks of its rulebook that run now.' })
  clocks(@Parent() draft: Draft, @Context() operation: Operation) { return this.service.ofDraft(operation, draft) }
}

@Resolver(() => Committee)
export class ClocksOfCommitteeResolver {
  constructor(private readonly service: ClocksService) {}

  @ResolveField(() => [RunningClock], { description: 'What is counted in working days in it and in the committees under it, as far as the viewer belongs to them.' })
  workingDayClocks(@Parent() committee: Committee, @Context() operation: Operation) { return this.service.ofCommittee(operation, committee.id) }
}

@Resolver(() => RunningClock)
export class RunningClocksResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => CalendarVersion, { nullable: true, description: 'The version of the secretariat’s calendar it is counted with; null where none is asked, or the rulebook’s counts.' })
  calendar(@Parent() clock: RunningClock, @Context() operation: Operation) {
    return clock.calendarId === null ? null : entityById(operation, this.db, CalendarVersion).load(clock.calendarId)
  }
}
