import type { Act } from '@plenary/process'
import { Args, Context, Field, ID, InputType, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Committee } from '../people/committee.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { orRefusal, Permission } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { AgendaItem, Attendance, Meeting } from './meeting.entity.ts'
import { MeetingsQueries } from './meetings.queries.ts'
import { MeetingsService } from './meetings.service.ts'

@InputType()
class OpenMeetingInput {
  @Field(() => ID) committeeId: string
  @Field() title: string
  @Field({ defaultValue: '' }) place: string
}

@InputType()
class CloseMeetingInput {
  @Field(() => ID) meetingId: string
}

@InputType()
class TakeUpItemInput {
  @Field(() => ID) meetingId: string
  @Field({ defaultValue: '', description: 'That of the draft when left empty.' }) title: string
  @Field(() => ID, { nullable: true }) draftId?: string | null
}

@InputType()
class MarkAttendanceInput {
  @Field(() => ID) itemId: string
  @Field(() => [ID]) seatIds: string[]
  @Field() present: boolean
}

const OpenMeetingResult = orRefusal('OpenMeetingResult', () => Meeting)
const CloseMeetingResult = orRefusal('CloseMeetingResult', () => Meeting)
const TakeUpItemResult = orRefusal('TakeUpItemResult', () => Meeting)
const MarkAttendanceResult = orRefusal('MarkAttendanceResult', () => Meeting)

const acts: readonly Act[] = ['meeting.manage']

@Resolver(() => Committee)
export class CommitteeMeetingsResolver {
  constructor(private readonly queries: MeetingsQueries, private readonly rights: Rights) {}

  @ResolveField(() => [Meeting], { description: 'The last first.' })
  async meetings(@Parent() { id: committeeId }: Committee, @Context() operation: Operation) {
    if (!await this.rights.mayRead(operation.viewer, 'meeting.read', { committeeId }, operation.loaders)) return []
    return loaderOf<string, Meeting[]>(operation, 'meetings', ids => this.queries.ofCommittees(ids)).load(committeeId)
  }
}

@Resolver(() => Meeting)
export class MeetingsResolver {
  constructor(
    private readonly queries: MeetingsQueries,
    private readonly service: MeetingsService,
    private readonly rights: Rights,
    private readonly db: DataSource,
  ) {}

  @Query(() => Meeting, { nullable: true })
  async meeting(@Args('id', { type: () => ID }) id: string, @Context() operation: Operation) {
    const meeting = await this.queries.find(id)
    return meeting && await this.rights.mayRead(operation.viewer, 'meeting.read', { committeeId: meeting.committeeId }, operation.loaders) ? meeting : null
  }

  @Mutation(() => OpenMeetingResult) @Asks('meeting.manage')
  openMeeting(@Args('input') input: OpenMeetingInput, @Asking() viewer: Viewer | null) { return this.service.open(viewer, input) }

  @Mutation(() => CloseMeetingResult) @Asks('meeting.manage')
  closeMeeting(@Args('input') { meetingId }: CloseMeetingInput, @Asking() viewer: Viewer | null) { return this.service.close(viewer, meetingId) }

  @Mutation(() => TakeUpItemResult, { description: 'Goes on to another item; whoever was there at the last one is still there.' }) @Asks('meeting.manage')
  takeUpItem(@Args('input') { draftId, ...input }: TakeUpItemInput, @Asking() viewer: Viewer | null) { return this.service.takeUp(viewer, { ...input, draftId: draftId ?? null }) }

  @Mutation(() => MarkAttendanceResult, { description: 'Records who is there at the item the meeting is at, or no longer there.' }) @Asks('meeting.manage')
  markAttendance(@Args('input') input: MarkAttendanceInput, @Asking() viewer: Viewer | null) { return this.service.mark(viewer, input) }

  @ResolveField(() => Committee)
  committee(@Parent() meeting: Meeting, @Context() operation: Operation) { return entityById(operation, this.db, Committee).load(meeting.committeeId) }

  @ResolveField(() => [AgendaItem])
  items(@Parent() meeting: Meeting, @Context() operation: Operation) {
    return loaderOf<string, AgendaItem[]>(operation, 'agenda items', ids => this.queries.items(ids)).load(meeting.id)
  }

  @ResolveField(() => [Permission])
  acts(@Parent() { committeeId }: Meeting, @Context() { viewer, loaders }: Operation) { return this.rights.permissions(viewer, acts, { committeeId }, loaders) }
}

@Resolver(() => AgendaItem)
export class AgendaItemsResolver {
  constructor(private readonly queries: MeetingsQueries, private readonly db: DataSource) {}

  @ResolveField(() => Meeting)
  meeting(@Parent() item: AgendaItem, @Context() operation: Operation) { return entityById(operation, this.db, Meeting).load(item.meetingId) }

  @ResolveField(() => Draft, { nullable: true })
  draft(@Parent() item: AgendaItem, @Context() operation: Operation) { return item.draftId === null ? null : entityById(operation, this.db, Draft).load(item.draftId) }

  @ResolveField(() => [Attendance], { description: 'Every participating seat, by name.' })
  attendance(@Parent() item: AgendaItem, @Context() operation: Operation) {
    return loaderOf<string, Attendance[]>(operation, 'attendance', ids => this.queries.attendance(ids)).load(item.id)
  }
}
