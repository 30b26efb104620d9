import type { Presence } from '@plenary/ballots'
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { Seat } from '../people/seat.entity.ts'
import type { Ballot } from './ballot.entity.ts'

// Inhabitants of any country are far below what a number holds exactly.
const exactly = { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) }

/** A place on the roll, as it stood when the ballot opened. */
@Entity()
export class RollEntry {
  @PrimaryColumn('uuid') ballotId: string
  @PrimaryColumn('uuid') seatId: string
  @Column('text') name: string
  @Column('text') jurisdiction: string
  @Column('text') interestCategory: string
  @Column('int') weight: number
  @Column({ type: 'bigint', nullable: true, transformer: exactly }) population: number | null
  @Column('text', { nullable: true }) affiliation: string | null
  @Column('text', { nullable: true }) presence: Presence | null
}

/** A place on the roll with what is known of its turnout. */
export interface SeatOnRoll {
  readonly ballotId: string
  readonly seatId: string
  readonly name: string
  readonly jurisdiction: string
  readonly interestCategory: string
  readonly weight: number
  readonly population: number | null
  readonly presence: string | null
  readonly hasVoted: boolean
}

/** A place on the roll as it is shown. */
@ObjectType('RollEntry')
export class ShownRollEntry {
  @Field(() => ID) seatId: string
  @Field() name: string
  @Field() jurisdiction: string
  @Field() interestCategory: string
  @Field(() => Int) weight: number
  @Field(() => Float, { nullable: true, description: 'Inhabitants, where the rule counts them.' }) population: number | null
  @Field(() => String, { nullable: true, description: 'present, attending or absent, where the vote is taken in a meeting.' }) presence: string | null
  @Field() hasVoted: boolean
  ballot: Ballot
}

/** The vote of a seat as it stands. */
@ObjectType()
export class Vote {
  @Field(() => ID) seatId: string
  @Field() seatName: string
  @Field() choice: string
  @Field() reason: string
  @Field() at: Date
  @Field(() => String, { nullable: true, description: 'floor or paper, where an officer entered it for the seat.' }) entered: string | null
  @Field(() => ID, { nullable: true, description: 'The seat that cast it by proxy; null where the seat did itself.' }) proxyHolderId: string | null
  @Field(() => String, { nullable: true, description: 'The name of that seat.' }) proxyHolder: string | null
  @Field(() => [ID], { description: 'The clauses its reason is about; none where it is about all of the text.' }) parts: string[]
  @Field({ description: 'Whether it was taken over from the round before and not cast in this one.' }) carried: boolean
  @Field({ description: 'Whether its reason is about parts that have neither changed nor are under an open negative; then it counts as a vote without a reason.' }) outOfScope: boolean
  byId: string
}

/** One act of voting: the first, or a change. */
@ObjectType()
export class VoteChange {
  @Field(() => ID) seatId: string
  @Field() seatName: string
  @Field() at: Date
  @Field(() => String, { nullable: true }) from: string | null
  @Field() to: string
  @Field(() => String, { nullable: true, description: 'floor or paper, where an officer entered it for the seat.' }) entered: string | null
  @Field({ description: 'Whether it was taken over from the round before.' }) carried: boolean
  @Field(() => ID, { nullable: true, description: 'The document by which it came on paper, read at /vote-documents/<id>.' }) documentId: string | null
  @Field(() => ID, { nullable: true, description: 'The seat that cast it by proxy; null where the seat did itself.' }) proxyHolderId: string | null
  @Field(() => String, { nullable: true, description: 'The name of that seat.' }) proxyHolder: string | null
  byId: string
}

/** A seat of the viewer's, or one whose vote they cast by proxy, with what they may do. */
@ObjectType()
export class MySeat {
  @Field(() => Seat) seat: Seat
  @Field(() => Vote, { nullable: true, description: 'Null in a secret ballot, also once it was cast.' }) vote: Vote | null
  @Field() hasVoted: boolean
  @Field() mayVote: boolean
  @Field({ description: 'A sentence, also when they may.' }) why: string
  @Field({ description: 'Whether they may give the vote of the seat to another one, as far as that is known before it is tried.' }) mayGive: boolean
  @Field(() => ID, { nullable: true, description: 'Their seat that casts the vote by proxy; null where it is the seat itself.' }) holderId: string | null
  @Field(() => String, { nullable: true, description: 'The name of that seat.' }) holderName: string | null
  @Field(() => String, { nullable: true, description: 'How the seat wants its vote cast, where it said so.' }) instruction: string | null
}

/** A vote that an officer entered for a seat, and that the seat contested. */
@ObjectType()
export class ContestedVote {
  @Field(() => ID) seatId: string
  @Field() seatName: string
  @Field({ description: 'Why, in the words of the seat.' }) reason: string
  @Field() at: Date
}

/** A choice as a seat reads it before voting. */
@ObjectType()
export class Choice {
  @Field() code: string
  @Field() name: string
  @Field() meaning: string
  @Field() reasonRequired: boolean
}

/** What a voter holds of a sealed paper. It is given once, to the voter, and kept nowhere. */
@ObjectType()
export class Receipt {
  @Field(() => ID) ballotId: string
  @Field({ description: 'The hash of ballot, choice and tracker, as the voter gave it.' }) paper: string
  @Field({ description: 'SHA-256 of the sealed bytes that were taken.' }) sealed: string
  @Field({ description: 'ECDSA P-256 with SHA-256 over the canonical form of the receipt, in Base64.' }) signature: string
}

/** A vote that came after the end. It is not counted. */
@ObjectType()
export class LateVote {
  @Field(() => ID) seatId: string
  @Field() seatName: string
  @Field(() => String, { nullable: true, description: 'Null in a ballot without names.' }) choice: string | null
  @Field() at: Date
  @Field(() => Int) attempts: number
}

/** An end that was moved. */
@ObjectType()
export class MovedEnd {
  @Field() from: Date
  @Field() to: Date
  @Field() reason: string
}
