import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Draft } from './draft.entity.ts'
import { DraftChangesResolver } from './draft-changes.resolver.ts'
import { CommitteeDraftsResolver } from './committee-drafts.resolver.ts'
import { DraftsOfDemo } from './drafts-of-demo.service.ts'
import { DraftsResolver } from './drafts.resolver.ts'
import { DraftsService } from './drafts.service.ts'
import { Edition } from './edition.entity.ts'
import { EditionsService } from './editions.service.ts'
import { ImportReport } from './import-report.entity.ts'
import { Permits } from './permits.service.ts'

const services = [DraftsService, EditionsService, Permits]

@Module({
  imports: [LedgerModule, PeopleModule, TypeOrmModule.forFeature([Draft, Edition, ImportReport])],
  providers: [...services, DraftsResolver, DraftChangesResolver, CommitteeDraftsResolver, DraftsOfDemo],
  exports: services,
})
export class DraftsModule {}
