import { Args, Context, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Draft } from '../drafts/draft.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Call } from './call.entity.ts'
import { CallsService } from './calls.service.ts'
import { CommentsQueries } from './comments.queries.ts'

@InputType()
class OpenCallInput {
  @Field(() => ID) draftId: string
  @Field() question: string
  @Field() closesAt: Date
}

const OpenCallResult = orRefusal('OpenCallResult', () => Call)

@Resolver(() => Draft)
export class DraftCallsResolver {
  constructor(private readonly queries: CommentsQueries) {}

  @ResolveField(() => [Call])
  calls(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Call[]>(operation, 'calls', ids => this.queries.callsOf(ids)).load(draft.id)
  }
}

@Resolver(() => Call)
export class CallsResolver {
  constructor(private readonly service: CallsService, private readonly queries: CommentsQueries) {}

  @Mutation(() => OpenCallResult) @Asks('call.open')
  openCall(@Args('input') input: OpenCallInput, @Asking() viewer: Viewer | null) { return this.service.open(viewer, input) }

  @ResolveField(() => Int, { description: 'How many comments came in answer.' })
  comments(@Parent() call: Call, @Context() operation: Operation) {
    return loaderOf<string, number>(operation, 'answers', ids => this.queries.answersTo(ids)).load(call.id)
  }
}
