import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CollabModule } from '../collab/collab.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Objection } from './objection.entity.ts'
import { ObjectionRecord } from './objection-record.service.ts'
import { DraftObjectionsResolver, ObjectionsResolver } from './objections.resolver.ts'
import { ObjectionsService } from './objections.service.ts'

@Module({
  imports: [CollabModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([Objection])],
  providers: [ObjectionRecord, ObjectionsService, DraftObjectionsResolver, ObjectionsResolver],
  exports: [ObjectionsService],
})
export class ObjectionsModule {}
