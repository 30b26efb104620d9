import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Changes } from '../platform/changes.ts'
import { CollabService } from './collab.service.ts'

/**
 * What the open texts of this instance do after somebody has committed, here or on another instance. Everything here only tells; what may be
 * written is decided in each commit.
 */
@Injectable()
export class CollabReactions implements OnModuleInit {
  constructor(private readonly changes: Changes, private readonly collab: CollabService) {}

  async onModuleInit(): Promise<void> {
    await this.changes.hear('rights', ({ personId }) => this.collab.recheck(personId))
    await this.changes.hear('text', ({ draftId }) => this.collab.refresh(draftId))
    await this.changes.hear('missed', () => this.collab.recheckEverybody())
  }
}
