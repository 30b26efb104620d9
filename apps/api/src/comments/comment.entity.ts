import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** Where in the text something was said, by three means: positions that move with the text, the block, and the quoted words. */
@ObjectType()
export class Anchor {
  @Field(() => ID, { nullable: true }) clauseId: string | null
  @Field(() => ID, { nullable: true }) blockId: string | null
  @Field(() => Int, { nullable: true }) start: number | null
  @Field(() => Int, { nullable: true }) end: number | null
  @Field() quote: string
  @Field() prefix: string
  @Field() suffix: string
  @Field(() => String, { nullable: true }) relStart: string | null
  @Field(() => String, { nullable: true }) relEnd: string | null
  @Field(() => Int, { nullable: true, description: 'How many characters before the quote told it from every other place; null if the context did not suffice.' })
  needBefore: number | null
  @Field(() => Int, { nullable: true, description: 'The same for the characters after it.' }) needAfter: number | null
}

/** What somebody says of a place in the text, and what became of it. */
@ObjectType()
@Entity()
export class Comment {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Column('uuid') authorId: string
  @Column('uuid', { nullable: true }) seatId: string | null
  @Column('uuid', { nullable: true }) callId: string | null
  @Field(() => Anchor) @Column('jsonb') anchor: Anchor
  @Field({ description: 'general, technical or editorial' }) @Column('text') type: string
  @Field() @Column('text') body: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) proposedChange: string | null
  @Column('uuid', { array: true, name: 'mentions' }) mentionIds: string[]
  @Field({ description: 'open, decided or resolved' }) @Column({ type: 'text', insert: false }) status: string
  @Field(() => String, { nullable: true, description: 'accepted, as-modified, rejected, see, noted or deferred' })
  @Column({ type: 'text', nullable: true, insert: false }) disposition: string | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) dispositionReason: string | null
  @Column({ type: 'uuid', nullable: true, insert: false, name: 'decided_by' }) decidedById: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) decidedAt: Date | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) resolvedAt: Date | null
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) editedAt: Date | null

  @Field({ description: 'Whether it came in answer to a public call.' })
  get fromCall(): boolean { return this.callId !== null }
}
