import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** An answer within the thread of a comment. */
@ObjectType()
@Entity()
export class Reply {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') commentId: string
  @Column('uuid') authorId: string
  @Field() @Column('text') body: string
  @Column('uuid', { array: true, name: 'mentions' }) mentionIds: string[]
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date
}
