import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** Somebody with an account. The e-mail address is shown to nobody but the person. */
@ObjectType()
@Entity()
export class Person {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field() @Column('text') name: string
  /** In lower case: one account per address. */
  @Column('text') email: string
  /** Null until a password is set; such an account cannot sign in. */
  @Column('text', { nullable: true, select: false }) passwordHash: string | null
  @Column('boolean') isAdministrator: boolean
  @Column({ type: 'text', insert: false }) locale: string
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
  @Column('boolean') isDemo: boolean
}
