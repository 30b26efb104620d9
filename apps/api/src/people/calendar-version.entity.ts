import type { Holiday as HolidayOfCalendar } from '@plenary/process'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A day on which a secretariat does not work; one of `on`, `yearly` and `easter` is given. */
@ObjectType()
export class Holiday {
  @Field() title: string
  @Field(() => String, { nullable: true, description: 'A single day, such as 2027-05-12.' }) on?: string
  @Field(() => String, { nullable: true, description: 'A day of every year, such as 12-25.' }) yearly?: string
  @Field(() => Int, { nullable: true, description: 'Days from Easter Sunday, before it negative.' }) easter?: number
}

/** The days off of a committee's secretariat from a day on. A version is never changed; another one follows it. */
@ObjectType()
@Entity()
export class CalendarVersion {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') committeeId: string
  @Field(() => Int, { description: 'Counted per committee.' }) @Column('int') number: number
  @Field({ name: 'from', description: 'The first day on which it is in force, such as 2027-01-01.' }) @Column('date') inForceFrom: string
  @Field(() => [Int], { description: 'Days of the week without work, from 1, Monday, to 7.' }) @Column('int', { array: true }) weekend: number[]
  @Field(() => [Holiday]) @Column('jsonb') holidays: readonly HolidayOfCalendar[]
  @Field() @Column('text') reason: string
  @Column('uuid') recordedBy: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) recordedAt: Date
}
