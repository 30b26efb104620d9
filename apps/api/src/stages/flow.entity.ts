import { Field, Int, ObjectType } from '@nestjs/graphql'

/** How one stage of a rulebook stands. */
@ObjectType()
export class StageFlow {
  @Field() stage: string
  @Field(() => Int, { description: 'Drafts at work that have outstayed the time the rulebook expects.' }) late: number
  @Field(() => Int, { nullable: true, description: 'The median of the stays that ended in the last twelve months, in days.' }) medianDays: number | null
}

/** What most of the drafts that wait at a gate lack. */
@ObjectType()
export class MostMissing {
  @Field({ description: 'The title of the gate.' }) title: string
  @Field(() => Int) drafts: number
}

/** How one move of a rulebook stands. */
@ObjectType()
export class MoveFlow {
  @Field() from: string
  @Field() to: string
  @Field(() => Int, { description: 'How often it was made in the last twelve months.' }) made: number
  @Field(() => Int, { description: 'Drafts whose minimum time is over and which lack something else.' }) waiting: number
  @Field(() => MostMissing, { nullable: true }) missing: MostMissing | null
}

/** How drafts flow through a rulebook. */
@ObjectType()
export class ProcessFlow {
  @Field(() => [StageFlow]) stages: readonly StageFlow[]
  @Field(() => [MoveFlow]) moves: readonly MoveFlow[]
  @Field(() => Int, { description: 'Of how many drafts the figures are: the newest that one may read.' }) of: number
  @Field({ description: 'Whether there are older drafts besides.' }) partial: boolean
}
