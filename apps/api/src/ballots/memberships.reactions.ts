import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Jobs } from '../platform/jobs.ts'
import { Ballot } from './ballot.entity.ts'
import { MISSED } from './closing.service.ts'
import { MembershipRecord } from './membership-record.service.ts'

/** Tells, once a ballot is closed, who had to vote in it and did not. */
@Injectable()
export class MembershipsReactions implements OnModuleInit {
  constructor(private readonly jobs: Jobs, private readonly db: DataSource, private readonly record: MembershipRecord) {}

  onModuleInit(): void {
    this.jobs.register<{ ballotId: string }>(MISSED, ({ ballotId }) => this.db.transaction(async tx => {
      // Annulled meanwhile, it obliged nobody.
      const ballot = await tx.findOneBy(Ballot, { id: ballotId, state: 'closed' })
      if (ballot) await this.record.missed(tx, await tx.findOneByOrFail(Draft, { id: ballot.draftId }), ballot)
    }))
  }
}
