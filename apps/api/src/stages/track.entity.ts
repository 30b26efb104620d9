import { rulebookOf, stageOf } from '@plenary/process'
import { Field, ID, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** Where a draft stands under the rulebook of another body, as somebody recorded it. */
@ObjectType()
@Entity()
export class Track {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Column('uuid') draftId: string
  @Field() @Column('text') rulebook: string
  @Field() @Column('text') rulebookEdition: string
  @Field() @Column('text') stage: string
  @Field({ description: 'Whence it is known.' }) @Column('text') reason: string
  @Column('uuid') byId: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) at: Date

  @Field({ description: 'Which of the seven stages it is.' })
  get phase(): string {
    const book = rulebookOf(this.rulebook, this.rulebookEdition)
    if (!book) throw new Error(`The rulebook ${this.rulebook}, edition ${this.rulebookEdition}, is gone.`)
    return stageOf(book, this.stage).phase
  }
}
