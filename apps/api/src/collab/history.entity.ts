import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import type { Written } from '@plenary/provenance'
import { OutlineEntry } from './text.entity.ts'

/** How much of a clause one person wrote. */
@ObjectType()
export class AuthorShare {
  personId: string
  @Field(() => Int) characters: number
}

/** Who wrote the words of one clause, and who changed it last. Says whom to ask, ranks nobody. */
@ObjectType()
export class ClauseAuthorship {
  @Field(() => ID) clauseId: string
  @Field(() => [AuthorShare], { description: 'The largest first.' }) shares: AuthorShare[]
  @Field() changedAt: Date
  changedById: string
}

/** Who wrote what in a text, at one of its numbers. */
@ObjectType()
export class TextAuthorship {
  @Field(() => Int) seq: number
  @Field(() => [ClauseAuthorship]) clauses: ClauseAuthorship[]
}

/** Words that one person wrote in one sitting, in reading order. */
@ObjectType()
export class WrittenStretch {
  personId: string
  @Field({ description: 'When they were begun.' }) at: Date
  @Field(() => Int) characters: number
}

/** The words of one paragraph by who wrote them. */
@ObjectType()
export class WrittenBlock {
  @Field(() => ID) blockId: string
  @Field(() => [WrittenStretch]) stretches: WrittenStretch[]
}

/** Something after which the text can be opened as it was: a person wrote in an hour, an edition was frozen, the draft came to another stage. */
@ObjectType()
export class TextMoment {
  @Field({ description: 'writing, edition or stage' }) kind: string
  @Field(() => Int, { description: 'The number at which the text stood afterwards; 0 before its first words.' }) seq: number
  @Field() at: Date
  @Field(() => Date, { nullable: true, description: 'When the writing began.' }) began: Date | null
  @Field(() => Int, { nullable: true, description: 'Updates of this person in this hour.' }) changes: number | null
  @Field() title: string
  personId: string | null
}

@ObjectType()
export class TextHistory {
  @Field(() => [TextMoment], { description: 'The latest first.' }) moments: TextMoment[]
  @Field(() => Int, { nullable: true, description: 'Asks for what happened before; null at the beginning.' }) before: number | null
}

/** A text as it was, for reading. */
@ObjectType()
export class PastTextAt {
  @Field(() => Int) seq: number
  @Field(() => Date, { nullable: true, description: 'When its last update was written.' }) at: Date | null
  @Field() html: string
  @Field(() => [OutlineEntry]) outline: OutlineEntry[]
  @Field(() => Int) words: number
  @Field({ description: 'The canonical JSON of the text, whose SHA-256 an edition has.' }) body: string
  @Field(() => [ClauseAuthorship]) authorship: ClauseAuthorship[]
}

/** A stretch of the library as the API shows it. */
export const toStretch = ({ author, at, length }: Written): WrittenStretch => ({ personId: author, at: new Date(at), characters: length })
