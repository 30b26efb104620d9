import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A meeting (session) of a committee: items one after the other, and who is there at each. */
@ObjectType()
@Entity()
export class Meeting {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') committeeId: string
  @Field(() => Int, { description: 'Counted per committee.' }) @Column('int') number: number
  @Field() @Column('text') title: string
  @Field() @Column('text') place: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) openedAt: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) closedAt: Date | null
}

/** An item that a meeting took up. It is at the last one. */
@ObjectType()
@Entity()
export class AgendaItem {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') meetingId: string
  @Field(() => Int) @Column('int') number: number
  @Field() @Column('text') title: string
  @Column('uuid', { nullable: true }) draftId: string | null
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) takenUpAt: Date
}

/** A participating seat on the attendance roll of an item. */
@ObjectType()
export class Attendance {
  @Field(() => ID) seatId: string
  @Field() name: string
  @Field() jurisdiction: string
  @Field() present: boolean
  @Field(() => Date, { nullable: true, description: 'When it was last recorded; null when it never was.' }) at: Date | null
}
