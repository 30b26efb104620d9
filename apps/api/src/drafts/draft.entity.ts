import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { connectionOf } from '../platform/graphql.ts'

/** One work item with one text, one rulebook and one stage. */
@ObjectType()
@Entity()
export class Draft {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('int') serial: number
  @Column('uuid') committeeId: string
  @Field() @Column('text') title: string
  @Field() @Column('text') rulebook: string
  /** A running draft keeps the edition of the rulebook it began under. */
  @Field() @Column('text') rulebookEdition: string
  /** The rulebook's own code; `phase` says which of the seven stages that is. */
  @Field() @Column('text') stage: string
  @Field() @Column('text') template: string
  @Field(() => [String]) @Column('text', { array: true }) languages: string[]
  @Field() @Column('text') scope: string
  @Field() @Column('text') evidence: string
  @Field(() => [String]) @Column('text', { array: true }) jurisdictions: string[]
  @Field(() => [String]) @Column('text', { array: true }) existingInstruments: string[]
  @Column('uuid', { nullable: true }) createdBy: string | null
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true }) withdrawnAt: Date | null
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) withdrawnReason: string | null
  /** Until when a public call takes comments; kept here because it decides who may read. */
  @Column({ type: 'timestamptz', nullable: true }) callClosesAt: Date | null
  /** When its text was last adopted; from then on anybody may read the adopted edition. */
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true }) adoptedAt: Date | null
  @Field() @Column('boolean') isDemo: boolean

  @Field({ description: 'The number that people use: DR-14.' })
  get number(): string { return numberOf(this.serial) }
}

/** Drafts, page by page. */
export const DraftConnection = connectionOf('DraftConnection', () => Draft)

/** How a draft is called: DR and its serial. */
export const numberOf = (serial: number): string => `DR-${String(serial).padStart(2, '0')}`
