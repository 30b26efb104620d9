import { Module } from '@nestjs/common'
import { PeopleModule } from '../people/people.module.ts'
import { InboxResolver } from './inbox.resolver.ts'
import { InboxService } from './inbox.service.ts'
import { NoticesReactions } from './notices.reactions.ts'
import { NoticesService } from './notices.service.ts'

@Module({ imports: [PeopleModule], providers: [NoticesService, NoticesReactions, InboxService, InboxResolver], exports: [NoticesService] })
export class NoticesModule {}
