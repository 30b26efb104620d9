import { decide, turning } from '@plenary/ballots'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import { Ballot, type StoredResult } from './ballot.entity.ts'
import { BallotRecord, CLOSE } from './ballot-record.service.ts'
import { CastVotes } from './cast-votes.service.ts'

/** The task by which others hear that a ballot was closed. */
export const CLOSED = 'ballots.closed'

/** Closes ballots at their time, and counts. */
@Injectable()
export class ClosingService implements OnModuleInit {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly votes: CastVotes,
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
    const result = await this.count(tx, ballot)
    await tx.query("update ballot set state = 'closed', result = $2, closed_at = plenary_now() where id = $1", [ballot.id, JSON.stringify(result)])
    await this.record.closed(tx, draft, ballot, result.outcome)
    await this.decisions.record(tx, draft, {
      kind: 'ballot', outcome: result.outcome, reason: result.sentence, rule: ballot.ruleData.title,
      figures: result.criteria.map(criterion => criterion.figures).join('; '), where: `/b/${ballot.id}`, byId: null, ballotId: ballot.id,
    })
    await this.jobs.enqueue(tx, CLOSED, { ballotId: ballot.id })
  }

  private async count(tx: EntityManager, ballot: Ballot): Promise<Omit<StoredResult, 'closedAt'>> {
    const rule = ballot.ruleData
    const [roll, log] = [await this.votes.roll(tx, ballot.id), await this.votes.log(tx, ballot.id)]
    const facts = { closesAt: ballot.closesAt.toISOString() }
    const counted = decide(rule, roll, log, facts)
    // A ballot is not opened under a rule that asks for what nobody will give.
    if (!counted.ok) throw new Error(`The ballot ${ballot.id} cannot be counted: ${counted.refusal.message}`)
    const { outcome, passes, sentence, criteria, tallies } = counted.value
    const lines = await tx.query<{ choice: string; count: number; weight: number }[]>(
      `select vote.choice, count(*)::int as count, sum(roll_entry.weight)::int as weight
       from vote join roll_entry using (ballot_id, seat_id) where ballot_id = $1 group by vote.choice order by vote.choice`, [ballot.id])
    return { outcome, passes, sentence, criteria: [...criteria], tallies: lines, turning: turning(rule, roll, log, facts), exact: tallies }
  }
}
