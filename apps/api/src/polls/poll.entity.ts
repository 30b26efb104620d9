import type { Consensus, Option, PollResult } from '@plenary/consensus'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** One instrument of decision, opened on a draft: what is asked, who is asked, until when, and what came out. */
@ObjectType()
@Entity()
export class Poll {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Field({ description: 'temperature-check, straw-poll, ranked-choice, consent-round, last-call or silence-procedure' }) @Column('text') instrument: string
  @Field() @Column('text') question: string
  @Column('jsonb', { name: 'options' }) offered: readonly Option[]
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) opensAt: Date
  @Field() @Column('timestamptz') closesAt: Date
  @Field({ description: 'The named time zone in which its hours are meant.' }) @Column('text') zone: string
  @Field(() => String, { description: 'open, closed or cancelled' }) @Column({ type: 'text', insert: false }) state: 'open' | 'closed' | 'cancelled'
  @Column('uuid', { name: 'opened_by' }) openedById: string
  @Column('int') textSeq: number
  @Field(() => Date, { nullable: true, description: 'When a decision by consent is looked at again.' }) @Column('timestamptz', { nullable: true }) reviewOn: Date | null
  @Column({ type: 'jsonb', nullable: true, insert: false, name: 'result' }) storedResult: PollResult | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) closedAt: Date | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) cancelReason: string | null
}

/** The chair's finding of consensus, with what stood on the record at that moment. */
@ObjectType()
@Entity()
export class ConsensusFinding {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Field(() => String, { description: 'consensus, rough-consensus or no-consensus' }) @Column('text') outcome: Consensus
  @Field() @Column('text') statement: string
  @Field() @Column('text') reason: string
  @Field(() => [String], { description: 'Who spoke, what became of each objection, what each instrument said.' }) @Column('text', { array: true }) record: string[]
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) at: Date
  @Column('uuid') byId: string
}
