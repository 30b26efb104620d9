import { Args, ArgsType, Context, Field, ID, InputType, Int, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { connectionOf, orRefusal } from '../platform/graphql.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Comment } from './comment.entity.ts'
import { CommentsQueries } from './comments.queries.ts'
import { CommentsService } from './comments.service.ts'
import { DispositionsService } from './dispositions.service.ts'

@ObjectType()
class CommentCounts {
  @Field(() => Int) total: number
  @Field(() => Int) open: number
  @Field(() => Int) general: number
  @Field(() => Int) technical: number
  @Field(() => Int) editorial: number
  @Field(() => Int, { description: 'Those whose words are no longer found in the text.' }) unplaced: number
}

@ArgsType()
class CommentsWanted {
  @Field(() => Int, { defaultValue: 200 }) first: number
  @Field(() => String, { nullable: true }) after?: string
  @Field(() => String, { nullable: true }) status?: string
  @Field(() => String, { nullable: true }) type?: string
  @Field(() => ID, { nullable: true, description: 'The clause where the words stand now.' }) clauseId?: string
}

@InputType()
class AnchorInput {
  @Field(() => ID, { nullable: true }) clauseId?: string
  @Field(() => ID, { nullable: true }) blockId?: string
  @Field(() => Int, { nullable: true }) start?: number
  @Field(() => Int, { nullable: true }) end?: number
  @Field(() => String, { nullable: true }) quote?: string
  @Field(() => String, { nullable: true }) prefix?: string
  @Field(() => String, { nullable: true }) suffix?: string
  @Field(() => String, { nullable: true }) relStart?: string
  @Field(() => String, { nullable: true }) relEnd?: string
  @Field(() => Int, { nullable: true }) needBefore?: number
  @Field(() => Int, { nullable: true }) needAfter?: number
}

@InputType()
class CommentInput {
  @Field(() => ID) draftId: string
  @Field(() => AnchorInput, { nullable: true }) anchor?: AnchorInput
  @Field() type: string
  @Field() body: string
  @Field(() => String, { nullable: true }) proposedChange?: string
  @Field(() => ID, { nullable: true }) seatId?: string
  @Field(() => [ID], { nullable: true }) mentions?: string[]
}

@InputType()
class EditCommentInput {
  @Field(() => ID) commentId: string
  @Field() type: string
  @Field() body: string
  @Field(() => String, { nullable: true }) proposedChange?: string
}

@InputType()
class ReplyInput {
  @Field(() => ID) commentId: string
  @Field() body: string
  @Field(() => [ID], { nullable: true }) mentions?: string[]
}

@InputType()
class ResolveCommentInput { @Field(() => ID) commentId: string }

@InputType()
class ReopenCommentInput { @Field(() => ID) commentId: string }

@InputType()
class DecideCommentInput {
  @Field(() => ID) commentId: string
  @Field() disposition: string
  @Field() reason: string
}

const CommentConnection = connectionOf('CommentConnection', () => Comment)
const CommentResult = orRefusal('CommentResult', () => Comment)
const EditCommentResult = orRefusal('EditCommentResult', () => Comment)
const ReplyResult = orRefusal('ReplyResult', () => Comment)
const ResolveCommentResult = orRefusal('ResolveCommentResult', () => Comment)
const ReopenCommentResult = orRefusal('ReopenCommentResult', () => Comment)
const DecideCommentResult = orRefusal('DecideCommentResult', () => Comment)

@Resolver(() => Draft)
export class CommentsResolver {
  constructor(
    private readonly queries: CommentsQueries,
    private readonly service: CommentsService,
    private readonly dispositions: DispositionsService,
    private readonly drafts: DraftsService,
  ) {}

  @ResolveField(() => CommentConnection, { complexity: ({ args, childComplexity }) => 1 + Math.min(Number(args['first'] ?? 200), 500) * childComplexity / 10 })
  comments(@Parent() draft: Draft, @Args() wanted: CommentsWanted, @Context() operation: Operation) { return this.queries.list(operation, draft.id, wanted) }

  @ResolveField(() => CommentCounts)
  commentCounts(@Parent() draft: Draft, @Context() operation: Operation) { return this.queries.counts(operation, draft.id) }

  @Query(() => Comment, { name: 'comment', nullable: true })
  async one(@Args('id', { type: () => ID }) id: string, @Asking() viewer: Viewer | null, @Context() { loaders }: Operation) {
    const comment = await this.queries.find(id)
    return comment && await this.drafts.find(viewer, comment.draftId, loaders) ? comment : null
  }

  @Mutation(() => CommentResult) @Asks('comment.write')
  comment(@Args('input') input: CommentInput, @Asking() viewer: Viewer | null) { return this.service.comment(viewer, input) }

  @Mutation(() => EditCommentResult) @Asks('comment.write')
  editComment(@Args('input') input: EditCommentInput, @Asking() viewer: Viewer | null) { return this.service.edit(viewer, input) }

  @Mutation(() => ReplyResult) @Asks('comment.reply')
  reply(@Args('input') input: ReplyInput, @Asking() viewer: Viewer | null) { return this.service.reply(viewer, input) }

  @Mutation(() => ResolveCommentResult) @Asks('comment.resolve')
  resolveComment(@Args('input') input: ResolveCommentInput, @Asking() viewer: Viewer | null) { return this.dispositions.resolve(viewer, input.commentId) }

  @Mutation(() => ReopenCommentResult) @Asks('comment.resolve')
  reopenComment(@Args('input') input: ReopenCommentInput, @Asking() viewer: Viewer | null) { return this.dispositions.reopen(viewer, input.commentId) }

  @Mutation(() => DecideCommentResult) @Asks('comment.decide')
  decideComment(@Args('input') input: DecideCommentInput, @Asking() viewer: Viewer | null) { return this.dispositions.decide(viewer, input) }
}
