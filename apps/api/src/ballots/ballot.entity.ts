import type { BallotResult as Outcome, BallotRule } from '@plenary/ballots'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** How many seats chose what. */
@ObjectType()
export class TallyLine {
  @Field() choice: string
  @Field(() => Int) count: number
  @Field(() => Int) weight: number
}

/** One condition of the rule, with its figures in words. */
@ObjectType()
export class Criterion {
  @Field() name: string
  @Field() figures: string
  @Field() met: boolean
}

/** The result as it was computed at the close. */
@ObjectType('BallotResult')
export class StoredResult {
  @Field() outcome: string
  /** Whether the text passes; the rule says which outcomes do. */
  passes: boolean
  @Field({ description: 'The result in words with its figures.' }) sentence: string
  @Field(() => [Criterion]) criteria: Criterion[]
  @Field(() => [TallyLine]) tallies: TallyLine[]
  @Field({ description: 'What would have changed it.' }) turning: string
  @Field({ description: 'When it was recorded.' }) closedAt: Date
  /** The exact figures, as the record carries them. */
  exact: Outcome['tallies']
}

/** A formal vote on a frozen edition, by its hash, under one rule, by a roll fixed at the opening. */
@ObjectType()
@Entity()
export class Ballot {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field(() => Int, { description: 'Counted per draft.' }) @Column('int') number: number
  @Column('uuid') editionId: string
  @Column('text') editionHash: string
  @Field() @Column('text') rule: string
  /** The whole rule as it was at the opening. The ballot is cast, counted, shown and exported by it. */
  @Column({ type: 'jsonb', update: false }) ruleData: BallotRule
  @Field() @Column('text') question: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) opensAt: Date
  @Field() @Column('timestamptz') closesAt: Date
  @Field({ description: 'The named time zone in which the closing day is meant.' }) @Column('text') zone: string
  @Field({ description: 'open, closed or annulled' }) @Column({ type: 'text', insert: false }) state: string
  @Column('uuid', { name: 'opened_by' }) openedById: string
  @Field({ description: 'SHA-256 of the roll in its canonical form; it stands in the ledger.' }) @Column('text') rollHash: string
  /** Whether nobody sees how votes fall before the close. */
  @Column('boolean', { name: 'hidden' }) resultsHidden: boolean
  @Field(() => Int) @Column('int') quorum: number
  @Column({ type: 'jsonb', nullable: true, insert: false, name: 'result' }) storedResult: Omit<StoredResult, 'closedAt'> | null
  @Column({ type: 'timestamptz', nullable: true, insert: false }) closedAt: Date | null

  @Field({ description: 'Whether positions are still hidden.' })
  get hidden(): boolean { return this.resultsHidden && this.state === 'open' }
}
