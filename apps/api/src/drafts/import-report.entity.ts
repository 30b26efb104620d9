import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { JsonScalar } from '../platform/json.ts'

/** A place where the source is missing or doubtful; also stands in the text, visibly. */
@ObjectType()
export class Gap {
  @Field(() => ID, { nullable: true }) clauseId: string | null
  @Field() designation: string
  @Field() reason: string
  @Field() severity: string
}

/** What an import brought and what it lost. */
@ObjectType()
@Entity()
export class ImportReport {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field() @Column('text') fileName: string
  @Field() @Column('text') format: string
  @Field() @Column('text') title: string
  @Field(() => Int) @Column('int') items: number
  @Field(() => JsonScalar) @Column('jsonb') byType: Record<string, number>
  @Field(() => [Gap]) @Column('jsonb') gaps: Gap[]
  @Field(() => [String]) @Column('jsonb') unplaced: string[]
  @Field(() => [String]) @Column('jsonb') warnings: string[]
  @Column('uuid') personId: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) at: Date
}
