import { Field, Int, ObjectType } from '@nestjs/graphql'
import { Attestation } from './attestation.entity.ts'

/** A mark on the ruler of the current station. */
@ObjectType()
export class Tick {
  @Field() at: Date
  @Field({ description: 'day, fifth, today or deadline' }) kind: string
}

/** One stage of the rulebook with the draft's dates. */
@ObjectType()
export class Station {
  @Field() code: string
  @Field() name: string
  @Field({ description: 'done, current or waiting' }) state: string
  @Field(() => Date, { nullable: true }) closedAt: Date | null
  @Field(() => Date, { nullable: true }) since: Date | null
  @Field(() => Date, { nullable: true }) until: Date | null
  @Field(() => Int, { nullable: true }) day: number | null
  @Field(() => Int, { nullable: true }) days: number | null
  @Field() words: string
  @Field(() => [Tick]) ticks: Tick[]
}

@ObjectType()
export class StageRail {
  @Field(() => [Station]) stations: Station[]
  @Field({ description: 'What the draft waits for, in a sentence.' }) next: string
  @Field(() => Int, { description: 'How many gates of the next move are unmet.' }) missing: number
  @Field() now: Date
}

/** What one gate says of the draft. */
@ObjectType()
export class GateState {
  @Field() gate: string
  @Field() title: string
  @Field({ description: 'computed or attested' }) kind: string
  @Field() met: boolean
  @Field() message: string
  @Field({ description: 'The path in the app where it is done or shown.' }) where: string
  @Field(() => [Attestation]) attestations: Attestation[]
}

/** A permitted move with everything a person needs to see before trying it. */
@ObjectType()
export class MoveChecklist {
  @Field() to: string
  @Field() name: string
  @Field({ description: 'forward or back' }) direction: string
  @Field(() => [String]) decides: string[]
  @Field({ description: 'Whether the viewer may make the move, gates aside.' }) allowed: boolean
  @Field() why: string
  @Field() overrideAllowed: boolean
  @Field(() => [GateState]) gates: GateState[]
}
