import type { AppealStatus } from '@plenary/consensus'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** An appeal of a seat against a decision, or against the chair's finding on an objection: grounds, deciding body, time, published outcome. */
@ObjectType()
@Entity()
export class Appeal {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Field(() => ID, { nullable: true }) @Column('uuid', { nullable: true }) decisionId: string | null
  @Field(() => ID, { nullable: true }) @Column('uuid', { nullable: true }) objectionId: string | null
  @Column('uuid', { nullable: true }) contestedBy: string | null
  @Column('timestamptz') contestedAt: Date
  @Column('uuid') seatId: string
  @Column('uuid') authorId: string
  @Field() @Column('text') grounds: string
  @Field({ description: 'What the deciding body should do.' }) @Column('text') remedy: string
  @Field(() => Int, { description: '0 is the first level of the rulebook.' }) @Column('int') level: number
  @Field({ description: 'The body that decides it.' }) @Column('text') body: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) filedAt: Date
  @Field(() => Date, { nullable: true }) @Column('timestamptz', { nullable: true }) decideBy: Date | null
  @Field(() => Date, { nullable: true, description: 'Since when the last body is late; while it is, the appeal stays pending.' })
  @Column({ type: 'timestamptz', nullable: true, insert: false }) lateSince: Date | null
  @Field(() => String, { description: 'filed, upheld, dismissed or withdrawn' }) @Column({ type: 'text', insert: false }) status: AppealStatus
  @Field(() => String, { nullable: true, description: 'Published with the outcome.' }) @Column({ type: 'text', nullable: true, insert: false }) outcomeReason: string | null
  @Field(() => String, { nullable: true, description: 'Where the body recorded its outcome, such as minutes.' })
  @Column({ type: 'text', nullable: true, insert: false }) document: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) decidedAt: Date | null
  @Column({ type: 'uuid', nullable: true, insert: false }) decidedBy: string | null
  @Field(() => ID, { nullable: true, description: 'The dismissed appeal that this one takes further.' }) @Column('uuid', { nullable: true }) previousId: string | null
}
