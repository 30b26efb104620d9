import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { CalendarVersion } from './calendar-version.entity.ts'
import { CalendarsService } from './calendars.service.ts'
import { Committee } from './committee.entity.ts'
import { Person } from './person.entity.ts'

@InputType()
class HolidayInput {
  @Field() title: string
  @Field(() => String, { nullable: true }) on?: string | null
  @Field(() => String, { nullable: true }) yearly?: string | null
  @Field(() => Int, { nullable: true }) easter?: number | null
}

@InputType()
class RecordCalendarInput {
  @Field(() => ID) committeeId: string
  @Field(() => Int, { description: 'The number of the version it was changed from; 0 when there is none.' }) after: number
  @Field() from: string
  @Field(() => [Int]) weekend: number[]
  @Field(() => [HolidayInput]) holidays: HolidayInput[]
  @Field() reason: string
}

const RecordCalendarResult = orRefusal('RecordCalendarResult', () => CalendarVersion)

@Resolver(() => Committee)
export class CommitteeCalendarsResolver {
  constructor(private readonly calendarsService: CalendarsService) {}

  @ResolveField(() => [CalendarVersion], { description: 'The working days of its secretariat: all versions, the newest first.' })
  calendars(@Parent() committee: Committee, @Operation() operation: Context) { return this.calendarsService.ofCommittee(committee.id, operation) }
}

@Resolver(() => CalendarVersion)
export class CalendarsResolver {
  constructor(private readonly calendars: CalendarsService, private readonly db: DataSource) {}

  @Mutation(() => RecordCalendarResult, { description: 'Puts the next version of the calendar on record. It moves no deadline that runs.' }) @Asks('calendar.keep')
  recordCalendar(@Args('input') input: RecordCalendarInput, @Asking() viewer: Viewer | null) { return this.calendars.record(viewer, input) }

  @ResolveField(() => Person)
  by(@Parent() version: CalendarVersion, @Operation() operation: Context) { return entityById(operation, this.db, Person).load(version.recordedBy) }
}
