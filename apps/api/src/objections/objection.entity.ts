import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A reasoned, sustained opposition of a seat, with a life of its own: it ends withdrawn by its seat or overruled by a recorded finding. */
@ObjectType()
@Entity()
export class Objection {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Column('uuid') seatId: string
  @Column('uuid') authorId: string
  @Field(() => ID, { nullable: true }) @Column('text', { nullable: true }) clauseId: string | null
  @Field() @Column('text') reason: string
  @Field({ description: 'What change would clear it.' }) @Column('text') wouldClear: string
  @Field({ description: 'raised, answered, withdrawn, sustained or overruled' }) @Column({ type: 'text', insert: false }) status: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) raisedAt: Date
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) answer: string | null
  @Column({ type: 'uuid', nullable: true, insert: false }) answeredBy: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) answeredAt: Date | null
  @Column({ type: 'uuid', nullable: true, insert: false }) endedBy: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) endedAt: Date | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) endReason: string | null
}
