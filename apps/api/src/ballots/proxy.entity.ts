import { Field, ID, ObjectType } from '@nestjs/graphql'

/** The vote of a seat in one ballot, given to another seat. */
@ObjectType()
export class Proxy {
  @Field(() => ID) id: string
  @Field(() => ID, { description: 'The seat that gave its vote.' }) seatId: string
  @Field() seatName: string
  @Field(() => ID, { description: 'The seat that casts it.' }) holderId: string
  @Field() holderName: string
  @Field(() => String, { nullable: true, description: 'How the holder is to vote, in the words of the seat. Shown to the two seats alone; null where there is none.' }) instruction: string | null
  @Field() givenAt: Date
  givenById: string
  @Field({ description: 'Whether a vote that was cast by it stands.' }) used: boolean
  @Field(() => String, { nullable: true, description: 'taken-back, or voted where the seat voted itself; null while it stands.' }) ended: string | null
  @Field(() => Date, { nullable: true }) endedAt: Date | null
}
