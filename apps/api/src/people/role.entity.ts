import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A role that a person was given in a committee: chair, secretary, drafter or oversight. */
@ObjectType()
@Entity()
export class Role {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') committeeId: string
  @Column('uuid') personId: string
  @Field() @Column('text') role: string
  @Field(() => Date) @Column({ type: 'timestamptz', insert: false, update: false }) since: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) until: Date | null
}
