import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Decision, MinorityStatement } from './decision.entity.ts'
import { CommitteeDecisionsResolver, DecisionsResolver, DraftDecisionsResolver } from './decisions.resolver.ts'
import { DecisionsService } from './decisions.service.ts'
import { StatementsResolver } from './statements.resolver.ts'
import { StatementsService } from './statements.service.ts'

@Module({
  imports: [DraftsModule, LedgerModule, PeopleModule, TypeOrmModule.forFeature([Decision, MinorityStatement])],
  providers: [DecisionsService, StatementsService, CommitteeDecisionsResolver, DecisionsResolver, DraftDecisionsResolver, StatementsResolver],
  exports: [DecisionsService],
})
export class DecisionsModule {}
