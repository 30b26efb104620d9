import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CollabModule } from '../collab/collab.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Objection, ObjectionStep } from './objection.entity.ts'
import { ObjectionRecord } from './objection-record.service.ts'
import { ObjectionsReactions } from './objections.reactions.ts'
import { DraftObjectionsResolver, ObjectionActsResolver, ObjectionsResolver, ObjectionStepsResolver } from './objections.resolver.ts'
import { ObjectionsService } from './objections.service.ts'

const resolvers = [DraftObjectionsResolver, ObjectionActsResolver, ObjectionsResolver, ObjectionStepsResolver]

@Module({
  imports: [CollabModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([Objection, ObjectionStep])],
  providers: [...resolvers, ObjectionRecord, ObjectionsReactions, ObjectionsService],
  exports: [ObjectionsService],
})
export class ObjectionsModule {}
