import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** Who owns drafts. Committees form a tree; rights are held in each one and not inherited. */
@ObjectType()
@Entity()
export class Committee {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field({ description: 'Such as TC 3 or WG 2.' }) @Column('text') code: string
  @Field() @Column('text') name: string
  @Field() @Column('text') scope: string
  @Column('uuid', { nullable: true }) parentId: string | null
  @Field(() => [String], { description: 'The interests that its seats have to cover.' })
  @Column('text', { array: true }) interestCategories: string[]
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
  @Column('boolean') isDemo: boolean
}
