import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { Seat } from '../people/seat.entity.ts'

/** One answer that a seat can give. */
@ObjectType()
export class PollOption {
  @Field() code: string
  @Field() name: string
  @Field(() => String, { description: 'favour, half, abstain or against: how its square is drawn.' }) side: string
  @Field() reasonRequired: boolean
}

/** One line of a result; the seats are named only to those who may see names. */
@ObjectType()
export class PollLine {
  @Field() code: string
  @Field() name: string
  @Field() side: string
  @Field(() => Int) count: number
  @Field(() => [String], { nullable: true }) seats: readonly string[] | null
}

@ObjectType()
export class RunoffFigure {
  @Field() code: string
  @Field() name: string
  @Field({ description: 'Exact, such as 2 1/2.' }) figure: string
}

/** One round of a runoff. */
@ObjectType()
export class RunoffRound {
  @Field(() => [RunoffFigure]) counts: readonly RunoffFigure[]
  @Field(() => Int, { description: 'Answers that still name an option.' }) base: number
  @Field(() => [String], { description: 'The codes that leave after it.' }) out: readonly string[]
}

/** How two options compare. */
@ObjectType()
export class PairwiseRow {
  @Field() one: string
  @Field() other: string
  @Field(() => Int) prefer: number
  @Field(() => Int) preferOther: number
}

/** What came out, or how it stands where answers are shown as they come. */
@ObjectType()
export class PollOutcome {
  @Field() outcome: string
  @Field(() => Boolean, { nullable: true, description: 'Null when nothing was to be decided.' }) carries: boolean | null
  @Field({ description: 'In words, with figures.' }) sentence: string
  @Field(() => [PollLine]) lines: readonly PollLine[]
  @Field(() => Int, { description: 'Seats that said nothing.' }) silent: number
  @Field(() => [String], { nullable: true, description: 'Their names, to those who may see names.' }) silentSeats: readonly string[] | null
  @Field(() => [RunoffRound]) rounds: readonly RunoffRound[]
  @Field(() => [PairwiseRow]) pairs: readonly PairwiseRow[]
}

/** What a seat said; its name only to those who may see names. */
@ObjectType()
export class PollAnswer {
  @Field(() => String, { nullable: true }) seatName: string | null
  @Field() choice: string
  @Field() name: string
  @Field() reason: string
  @Field(() => [[String]]) ranking: readonly (readonly string[])[]
  @Field() at: Date
}

/** A seat that the viewer acts for, with its answer. */
@ObjectType()
export class MyPollSeat {
  @Field(() => Seat) seat: Seat
  @Field(() => PollAnswer, { nullable: true }) answer: PollAnswer | null
}

/** An instrument as it is offered on a draft: when to use it, what it binds, and why it cannot be opened now. */
@ObjectType()
export class InstrumentOffer {
  @Field(() => ID) name: string
  @Field() title: string
  @Field() use: string
  @Field({ description: 'advisory, gate or decides' }) binds: string
  @Field() bindsInWords: string
  @Field({ description: 'What it means that a seat says nothing.' }) silence: string
  @Field({ description: 'The earliest close, if it were opened now.' }) earliestClose: Date
  @Field(() => String, { nullable: true, description: 'Why it cannot be opened now; null when it can.' }) refusal: string | null
}

/** How the working hours of a silence procedure stand. */
@ObjectType()
export class WorkingHours {
  @Field() whole: string
  @Field() left: string
}
