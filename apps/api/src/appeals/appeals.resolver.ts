import { Args, Context, Field, ID, InputType, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Decision } from '../decisions/decision.entity.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { Seat } from '../people/seat.entity.ts'
import { DraftRef, orRefusal, Permission } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealsQueries } from './appeals.queries.ts'
import { DecidingService } from './deciding.service.ts'
import { FilingService } from './filing.service.ts'

@InputType()
class FileAppealInput {
  @Field(() => ID) draftId: string
  @Field(() => ID) seatId: string
  @Field(() => ID, { nullable: true }) decisionId?: string
  @Field(() => ID, { nullable: true }) objectionId?: string
  @Field(() => ID, { nullable: true, description: 'A dismissed appeal that this one takes to the next level.' }) previousId?: string
  @Field() grounds: string
  @Field({ description: 'What the deciding body should do.' }) remedy: string
}

@InputType()
class DecideAppealInput {
  @Field(() => ID) appealId: string
  @Field({ description: 'upheld or dismissed' }) outcome: string
  @Field({ description: 'Published with the outcome.' }) reason: string
  @Field(() => String, { nullable: true, description: 'Where the body recorded its outcome, such as minutes.' }) document?: string
}

@InputType()
class WithdrawAppealInput {
  @Field(() => ID) appealId: string
  @Field(() => String, { nullable: true }) reason?: string
}

const FileAppealResult = orRefusal('FileAppealResult', () => Appeal)
const DecideAppealResult = orRefusal('DecideAppealResult', () => Appeal)
const WithdrawAppealResult = orRefusal('WithdrawAppealResult', () => Appeal)

@Resolver(() => Draft)
export class DraftAppealsResolver {
  constructor(private readonly queries: AppealsQueries) {}

  @ResolveField(() => [Appeal], { description: 'Appeals against what was decided about it, newest first.' })
  appeals(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Appeal[]>(operation, 'appeals of drafts', ids => this.queries.ofDrafts(ids)).load(draft.id)
  }
}

@Resolver(() => Decision)
export class DecisionAppealsResolver {
  constructor(private readonly db: DataSource, private readonly queries: AppealsQueries) {}

  @ResolveField(() => [Appeal])
  appeals(@Parent() decision: Decision, @Context() operation: Operation) {
    return loaderOf<string, Appeal[]>(operation, 'appeals of decisions', ids => this.queries.ofDecisions(ids)).load(decision.id)
  }

  @ResolveField(() => Date, { description: 'Until when it can be appealed.' })
  async appealUntil(@Parent() decision: Decision, @Context() operation: Operation) {
    return this.queries.until(await entityById(operation, this.db, Draft).load(decision.draftId), decision.at)
  }
}

@Resolver(() => Appeal)
export class AppealsResolver {
  constructor(
    private readonly db: DataSource,
    private readonly queries: AppealsQueries,
    private readonly filing: FilingService,
    private readonly deciding: DecidingService,
  ) {}

  @Query(() => Appeal, { nullable: true })
  appeal(@Args('id', { type: () => ID }) id: string, @Context() operation: Operation) { return this.queries.find(id, operation) }

  @Mutation(() => FileAppealResult) @Asks('appeal.file')
  fileAppeal(@Args('input') input: FileAppealInput, @Asking() viewer: Viewer | null) { return this.filing.file(viewer, input) }

  @Mutation(() => WithdrawAppealResult) @Asks('appeal.withdraw')
  withdrawAppeal(@Args('input') input: WithdrawAppealInput, @Asking() viewer: Viewer | null) { return this.filing.withdraw(viewer, input) }

  @Mutation(() => DecideAppealResult) @Asks('appeal.decide')
  decideAppeal(@Args('input') input: DecideAppealInput, @Asking() viewer: Viewer | null) { return this.deciding.decide(viewer, input) }

  @ResolveField(() => DraftRef)
  draft(@Parent() appeal: Appeal, @Context() operation: Operation) { return entityById(operation, this.db, Draft).load(appeal.draftId) }

  @ResolveField(() => Seat)
  seat(@Parent() appeal: Appeal, @Context() operation: Operation) { return entityById(operation, this.db, Seat).load(appeal.seatId) }

  @ResolveField(() => String, { description: 'What it goes against, in words.' })
  against(@Parent() appeal: Appeal, @Context() operation: Operation) {
    return loaderOf<Appeal, string>(operation, 'what appeals contest', appeals => this.queries.againstOf(appeals)).load(appeal)
  }

  @ResolveField(() => String, { nullable: true, description: 'What follows by itself if it is upheld, in words of the rulebook; null where people decide what follows.' })
  ifUpheld(@Parent() appeal: Appeal, @Context() operation: Operation) {
    return loaderOf<Appeal, string | null>(operation, 'what follows of appeals', appeals => this.queries.ifUpheldOf(appeals)).load(appeal)
  }

  @ResolveField(() => [Permission], { description: 'What the viewer may do to it: appeal.decide, appeal.withdraw, appeal.file.' })
  async acts(@Parent() appeal: Appeal, @Context() operation: Operation) {
    return this.queries.actsOn(appeal, await entityById(operation, this.db, Draft).load(appeal.draftId), operation)
  }
}
