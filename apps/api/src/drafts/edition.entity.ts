import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A frozen, hashed text: what a ballot, a consultation or an adoption points to. */
@ObjectType()
@Entity()
export class Edition {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field(() => Int) @Column('int') number: number
  @Field() @Column('text') name: string
  @Field({ description: 'SHA-256 of the canonical JSON of the text, in hexadecimal.' }) @Column('text') hash: string
  /** The canonical JSON itself; loaded only where it is asked for. */
  @Column('text', { select: false }) body: string
  @Field(() => Int) @Column('bigint', { transformer: { from: Number, to: (value: number) => value } }) seq: number
  @Field(() => Int) @Column('int') epoch: number
  @Field(() => Int) @Column('int') words: number
  @Field(() => Int) @Column('int') clauses: number
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true }) adoptedAt: Date | null
}
