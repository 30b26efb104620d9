import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { Missing } from '../platform/graphql.ts'

/** One change of stage as it happened. Moves taken back stay. */
@ObjectType()
@Entity()
export class StageEvent {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Column('int') serial: number
  @Field(() => String, { name: 'from', nullable: true }) @Column('text', { nullable: true }) fromStage: string | null
  @Field({ name: 'to' }) @Column('text') toStage: string
  @Field({ description: 'opened, forward, back or takenBack' }) @Column('text') kind: string
  @Field() @Column('timestamptz') at: Date
  /** Null when the clock moved the draft. */
  @Column('uuid', { nullable: true }) byId: string | null
  @Field() @Column('text') reason: string
  @Field({ description: 'Whether it was moved in spite of unmet gates.' }) @Column('boolean') override: boolean
  @Field(() => [Missing], { description: 'The gates that were unmet.' }) @Column('jsonb') missing: Missing[]
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) takenBackAt: Date | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) takenBackReason: string | null
}
