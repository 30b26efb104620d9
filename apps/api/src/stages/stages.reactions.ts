import { endOf } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Ballot } from '../ballots/ballot.entity.ts'
import { CLOSED } from '../ballots/closing.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import { StageNotices } from './stage-notices.service.ts'
import { ownDeadlines, StageRecord } from './stage-record.service.ts'
import { CLOCK_END, type Due } from './timeout.service.ts'

/** What follows after a commit or at a time: people are told, and deadlines that begin with a result are set. Nothing here changes a stage. */
@Injectable()
export class StagesReactions implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly deadlines: Deadlines,
    private readonly notices: StageNotices,
    private readonly record: StageRecord,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ ballotId: string }>(CLOSED, ({ ballotId }) => this.db.transaction(tx => this.voted(tx, ballotId)))
    for (const task of ownDeadlines.filter(one => one !== CLOCK_END)) {
      this.deadlines.register<Due>(task, (tx, payload) => this.due(tx, task, payload))
    }
  }

  private async voted(tx: EntityManager, ballotId: string): Promise<void> {
    const ballot = await tx.findOneBy(Ballot, { id: ballotId })
    if (!ballot?.closedAt || !ballot.storedResult) return
    const draft = await tx.findOneByOrFail(Draft, { id: ballot.draftId })
    const book = rulebookFor(draft)
    await this.record.setDeadlines(tx, draft, book)
    const appealEnds = endOf(book, ballot.closedAt.toISOString(), book.appeal.window)
    await this.notices.voted(tx, draft, book, { id: ballot.id, sentence: ballot.storedResult.sentence, appealEnds })
  }

  private async due(tx: EntityManager, task: string, { draftId, stage, clock }: Due): Promise<void> {
    const draft = await tx.findOneBy(Draft, { id: draftId })
    // A date that was set for an earlier stage has nothing to say any more.
    if (!draft || draft.withdrawnAt || draft.stage !== stage) return
    await this.notices.due(tx, draft, rulebookFor(draft), task, clock)
  }
}
