import { Field, ObjectType } from '@nestjs/graphql'

/** One way in which something about a draft can be decided, or why it cannot now. */
@ObjectType()
export class WayToDecide {
  @Field({ description: 'hear, settle, vote or move' }) matter: string
  @Field({ description: 'The instrument, the counting rule, or the stage to move to.' }) name: string
  @Field() title: string
  @Field({ description: 'What it decides, or what is asked.' }) question: string
  @Field({ description: 'When it carries, in words.' }) threshold: string
  @Field({ description: 'What follows, in words.' }) follows: string
  @Field({ description: 'Whether the way on from here asks for it.' }) asked: boolean
  @Field() offered: boolean
  @Field({ description: 'Why it is not offered; empty when it is.' }) why: string
  @Field({ description: 'The path in the app where it is done.' }) where: string
}

/** What a ballot's result has made possible. */
@ObjectType()
export class ResultLeads {
  @Field() sentence: string
  @Field() follows: string
}
