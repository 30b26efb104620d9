import { Module } from '@nestjs/common'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { AuthorshipService } from './authorship.service.ts'
import { CollabReactions } from './collab.reactions.ts'
import { CollabResolver } from './collab.resolver.ts'
import { CollabService } from './collab.service.ts'
import { EarlyService } from './early.service.ts'
import { CollabFigures } from './figures.ts'
import { RightsOfRooms, SocketGatekeeper } from './gatekeeper.ts'
import { HistoryPermit } from './history-permit.ts'
import { AuthorSharesResolver, ClauseAuthorshipsResolver, HistoryResolver, TextMomentsResolver, WrittenStretchesResolver } from './history.resolver.ts'
import { HistoryService } from './history.service.ts'
import { Instances } from './instances.ts'
import { KeepingService } from './keeping.service.ts'
import { QuarantineService } from './quarantine.service.ts'
import { SamenessService } from './sameness.service.ts'
import { TextLog } from './text-log.ts'
import { TextsResolver } from './texts.resolver.ts'
import { TextsService } from './texts.service.ts'
import { TicketsService } from './tickets.service.ts'
import { WriteRights } from './write-rights.ts'

@Module({
  imports: [PeopleModule, NoticesModule, DraftsModule],
  providers: [
    AuthorshipService, AuthorSharesResolver, ClauseAuthorshipsResolver, CollabFigures, CollabReactions, CollabResolver, CollabService, EarlyService, HistoryPermit,
    HistoryResolver, HistoryService, Instances, KeepingService, QuarantineService, RightsOfRooms, SamenessService, SocketGatekeeper, TextLog,
    TextMomentsResolver, TextsResolver, TextsService, TicketsService, WriteRights,
    WrittenStretchesResolver,
  ],
  exports: [CollabService, EarlyService, HistoryService, SamenessService],
})
export class CollabModule {}
