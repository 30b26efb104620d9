import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord, CLOSE } from './ballot-record.service.ts'
import { CountingService } from './counting.service.ts'

/** The task by which others hear that a ballot was closed. */
export const CLOSED = 'ballots.closed'

/** The task that tells who had to vote and did not. */
export const MISSED = 'ballots.missed'

/** Closes ballots at their time, and counts. */
@Injectable()
export class ClosingService implements OnModuleInit {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly counting: CountingService,
    private readonly decisions: DecisionsService,
    private readonly record: BallotRecord,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.deadlines.register<{ ballotId: string }>(CLOSE, (tx, { ballotId }) => this.close(tx, ballotId))
  }

  /** Counts and records in one transaction. Whoever is voting just now comes before it or is refused: the ballot's row is held alone. */
  private async close(tx: EntityManager, ballotId: string): Promise<void> {
    const ballot = await tx.findOne(Ballot, { where: { id: ballotId, state: 'open' }, lock: { mode: 'pessimistic_write' } })
    if (!ballot) return
    const draft = await tx.findOneByOrFail(Draft, { id: ballot.draftId })
    const result = await this.counting.count(tx, ballot)
    if (result === null) return this.void(tx, draft, ballot)
    await tx.query("update ballot set state = 'closed', result = $2, closed_at = plenary_now() where id = $1", [ballot.id, JSON.stringify(result)])
    await this.record.closed(tx, draft, ballot, result)
    await this.decisions.record(tx, draft, {
      kind: 'ballot', outcome: result.outcome, reason: result.sentence, rule: ballot.ruleData.title,
      figures: result.criteria.map(criterion => criterion.figures).join('; '), where: `/b/${ballot.id}`, byId: null, ballotId: ballot.id,
    })
    await this.jobs.enqueue(tx, CLOSED, { ballotId: ballot.id })
    if (result.missed?.length) await this.jobs.enqueue(tx, MISSED, { ballotId: ballot.id })
  }

  /** Without its key nobody can open the papers: the ballot counts for nothing and may be held again at once. */
  private async void(tx: EntityManager, draft: Draft, ballot: Ballot): Promise<void> {
    await tx.query("update ballot set state = 'annulled', closed_at = plenary_now() where id = $1", [ballot.id])
    await this.record.annulled(tx, draft, ballot, { by: null, reason: 'The key of this secret ballot was lost, so its papers could not be opened. It is held again.' })
  }
}
