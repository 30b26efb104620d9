import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Edition } from '../drafts/edition.entity.ts'
import { Person } from '../people/person.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Review } from './review.entity.ts'
import { ReviewsService } from './reviews.service.ts'

@InputType()
class DecideReviewInput {
  @Field(() => ID) reviewId: string
  @Field({ description: 'confirm, amend, revise or withdraw' }) outcome: string
  @Field() reason: string
}

const DecideReviewResult = orRefusal('DecideReviewResult', () => Draft)

@Resolver(() => Draft)
export class DraftReviewsResolver {
  constructor(private readonly db: DataSource, private readonly service: ReviewsService) {}

  @Mutation(() => DecideReviewResult) @Asks('review.decide')
  decideReview(@Args('input') input: DecideReviewInput, @Asking() viewer: Viewer | null) { return this.service.decide(viewer, input) }

  @ResolveField(() => [Review])
  reviews(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Review[]>(operation, 'reviews', ids => this.service.of(this.db.manager, ids)).load(draft.id)
  }
}

@Resolver(() => Review)
export class ReviewsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Edition)
  edition(@Parent() review: Review, @Context() operation: Operation) { return entityById(operation, this.db, Edition).load(review.editionId) }

  @ResolveField(() => Person, { nullable: true })
  decidedBy(@Parent() review: Review, @Context() operation: Operation) {
    return review.decidedById === null ? null : entityById(operation, this.db, Person).load(review.decidedById)
  }
}
