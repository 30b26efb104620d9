import { Field, ID, ObjectType } from '@nestjs/graphql'
import { DraftRef } from '../platform/graphql.ts'

/** An act that the viewer holds. */
@ObjectType()
export class Notice {
  @Field(() => ID) id: string
  @Field({ description: 'What to do, as one verb: Vote, Reply, Decide, Attest, Move, Review, Disposition.' }) verb: string
  @Field() title: string
  @Field() why: string
  @Field(() => Date, { nullable: true }) due: Date | null
  @Field({ description: 'The time zone in which the due time is meant.' }) zone: string
  @Field() where: string
  @Field(() => DraftRef, { nullable: true }) draft: DraftRef | null
}

/** An act that somebody else holds. */
@ObjectType()
export class Waiting {
  @Field() what: string
  @Field() who: string
  @Field(() => Date, { nullable: true }) due: Date | null
  @Field() where: string
}

/** Something that happened to a draft of the viewer's committees. */
@ObjectType()
export class Followed {
  @Field(() => DraftRef) draft: DraftRef
  @Field() what: string
  @Field() at: Date
  @Field() where: string
}

/** A date ahead in the viewer's committees. */
@ObjectType('Deadline')
export class MarkedDeadline {
  @Field() key: string
  @Field() what: string
  @Field() due: Date
  @Field() where: string
}

/** Whose turn it is, and until when. */
@ObjectType()
export class Inbox {
  @Field(() => [Notice]) needsYou: Notice[]
  @Field(() => [Waiting]) waiting: Waiting[]
  @Field(() => [Followed]) followed: Followed[]
  @Field(() => [MarkedDeadline]) calendar: MarkedDeadline[]
  @Field() now: Date
}
