import { Module } from '@nestjs/common'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { CollabReactions } from './collab.reactions.ts'
import { CollabResolver } from './collab.resolver.ts'
import { CollabService } from './collab.service.ts'
import { EarlyService } from './early.service.ts'
import { CollabFigures } from './figures.ts'
import { RightsOfRooms, SocketGatekeeper } from './gatekeeper.ts'
import { Instances } from './instances.ts'
import { TextLog } from './text-log.ts'
import { TextsResolver } from './texts.resolver.ts'
import { TextsService } from './texts.service.ts'
import { TicketsService } from './tickets.service.ts'
import { WriteRights } from './write-rights.ts'

@Module({
  imports: [PeopleModule, DraftsModule],
  providers: [
    CollabFigures, CollabService, CollabReactions, CollabResolver, EarlyService, Instances, RightsOfRooms, SocketGatekeeper, TextLog, TextsResolver, TextsService, TicketsService,
    WriteRights,
  ],
  exports: [CollabService, EarlyService],
})
export class CollabModule {}
