import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { Seat } from '../people/seat.entity.ts'

/** A place on the roll, as it stood when the ballot opened. */
@Entity()
export class RollEntry {
  @PrimaryColumn('uuid') ballotId: string
  @PrimaryColumn('uuid') seatId: string
  @Column('text') name: string
  @Column('text') jurisdiction: string
  @Column('text') interestCategory: string
  @Column('int') weight: number
}

/** A place on the roll as it is shown. */
@ObjectType('RollEntry')
export class ShownRollEntry {
  @Field(() => ID) seatId: string
  @Field() name: string
  @Field() jurisdiction: string
  @Field() interestCategory: string
  @Field(() => Int) weight: number
  @Field() hasVoted: boolean
}

/** The vote of a seat as it stands. */
@ObjectType()
export class Vote {
  @Field(() => ID) seatId: string
  @Field() seatName: string
  @Field() choice: string
  @Field() reason: string
  @Field() at: Date
  byId: string
}

/** A seat of the viewer's, with what they may do. */
@ObjectType()
export class MySeat {
  @Field(() => Seat) seat: Seat
  @Field(() => Vote, { nullable: true }) vote: Vote | null
  @Field() mayVote: boolean
  @Field({ description: 'A sentence, also when they may.' }) why: string
}

/** One act of voting: the first, or a change. */
@ObjectType()
export class VoteChange {
  @Field() seatName: string
  @Field() at: Date
  @Field(() => String, { nullable: true }) from: string | null
  @Field() to: string
}

/** A choice as a seat reads it before voting. */
@ObjectType()
export class Choice {
  @Field() code: string
  @Field() name: string
  @Field() meaning: string
  @Field() reasonRequired: boolean
}
