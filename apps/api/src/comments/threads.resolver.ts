import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Seat } from '../people/seat.entity.ts'
import { DraftRef } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Comment } from './comment.entity.ts'
import { CommentsQueries } from './comments.queries.ts'
import { Reply } from './reply.entity.ts'

/** What a comment shows beyond its own row. */
@Resolver(() => Comment)
export class ThreadsResolver {
  constructor(private readonly db: DataSource, private readonly queries: CommentsQueries) {}

  @ResolveField(() => DraftRef)
  draft(@Parent() comment: Comment, @Context() operation: Operation) { return entityById(operation, this.db, Draft).load(comment.draftId) }

  @ResolveField(() => Person)
  author(@Parent() comment: Comment, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(comment.authorId) }

  @ResolveField(() => Seat, { nullable: true })
  seat(@Parent() comment: Comment, @Context() operation: Operation) {
    return comment.seatId === null ? null : entityById(operation, this.db, Seat).load(comment.seatId)
  }

  @ResolveField(() => Person, { nullable: true })
  decidedBy(@Parent() comment: Comment, @Context() operation: Operation) {
    return comment.decidedById === null ? null : entityById(operation, this.db, Person).load(comment.decidedById)
  }

  @ResolveField(() => [Person])
  mentions(@Parent() comment: Comment, @Context() operation: Operation) { return entityById(operation, this.db, Person).loadMany(comment.mentionIds) }

  @ResolveField(() => [Reply])
  replies(@Parent() comment: Comment, @Context() operation: Operation) {
    return loaderOf<string, Reply[]>(operation, 'replies', ids => this.queries.repliesTo(ids)).load(comment.id)
  }

  @ResolveField(() => Boolean, { description: 'Whether the words it is about are found in the text as it is now.' })
  async placed(@Parent() comment: Comment, @Context() operation: Operation) { return (await this.place(operation, comment)).placed }

  @ResolveField(() => String, { description: 'The clause where it stands now, as readers name it.' })
  async clauseNumber(@Parent() comment: Comment, @Context() operation: Operation) { return (await this.place(operation, comment)).clauseNumber }

  private place(operation: Operation, comment: Comment) {
    return loaderOf(operation, 'places', (comments: readonly Comment[]) => this.queries.placesOf(operation, comments)).load(comment)
  }
}

/** What a reply shows beyond its own row. */
@Resolver(() => Reply)
export class RepliesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  author(@Parent() reply: Reply, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(reply.authorId) }

  @ResolveField(() => [Person])
  mentions(@Parent() reply: Reply, @Context() operation: Operation) { return entityById(operation, this.db, Person).loadMany(reply.mentionIds) }
}
