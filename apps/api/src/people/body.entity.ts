import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** An organisation that can hold seats. */
@ObjectType()
@Entity()
export class Body {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field() @Column('text') name: string
  @Field({ description: 'What sort of organisation it is, such as government, industry, civil society.' }) @Column('text') kind: string
  @Field({ description: 'ISO 3166 alpha-2, or the code of a region such as EU.' }) @Column('text') jurisdiction: string
  @Column('boolean') isDemo: boolean
}
