import type { Roll, RollChange as Change } from '@plenary/ballots'
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A seat on a roll that is prepared. */
@ObjectType()
export class PreparedSeat {
  @Field(() => ID) seat: string
  @Field() name: string
  @Field(() => Int) weight: number
  @Field(() => String, { nullable: true }) category: string | null
  @Field(() => String, { nullable: true }) jurisdiction: string | null
  @Field(() => Float, { nullable: true, description: 'Inhabitants; where left out, those of the published figures.' }) population?: number
  @Field(() => String, { nullable: true, description: 'Equal votes of one affiliation count once where the rule says so.' }) affiliation?: string | null
}

/** A roll that was fixed before its ballot opens. It is changed by two people. */
@ObjectType()
@Entity()
export class PreparedRoll {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field(() => [PreparedSeat]) @Column('jsonb') seats: Roll
  @Field({ description: 'SHA-256 of the roll in its canonical form; it stands in the ledger.' }) @Column('text') hash: string
  @Column('uuid', { name: 'prepared_by' }) preparedById: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) preparedAt: Date
  @Column('uuid', { nullable: true }) ballotId: string | null
}

/** A change of a prepared roll: proposed by one person, confirmed or rejected by another. */
@ObjectType()
@Entity()
export class RollChange {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') rollId: string
  @Column('jsonb') change: Change
  @Field({ description: 'What changes, in one sentence.' }) @Column('text') words: string
  @Field() @Column('text') reason: string
  @Field() @Column('text') hashBefore: string
  @Column('uuid', { name: 'proposed_by' }) proposedById: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) proposedAt: Date
  @Field(() => String, { nullable: true, description: 'confirmed or rejected; null while it waits' }) @Column({ type: 'text', nullable: true, insert: false }) outcome: string | null
  @Field(() => String, { nullable: true }) @Column({ type: 'text', nullable: true, insert: false }) hashAfter: string | null
  @Column({ type: 'uuid', name: 'decided_by', nullable: true, insert: false }) decidedById: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) decidedAt: Date | null
}
