import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CollabModule } from '../collab/collab.module.ts'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { AnswersService } from './answers.service.ts'
import { FindingsService } from './findings.service.ts'
import { OffersService } from './offers.service.ts'
import { ConsensusFinding, Poll } from './poll.entity.ts'
import { PollFacts } from './poll-facts.service.ts'
import { PollRecord } from './poll-record.service.ts'
import { PollsQueries } from './polls.queries.ts'
import { PollsReactions } from './polls.reactions.ts'
import { DraftPollsResolver, FindingsResolver, PollActsResolver, PollsResolver } from './polls.resolver.ts'
import { PollsService } from './polls.service.ts'

const resolvers = [DraftPollsResolver, FindingsResolver, PollActsResolver, PollsResolver]
const services = [AnswersService, FindingsService, OffersService, PollsService]

@Module({
  imports: [CollabModule, DecisionsModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([ConsensusFinding, Poll])],
  providers: [...resolvers, ...services, PollFacts, PollRecord, PollsQueries, PollsReactions],
  exports: services,
})
export class PollsModule {}
