import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Jobs } from '../platform/jobs.ts'
import { CollabService } from './collab.service.ts'

/** What the open texts do after others have committed. Everything here only tells; what may be written is decided in each commit. */
@Injectable()
export class CollabReactions implements OnModuleInit {
  constructor(private readonly jobs: Jobs, private readonly collab: CollabService) {}

  onModuleInit(): void {
    this.jobs.register<{ personId: string }>('collab.recheck', ({ personId }) => this.collab.recheck(personId))
    this.jobs.register<{ draftId: string }>('collab.refresh', ({ draftId }) => this.collab.refresh(draftId))
  }
}
