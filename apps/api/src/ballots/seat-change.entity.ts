import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A change of the category of a seat: proposed by one person, confirmed or rejected by another; or a decision that the seat keeps it. */
@ObjectType()
@Entity()
export class SeatChange {
  @Field(() => ID) @PrimaryGeneratedColumn('uuid') id: string
  @Field(() => ID) @Column('uuid') seatId: string
  @Field() @Column('text') fromCategory: string
  @Field() @Column('text') toCategory: string
  @Field() @Column('text') reason: string
  @Column('uuid', { name: 'proposed_by' }) proposedById: string
  @Field() @Column({ type: 'timestamptz', insert: false, update: false }) proposedAt: Date
  @Field(() => String, { nullable: true, description: 'confirmed, rejected or kept; null while it waits' }) @Column({ type: 'text', nullable: true }) outcome: string | null
  @Column({ type: 'uuid', name: 'decided_by', nullable: true }) decidedById: string | null
  @Field(() => Date, { nullable: true }) @Column({ type: 'timestamptz', nullable: true }) decidedAt: Date | null
}

/** A ballot in which a seat had to vote and did not. */
@ObjectType()
export class MissedBallot {
  @Field(() => ID) ballotId: string
  @Field(() => Int) number: number
  @Field() draftNumber: string
  @Field() draftTitle: string
  @Field() closedAt: Date
}

/** What the rulebook says becomes of a membership. */
@ObjectType()
export class MembershipLowering {
  @Field() to: string
  @Field(() => Int, { description: 'How many missed votes it takes.' }) missed: number
  @Field(() => String, { nullable: true, description: 'For how long, as an ISO 8601 duration.' }) term: string | null
  @Field({ description: 'Where the rulebook has it from.' }) fact: string
}

/** Of how many ballots in which a seat had to vote it missed how many. */
@ObjectType()
export class SeatTurnout {
  @Field(() => ID) seatId: string
  @Field() name: string
  @Field() category: string
  @Field(() => Int) missed: number
  @Field(() => Int, { description: 'In how many ballots it had to vote.' }) of: number
  @Field({ description: 'Since when it is counted: since the seat began, or since its category was last decided.' }) since: Date
  @Field(() => [MissedBallot]) ballots: MissedBallot[]
  @Field(() => MembershipLowering, { nullable: true, description: 'What follows by the rulebook. Nothing follows by itself.' }) lowering: MembershipLowering | null
  @Field(() => SeatChange, { nullable: true, description: 'A change that waits for a second person.' }) change: SeatChange | null
}
