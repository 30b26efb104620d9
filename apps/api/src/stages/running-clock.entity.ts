import { Field, ObjectType } from '@nestjs/graphql'
import { DraftRef } from '../platform/graphql.ts'

/** Where the end of a clock would be by the calendar now in force. */
@ObjectType()
export class RecountedEnd {
  @Field() due: Date
  @Field({ description: 'By which calendar, and the day, in a sentence.' }) words: string
}

/** A clock of the rulebook that runs for a draft, and how its end is counted. */
@ObjectType()
export class RunningClock {
  @Field(() => DraftRef) draft: DraftRef
  @Field({ description: 'Its key in the rulebook.' }) clock: string
  @Field() title: string
  @Field() since: Date
  @Field() due: Date
  @Field({ description: 'The named time zone in which its days begin and end.' }) zone: string
  @Field({ description: 'How its end is counted, with the calendar, in a sentence.' }) words: string
  calendarId: string | null
  @Field(() => RecountedEnd, { nullable: true, description: 'Null where the calendar now in force gives the same day. Nothing moves until officers decide.' })
  anew: RecountedEnd | null
}
