import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import { CHANGED } from '../stages/stage-record.service.ts'
import { PlanningService } from './planning.service.ts'
import { DECIDE, OPEN } from './review-record.service.ts'
import { ReviewsService } from './reviews.service.ts'

/** Plans the review when a text is adopted, opens it on its date, and ends it when nobody does. */
@Injectable()
export class ReviewsReactions implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly deadlines: Deadlines,
    private readonly planning: PlanningService,
    private readonly reviews: ReviewsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ draftId: string; by: string | null }>(CHANGED, ({ draftId, by }) => this.db.transaction(tx => this.planning.follow(tx, draftId, by)))
    this.deadlines.register<{ reviewId: string }>(OPEN, (tx, { reviewId }) => this.reviews.open(tx, reviewId))
    this.deadlines.register<{ reviewId: string }>(DECIDE, (tx, { reviewId }) => this.reviews.expire(tx, reviewId))
  }
}
