import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { StagesModule } from '../stages/stages.module.ts'
import { PlanningService } from './planning.service.ts'
import { Review } from './review.entity.ts'
import { ReviewRecord } from './review-record.service.ts'
import { ReviewsReactions } from './reviews.reactions.ts'
import { DraftReviewsResolver, ReviewsResolver } from './reviews.resolver.ts'
import { ReviewsService } from './reviews.service.ts'

@Module({
  imports: [DecisionsModule, DraftsModule, LedgerModule, NoticesModule, StagesModule, TypeOrmModule.forFeature([Review])],
  providers: [PlanningService, ReviewRecord, ReviewsReactions, ReviewsService, DraftReviewsResolver, ReviewsResolver],
  exports: [ReviewsService],
})
export class ReviewsModule {}
