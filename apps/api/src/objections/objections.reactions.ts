import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Objection } from './objection.entity.ts'
import { LAPSE } from './objection-record.service.ts'
import { ObjectionsService } from './objections.service.ts'

/** Ends objections whose seats stayed silent, at their time. */
@Injectable()
export class ObjectionsReactions implements OnModuleInit {
  constructor(private readonly deadlines: Deadlines, private readonly drafts: DraftsService, private readonly objections: ObjectionsService) {}

  onModuleInit(): void {
    this.deadlines.register<{ objectionId: string }>(LAPSE, (tx, { objectionId }) => this.lapse(tx, objectionId))
  }

  private async lapse(tx: EntityManager, objectionId: string): Promise<void> {
    const objection = await tx.findOneBy(Objection, { id: objectionId })
    const draft = objection && await this.drafts.lock(tx, objection.draftId)
    // One that was sustained, answered again or ended meanwhile refuses, and nothing happens.
    if (draft?.ok) await this.objections.step(tx, draft.value, objectionId, { act: 'lapse' }, null)
  }
}
