import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A recorded outcome with its reason, rule and figures. */
@ObjectType()
@Entity()
export class Decision {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') committeeId: string
  @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per committee.' }) @Column('int') number: number
  @Field({ description: 'ballot, adoption, review, stage, withdrawal, appeal, consent, silence, consensus, rulebook, clock' }) @Column('text') kind: string
  @Field() @Column('text') outcome: string
  @Field() @Column('text') reason: string
  @Field({ description: 'The rule it was decided by, in words or by its name.' }) @Column('text') rule: string
  @Field() @Column('text') figures: string
  @Field({ name: 'where', description: 'The path in the app of what caused it.' }) @Column('text') place: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) at: Date
  @Column('uuid', { nullable: true }) byId: string | null
}

/** A seat's dissent that stays attached to a decision, wherever that is shown. */
@ObjectType()
@Entity()
export class MinorityStatement {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') decisionId: string
  @Column('uuid') seatId: string
  @Column('uuid') authorId: string
  @Field() @Column('text') words: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) at: Date
}
