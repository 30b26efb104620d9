import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CollabModule } from '../collab/collab.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Call } from './call.entity.ts'
import { CallRecord } from './call-record.service.ts'
import { CallsResolver, DraftCallsResolver } from './calls.resolver.ts'
import { CallsService } from './calls.service.ts'
import { Comment } from './comment.entity.ts'
import { CommentsQueries } from './comments.queries.ts'
import { CommentsResolver } from './comments.resolver.ts'
import { CommentsService } from './comments.service.ts'
import { DispositionsService } from './dispositions.service.ts'
import { PlacementsService } from './placements.service.ts'
import { Reply } from './reply.entity.ts'
import { ThreadRecord } from './thread-record.service.ts'
import { RepliesResolver, ThreadsResolver } from './threads.resolver.ts'

const services = [CallsService, CommentsService, DispositionsService]
const resolvers = [CallsResolver, CommentsResolver, DraftCallsResolver, RepliesResolver, ThreadsResolver]

@Module({
  imports: [CollabModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([Call, Comment, Reply])],
  providers: [...services, ...resolvers, CallRecord, CommentsQueries, PlacementsService, ThreadRecord],
  exports: services,
})
export class CommentsModule {}
