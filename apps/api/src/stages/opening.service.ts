import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { StageEvent } from './stage-event.entity.ts'
import { StageNotices } from './stage-notices.service.ts'
import { StageRecord } from './stage-record.service.ts'

/** Begins the history of every new draft, in the transaction that opens it. */
@Injectable()
export class Opening implements OnModuleInit {
  constructor(private readonly drafts: DraftsService, private readonly record: StageRecord, private readonly notices: StageNotices) {}

  onModuleInit(): void {
    this.drafts.onOpening(async (tx, draft, viewer) => {
      await tx.insert(StageEvent, {
        draftId: draft.id, serial: 1, fromStage: null, toStage: draft.stage, kind: 'opened', at: draft.createdAt, byId: viewer?.personId ?? draft.createdBy,
        reason: '', override: false, missing: [],
      })
      const book = rulebookFor(draft)
      await this.record.setDeadlines(tx, draft, book)
      await this.notices.entered(tx, draft, book)
    })
  }
}
