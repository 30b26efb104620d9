import { type BallotKind, type BallotPolicy, type BallotResult as Outcome, type BallotRule, kindOf, type Moment } from '@plenary/ballots'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { Recirculation } from './recirculation.entity.ts'

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

/** A paper as it was published, without a name. */
@ObjectType('PublishedPaper')
export class ShownPaper {
  @Field({ description: 'Found again by whoever wrote it.' }) tracker: string
  @Field() choice: string
  @Field(() => String, { nullable: true }) reason: string | null
}

/** What was published of a ballot without names. */
@ObjectType()
export class Publication {
  @Field(() => Int, { description: 'How many seats took part.' }) participants: number
  @Field(() => Int, { description: 'How many papers were taken. With those not taken they are as many as seats took part.' }) papers: number
  @Field(() => Int, { description: 'Papers that could not be read.' }) unreadable: number
  @Field(() => Int, { description: 'Papers that carried the tracker of another paper.' }) clashing: number
  @Field({ description: 'SHA-256 of the published papers in their canonical form; it stands in the ledger.' }) papersHash: string
  /** SHA-256 of the list of who took part. */
  participantsHash: string
}

/** A seat that had to vote and did not. */
@ObjectType()
export class MissedSeat {
  @Field(() => ID) seatId: string
  @Field() name: string
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
  @Field(() => String, { nullable: true, description: 'Votes without a reason that the rule leaves out, in words; null where there are none.' }) leftOut?: string | null
  @Field({ description: 'When it was recorded.' }) closedAt: Date
  /** The exact figures, as the record carries them. */
  exact: Outcome['tallies']
  @Field(() => [MissedSeat], { nullable: true, description: 'Seats that had to vote and did not; null in results from before they were told.' }) missed?: MissedSeat[] | null
  @Field(() => Publication, { nullable: true, description: 'Of a ballot without names.' }) publication?: Publication | null
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
  @Field({ description: 'recorded, names-only or secret' }) @Column('text') kind: string
  /** What the rulebook permitted around it at the opening. */
  @Column({ type: 'jsonb', update: false }) policy: BallotPolicy
  @Field(() => String, { nullable: true, description: 'The public key, in Base64, to which the papers of a secret ballot are sealed.' })
  @Column({ type: 'text', nullable: true }) sealKey: string | null
  @Field(() => String, { nullable: true, description: 'The public key, in Base64 SPKI, by which receipts of a secret ballot are checked.' })
  @Column({ type: 'text', nullable: true }) receiptKey: string | null
  @Column({ type: 'uuid', nullable: true }) keyPlace: string | null
  @Field() @Column('text') question: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) opensAt: Date
  @Field() @Column('timestamptz') closesAt: Date
  @Field({ description: 'The end as it was advertised at the opening.' }) @Column({ type: 'timestamptz', update: false }) advertisedEnd: Date
  @Field({ description: 'The named time zone in which the closing day is meant.' }) @Column('text') zone: string
  @Field({ description: 'open, closed or annulled' }) @Column({ type: 'text', insert: false }) state: string
  /** The item of a meeting at which it is taken from the floor. */
  @Column('uuid', { nullable: true }) itemId: string | null
  @Field(() => String, { nullable: true, description: 'The published figures by which inhabitants are counted, where the rule counts them.' })
  @Column({ type: 'text', nullable: true }) figures: string | null
  @Field(() => String, { nullable: true, description: 'The fewest seats that can stop the text when all others support it, in words, where the rule permits to tell.' })
  @Column({ type: 'text', nullable: true }) blocking: string | null
  @Column({ type: 'uuid', nullable: true, update: false, name: 'recirculates' }) recirculatesId: string | null
  @Field(() => Recirculation, { nullable: true, description: 'What it is about, where it is a recirculation of an earlier ballot.' })
  @Column({ type: 'jsonb', nullable: true, update: false }) recirculation: Recirculation | null
  @Column('uuid', { name: 'opened_by' }) openedById: string
  @Field({ description: 'SHA-256 of the roll in its canonical form; it stands in the ledger.' }) @Column('text') rollHash: string
  /** Whether nobody sees how votes fall before the close. */
  @Column('boolean', { name: 'hidden' }) resultsHidden: boolean
  @Field(() => Int) @Column('int') quorum: number
  @Column({ type: 'jsonb', nullable: true, insert: false, name: 'result' }) storedResult: Omit<StoredResult, 'closedAt'> | null
  @Column({ type: 'timestamptz', nullable: true, insert: false }) closedAt: Date | null

  @Field({ description: 'Whether positions are still hidden.' })
  get hidden(): boolean { return !this.kindData.shows(this.moment, this.resultsHidden ? 'hidden-until-close' : 'open') }

  @Field({ description: 'What becomes of a vote, in one sentence for who votes.' })
  get promise(): string { return this.kindData.promise }

  /** What becomes of its votes. */
  get kindData(): BallotKind {
    const kind = kindOf(this.kind)
    if (!kind) throw new Error(`Ballots of the kind ${this.kind} are gone.`)
    return kind
  }

  private get moment(): Moment { return this.storedResult ? 'counted' : this.state === 'annulled' ? 'annulled' : 'open' }
}
