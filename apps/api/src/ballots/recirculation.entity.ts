import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Missing } from '../platform/graphql.ts'

/** A clause that a recirculation is about, and why. */
@ObjectType()
export class ScopeClause {
  @Field(() => ID) clauseId: string
  @Field({ description: 'As the clause is cited; in the edition before where it is gone.' }) label: string
  @Field() title: string
  @Field({ description: 'added, changed, moved or removed; affected where it refers to one of these.' }) how: string
}

/** A vote against the text, or an objection, that stood when the round before closed. */
@ObjectType()
export class OpenNegative {
  @Field(() => ID, { nullable: true, description: 'Null of an objection.' }) seatId: string | null
  @Field() seatName: string
  @Field(() => Int, { nullable: true, description: 'The number of the objection; null of a vote.' }) objection: number | null
  @Field() reason: string
  @Field(() => [ID], { description: 'The clauses it is about; none where it is about all of the text.' }) parts: string[]
  @Field(() => [String], { description: 'The same, as they are cited.' }) labels: string[]
  @Field({ description: 'What was answered to it; empty while nothing was.' }) answer: string
}

/** What a recirculation is about. It is fixed at the opening. */
@ObjectType()
export class Recirculation {
  @Field(() => ID, { description: 'The ballot that is recirculated.' }) ballotId: string
  @Field(() => Int, { description: 'The number of that ballot.' }) number: number
  @Field(() => Int, { description: 'How many votes were carried over.' }) carried: number
  @Field(() => [ID], { description: 'Clauses about which a reason counts because they changed, are affected, or hold one that is.' }) changed: string[]
  @Field(() => [ID], { description: 'Clauses about which a reason counts because a negative is open on them, on what holds them, or on what they hold.' }) openNegatives: string[]
  @Field(() => [ScopeClause]) clauses: ScopeClause[]
  @Field(() => [OpenNegative]) negatives: OpenNegative[]
}

/** What a recirculation of a closed ballot would be about, for whoever may open it. */
@ObjectType()
export class RecirculationOffer {
  @Field() allowed: boolean
  @Field({ description: 'A sentence, also when it may be opened.' }) why: string
  @Field(() => [Missing], { description: 'Inputs of the round before without a disposition.' }) missing: readonly Missing[]
  @Field(() => String, { nullable: true, description: 'The edition it would be held on; null while the text is being changed.' }) edition: string | null
  @Field({ description: 'The earliest instant at which it may close.' }) earliest: Date
  @Field(() => [ScopeClause]) clauses: ScopeClause[]
  @Field(() => [OpenNegative]) negatives: OpenNegative[]
}

/** A clause of the text under vote, as a reason names it. */
@ObjectType()
export class TextPart {
  @Field(() => ID) clauseId: string
  @Field() label: string
  @Field() title: string
}

/** A run of words of a clause, in the edition before, in this one, or in both. */
@ObjectType()
export class ChangedWords {
  @Field({ description: 'same, added or removed' }) kind: string
  @Field() words: string
}

/** A clause of the scope with the words that changed. */
@ObjectType()
export class ChangedClause extends ScopeClause {
  @Field(() => [ChangedWords]) words: readonly ChangedWords[]
}
