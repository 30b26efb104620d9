import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { Decision } from './decision.entity.ts'
import { CommitteeDecisionsResolver, DecisionsResolver, DraftDecisionsResolver } from './decisions.resolver.ts'
import { DecisionsService } from './decisions.service.ts'

@Module({
  imports: [LedgerModule, TypeOrmModule.forFeature([Decision])],
  providers: [DecisionsService, CommitteeDecisionsResolver, DecisionsResolver, DraftDecisionsResolver],
  exports: [DecisionsService],
})
export class DecisionsModule {}
