import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A named person's word for what Plenary cannot compute. Shown as attested for ever. */
@ObjectType()
@Entity()
export class Attestation {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field() @Column('text') gate: string
  @Column('uuid') personId: string
  @Field() @Column('text') role: string
  @Column('uuid', { nullable: true }) seatId: string | null
  @Field() @Column('text') reason: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) document: string | null
  @Field() @Column('timestamptz') at: Date
}
