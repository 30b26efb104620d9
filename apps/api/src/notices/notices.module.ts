import { Module } from '@nestjs/common'
import { PeopleModule } from '../people/people.module.ts'
import { NoticesReactions } from './notices.reactions.ts'
import { NoticesService } from './notices.service.ts'

@Module({ imports: [PeopleModule], providers: [NoticesService, NoticesReactions], exports: [NoticesService] })
export class NoticesModule {}
