import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { ObjectionsModule } from '../objections/objections.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealFinder } from './appeal-finder.service.ts'
import { AppealRecord } from './appeal-record.service.ts'
import { AppealsQueries } from './appeals.queries.ts'
import { AppealsReactions } from './appeals.reactions.ts'
import { AppealsResolver, DecisionAppealsResolver, DraftAppealsResolver } from './appeals.resolver.ts'
import { ContestedService } from './contested.service.ts'
import { DecidingService } from './deciding.service.ts'
import { FilingService } from './filing.service.ts'

const resolvers = [AppealsResolver, DecisionAppealsResolver, DraftAppealsResolver]

@Module({
  imports: [DecisionsModule, DraftsModule, LedgerModule, NoticesModule, ObjectionsModule, PeopleModule, TypeOrmModule.forFeature([Appeal])],
  providers: [...resolvers, AppealFinder, AppealRecord, AppealsQueries, AppealsReactions, ContestedService, DecidingService, FilingService],
  exports: [DecidingService, FilingService],
})
export class AppealsModule {}
