import { actsOn, type AnswerOutcome, type Finding, type ObjectionKind, type ObjectionStatus, stands, turnOf } from '@plenary/consensus'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'

/** A reasoned opposition of a seat, with a life of its own. Every end has its own word: who ended it, and how. */
@ObjectType()
@Entity()
export class Objection {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Column('uuid') seatId: string
  @Column('uuid') authorId: string
  @Field(() => ID, { nullable: true, description: 'Null for the whole draft.' }) @Column('text', { nullable: true }) clauseId: string | null
  @Field({ description: 'The words of the clause that it is about; empty for the whole clause.' }) @Column('text') quote: string
  @Field() @Column('text') reason: string
  @Field({ description: 'What change would clear it.' }) @Column('text') wouldClear: string
  @Field(() => String, { description: 'raised, triaged, addressed, sustained; ended as acknowledged, withdrawn, retracted, lapsed, resolved or proceeds; appealed, upheld, overruled' })
  @Column({ type: 'text', insert: false }) status: ObjectionStatus
  @Field(() => String, { nullable: true, description: 'editorial, substantive, procedural or out-of-scope' })
  @Column({ type: 'text', nullable: true, insert: false }) kind: ObjectionKind | null
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) raisedAt: Date
  @Field(() => String, { nullable: true, description: 'How the latest answer takes it: accepted, partly or not-accepted.' })
  @Column({ type: 'text', nullable: true, insert: false }) answered: AnswerOutcome | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) answer: string | null
  @Column({ type: 'uuid', nullable: true, insert: false }) answeredBy: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) answeredAt: Date | null
  @Field(() => Date, { nullable: true, description: 'Until when its seat says whether the answer clears it; then it lapses.' })
  @Column({ type: 'timestamptz', nullable: true, insert: false }) respondBy: Date | null
  @Field(() => String, { nullable: true, description: 'What the chair found: resolved or proceeds.' })
  @Column({ type: 'text', nullable: true, insert: false }) finding: Finding | null
  @Column({ type: 'uuid', nullable: true, insert: false }) endedBy: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) endedAt: Date | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) endReason: string | null

  @Field({ description: 'Whether it stands in the way of adoption.' })
  get stands(): boolean { return stands(this.status) }

  @Field(() => String, { nullable: true, description: 'Whose turn it is: officers, drafters, seat, chair or deciding body.' })
  get turn(): string | null { return turnOf(this.status) }

  @Field(() => [String], { description: 'What its state allows, whoever asks: triage, address, acknowledge, sustain, withdraw, retract, find, appeal.' })
  get allows(): string[] { return [...actsOn(this.status)] }
}

/** One dated step in the life of an objection. */
@ObjectType()
@Entity()
export class ObjectionStep {
  @Field(() => ID) @PrimaryColumn({ type: 'bigint', generated: 'increment' }) id: string
  @Column('uuid') objectionId: string
  @Field({ description: 'raise, triage, address, acknowledge, sustain, withdraw, retract, lapse, find, appeal, release, uphold, overrule' }) @Column('text') act: string
  @Field({ description: 'Where it led.' }) @Column('text') status: string
  @Field(() => String, { nullable: true, description: 'Which kind, answer or finding.' }) @Column('text', { nullable: true }) outcome: string | null
  @Field() @Column('text') reason: string
  @Field() @Column('timestamptz') at: Date
  @Column('uuid', { nullable: true }) byId: string | null
}
