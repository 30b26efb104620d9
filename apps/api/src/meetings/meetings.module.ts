import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { AgendaItem, Meeting } from './meeting.entity.ts'
import { MeetingsQueries } from './meetings.queries.ts'
import { AgendaItemsResolver, CommitteeMeetingsResolver, MeetingsResolver } from './meetings.resolver.ts'
import { MeetingsService } from './meetings.service.ts'

@Module({
  imports: [DraftsModule, LedgerModule, PeopleModule, TypeOrmModule.forFeature([AgendaItem, Meeting])],
  providers: [AgendaItemsResolver, CommitteeMeetingsResolver, MeetingsQueries, MeetingsResolver, MeetingsService],
  exports: [MeetingsService],
})
export class MeetingsModule {}
