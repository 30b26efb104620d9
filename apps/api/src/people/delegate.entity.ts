import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A person who acts for a seat. The head of delegation casts its vote. */
@ObjectType()
@Entity()
export class Delegate {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') seatId: string
  @Column('uuid') personId: string
  @Field() @Column('boolean') head: boolean
  @Field({ description: 'Whether they cast the vote of the seat beside its head.' }) @Column({ type: 'boolean', insert: false }) holdsVote: boolean
  @Field(() => Date) @Column({ type: 'timestamptz', insert: false, update: false }) since: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) until: Date | null
}
