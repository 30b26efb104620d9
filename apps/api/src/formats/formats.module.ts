import { Module } from '@nestjs/common'
import { CollabModule } from '../collab/collab.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { ExportsController } from './exports.controller.ts'
import { FormatsResolver } from './formats.resolver.ts'
import { ImportsService } from './imports.service.ts'
import { DraftLedgerResolver } from './draft-ledger.resolver.ts'
import { PublicController } from './public.controller.ts'
import { PublicService } from './public.service.ts'
import { RecordService } from './record.service.ts'
import { TextBytes } from './text-bytes.service.ts'
import { TextsController } from './texts.controller.ts'
import { UploadsController } from './uploads.controller.ts'

const services = [ImportsService, PublicService, RecordService]

@Module({
  imports: [CollabModule, DraftsModule, LedgerModule, PeopleModule],
  controllers: [ExportsController, PublicController, TextsController, UploadsController],
  providers: [...services, DraftLedgerResolver, FormatsResolver, TextBytes],
  exports: services,
})
export class FormatsModule {}
