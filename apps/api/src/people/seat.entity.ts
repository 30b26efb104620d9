import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A body's place in a committee. The seat votes; a delegate acts for it. */
@ObjectType()
@Entity()
export class Seat {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') committeeId: string
  @Column('uuid') bodyId: string
  @Field({ description: 'participating, observing, liaison or guest' }) @Column('text') kind: string
  @Field() @Column('text') interestCategory: string
  @Field() @Column('text') jurisdiction: string
  @Field(() => Int) @Column('int') weight: number
  @Field(() => Date) @Column({ type: 'timestamptz', insert: false, update: false }) since: Date
  /** When the seat was ended; null while it is held. */
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true, insert: false }) until: Date | null
  @Column('boolean') isDemo: boolean
}
