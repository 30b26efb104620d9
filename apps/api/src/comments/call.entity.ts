import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A public call: for its time anybody with an account may read the draft and comment on it. */
@ObjectType()
@Entity('public_call')
export class Call {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Field() @Column('text') question: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) opensAt: Date
  @Field() @Column('timestamptz') closesAt: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) closedAt: Date | null
  @Column('uuid') openedBy: string
}
