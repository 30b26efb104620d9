import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** The dated check of an adopted text. It opens by itself on its date. */
@ObjectType()
@Entity()
export class Review {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Column('uuid') editionId: string
  @Field({ description: 'When it opens by itself.' }) @Column('timestamptz') due: Date
  @Field() @Column('timestamptz') decideBy: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) openedAt: Date | null
  @Field(() => String, { nullable: true, description: 'confirm, amend, revise, withdraw; expired when nobody decided in time' })
  @Column({ type: 'text', nullable: true, insert: false }) outcome: string | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) reason: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) decidedAt: Date | null
  @Column({ type: 'uuid', nullable: true, insert: false, name: 'decided_by' }) decidedById: string | null
}
