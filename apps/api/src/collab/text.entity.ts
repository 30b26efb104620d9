import { Field, ID, Int, ObjectType } from '@nestjs/graphql'

/** One line of the outline. */
@ObjectType()
export class OutlineEntry {
  @Field(() => ID) clauseId: string
  @Field(() => Int) depth: number
  @Field() number: string
  @Field() title: string
  @Field() kind: string
  @Field(() => String, { nullable: true }) gap: string | null
}

/** Something the strict reading of a text found. Errors keep a text from being frozen; warnings do not. */
@ObjectType()
export class Finding {
  @Field() rule: string
  @Field() severity: string
  @Field(() => ID, { nullable: true }) clauseId: string | null
  @Field() message: string
}

/** A text as its reader gets it: ready HTML, with no editor needed. */
@ObjectType()
export class Text {
  @Field(() => Int) seq: number
  @Field(() => Int) epoch: number
  @Field() frozen: boolean
  @Field() html: string
  @Field(() => [OutlineEntry]) outline: OutlineEntry[]
  @Field(() => Int) words: number
  @Field(() => [Finding]) findings: Finding[]
}
