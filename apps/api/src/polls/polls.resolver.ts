import { businessHoursInWords, businessMinutes } from '@plenary/consensus'
import { Args, Context, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { Seat } from '../people/seat.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { Clock } from '../platform/clock.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { AnswersService } from './answers.service.ts'
import { FindingsService } from './findings.service.ts'
import { ConsensusFinding, Poll } from './poll.entity.ts'
import { OffersService } from './offers.service.ts'
import { asJudged } from './poll-facts.service.ts'
import { InstrumentOffer, MyPollSeat, PollAnswer, PollOption, PollOutcome, WorkingHours } from './poll-showing.ts'
import { type AskedSeat, type HeldAnswer, PollsQueries, seesOf, shownAnswer } from './polls.queries.ts'
import { PollsService } from './polls.service.ts'

@InputType()
class OpenPollInput {
  @Field(() => ID) draftId: string
  @Field() instrument: string
  @Field({ description: 'What is asked, or proposed.' }) question: string
  @Field() closesAt: Date
  @Field(() => [String], { nullable: true, description: 'For a ranked choice: the words of each option.' }) options?: string[]
  @Field(() => Date, { nullable: true, description: 'For a consent round: when the decision is looked at again.' }) reviewOn?: Date
}

@InputType()
class CancelPollInput {
  @Field(() => ID) pollId: string
  @Field() reason: string
}

@InputType()
class AnswerPollInput {
  @Field(() => ID) pollId: string
  @Field(() => ID) seatId: string
  @Field(() => String, { nullable: true, description: 'The code of an option.' }) choice?: string
  @Field(() => String, { nullable: true }) reason?: string
  @Field(() => [[String]], { nullable: true, description: 'For a ranked choice: codes, the best first, equal ones together.' }) ranking?: string[][]
}

@InputType()
class TakeBackAnswerInput {
  @Field(() => ID) pollId: string
  @Field(() => ID) seatId: string
}

@InputType()
class FindConsensusInput {
  @Field(() => ID) draftId: string
  @Field({ description: 'Whether there is consensus. Whether it is rough follows from the record.' }) reached: boolean
  @Field({ description: 'On what.' }) statement: string
  @Field() reason: string
}

const OpenPollResult = orRefusal('OpenPollResult', () => Poll)
const CancelPollResult = orRefusal('CancelPollResult', () => Poll)
const AnswerPollResult = orRefusal('AnswerPollResult', () => Poll)
const TakeBackAnswerResult = orRefusal('TakeBackAnswerResult', () => Poll)
const FindConsensusResult = orRefusal('FindConsensusResult', () => ConsensusFinding)

@Resolver(() => Draft)
export class DraftPollsResolver {
  constructor(
    private readonly db: DataSource,
    private readonly queries: PollsQueries,
    private readonly offers: OffersService,
    private readonly service: FindingsService,
  ) {}

  @ResolveField(() => [Poll], { description: 'Instruments of decision on it, newest first.' })
  polls(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Poll[]>(operation, 'polls', ids => this.queries.ofDrafts(ids)).load(draft.id)
  }

  @ResolveField(() => [InstrumentOffer], { description: 'Every instrument, and what stands in the way of opening it now.' })
  instruments(@Parent() draft: Draft) { return this.offers.of(draft) }

  @ResolveField(() => [ConsensusFinding], { description: 'What the chair found, newest first.' })
  findings(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, ConsensusFinding[]>(operation, 'findings', ids => this.service.ofDrafts(this.db.manager, ids)).load(draft.id)
  }
}

@Resolver(() => Poll)
export class PollActsResolver {
  constructor(private readonly polls: PollsService, private readonly answers: AnswersService, private readonly findings: FindingsService) {}

  @Mutation(() => OpenPollResult) @Asks('poll.open')
  openPoll(@Args('input') input: OpenPollInput, @Asking() viewer: Viewer | null) { return this.polls.open(viewer, input) }

  @Mutation(() => CancelPollResult) @Asks('poll.cancel')
  cancelPoll(@Args('input') input: CancelPollInput, @Asking() viewer: Viewer | null) { return this.polls.cancel(viewer, input) }

  @Mutation(() => AnswerPollResult) @Asks('poll.answer')
  answerPoll(@Args('input') input: AnswerPollInput, @Asking() viewer: Viewer | null) { return this.answers.answer(viewer, input) }

  @Mutation(() => TakeBackAnswerResult) @Asks('poll.answer')
  takeBackAnswer(@Args('input') input: TakeBackAnswerInput, @Asking() viewer: Viewer | null) { return this.answers.takeBack(viewer, input) }

  @Mutation(() => FindConsensusResult) @Asks('consensus.find')
  findConsensus(@Args('input') input: FindConsensusInput, @Asking() viewer: Viewer | null) { return this.findings.find(viewer, input) }
}

@Resolver(() => Poll)
export class PollsResolver {
  constructor(private readonly db: DataSource, private readonly queries: PollsQueries, private readonly rights: Rights, private readonly clock: Clock) {}

  @ResolveField(() => String)
  title(@Parent() poll: Poll) { return asJudged(poll).instrument.title }

  @ResolveField(() => String, { description: 'advisory, gate or decides' })
  binds(@Parent() poll: Poll) { return asJudged(poll).instrument.binds }

  @ResolveField(() => String)
  bindsInWords(@Parent() poll: Poll) { return asJudged(poll).instrument.bindsInWords }

  @ResolveField(() => String, { description: 'What it means that a seat says nothing.' })
  silence(@Parent() poll: Poll) { return asJudged(poll).instrument.silence }

  @ResolveField(() => [PollOption])
  options(@Parent() poll: Poll) { return poll.offered.map(option => ({ ...option, reasonRequired: option.reason === 'required' })) }

  @ResolveField(() => Boolean, { description: 'Whether answers are hidden until the close.' })
  hidden(@Parent() poll: Poll) { return poll.state === 'open' && asJudged(poll).instrument.shows === 'at close' }

  @ResolveField(() => Int, { description: 'How many seats are asked.' })
  async seats(@Parent() poll: Poll, @Context() operation: Operation) { return (await this.roll(poll, operation)).length }

  @ResolveField(() => Int, { description: 'How many of them have answered.' })
  async answered(@Parent() poll: Poll, @Context() operation: Operation) { return (await this.held(poll, operation)).length }

  @ResolveField(() => PollOutcome, { nullable: true })
  async result(@Parent() poll: Poll, @Context() operation: Operation) {
    return this.queries.outcome(poll, await this.roll(poll, operation), await this.held(poll, operation), await this.sees(poll, operation))
  }

  @ResolveField(() => [PollAnswer])
  async answers(@Parent() poll: Poll, @Context() operation: Operation) {
    return this.queries.shown(poll, await this.held(poll, operation), await this.sees(poll, operation))
  }

  @ResolveField(() => [MyPollSeat], { description: 'The asked seats that the viewer acts for.' })
  async mySeats(@Parent() poll: Poll, @Context() operation: Operation): Promise<MyPollSeat[]> {
    const [roll, held] = [await this.roll(poll, operation), await this.held(poll, operation)]
    const { seats } = await this.rights.standings(operation.viewer, operation.loaders)
    const mine = seats.filter(seat => roll.some(asked => asked.seat === seat.seatId))
    const loaded = await entityById(operation, this.db, Seat).loadMany(mine.map(seat => seat.seatId))
    return loaded.flatMap(seat => {
      if (seat instanceof Error) return []
      const answer = held.find(one => one.seat === seat.id)
      return { seat, answer: answer ? shownAnswer(poll, answer) : null }
    })
  }

  @ResolveField(() => WorkingHours, { nullable: true, description: 'Of a silence procedure: how many working hours it has, and how many are left.' })
  async workingHours(@Parent() poll: Poll, @Context() operation: Operation): Promise<WorkingHours | null> {
    if (poll.instrument !== 'silence-procedure') return null
    const now = await loaderOf<string, string>(operation, 'the time', async keys => { const at = await this.clock.now(); return keys.map(() => at) }).load('now')
    const closesAt = poll.closesAt.toISOString()
    const words = (from: string): string => businessHoursInWords(businessMinutes(from, closesAt, poll.zone))
    return { whole: words(poll.opensAt.toISOString()), left: words(now) }
  }

  @ResolveField(() => Person)
  openedBy(@Parent() poll: Poll, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(poll.openedById) }

  private roll(poll: Poll, operation: Operation) { return loaderOf<string, AskedSeat[]>(operation, 'rolls of polls', ids => this.queries.rolls(ids)).load(poll.id) }

  private held(poll: Poll, operation: Operation) { return loaderOf<string, HeldAnswer[]>(operation, 'answers of polls', ids => this.queries.answers(ids)).load(poll.id) }

  private async sees(poll: Poll, operation: Operation) {
    const draft = await entityById(operation, this.db, Draft).load(poll.draftId)
    return seesOf(poll, await this.rights.standings(operation.viewer, operation.loaders), draft.committeeId)
  }
}

@Resolver(() => ConsensusFinding)
export class FindingsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  by(@Parent() finding: ConsensusFinding, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(finding.byId) }
}
