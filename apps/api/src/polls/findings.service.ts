import { type ConsensusRecord, findConsensus, instrumentOf, type ObjectionStatus } from '@plenary/consensus'
import { accept, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { grouped } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { ConsensusFinding } from './poll.entity.ts'
import { PollRecord } from './poll-record.service.ts'

/** What the chair finds: on what there is, or is no, consensus, and why. */
export interface WantedFinding { readonly draftId: string; readonly reached: boolean; readonly statement: string; readonly reason: string }

/** Records the chair's findings of consensus. */
@Injectable()
export class FindingsService {
  constructor(private readonly transactions: Transactions, private readonly permits: Permits, private readonly record: PollRecord) {}

  /** Records a finding with the record that supports it. Whether it is rough follows from the record. */
  find(viewer: Viewer | null, wanted: WantedFinding): Promise<Result<ConsensusFinding>> {
    return this.transactions.run(async tx => {
      const bad = badText({ statement: { value: wanted.statement, most: 2_000 }, reason: { value: wanted.reason, most: 20_000 } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'consensus.find')
      if (!permitted.ok) return permitted
      const { draft, viewer: chair } = permitted.value
      const found = findConsensus(wanted, await this.supporting(tx, draft), `/d/${draft.id}/objections`)
      if (!found.ok) return found
      const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from consensus_finding where draft_id = $1', [draft.id])
      const { outcome, statement, reason, record } = found.value
      const { identifiers } = await tx.insert(ConsensusFinding, { draftId: draft.id, number: next!.number, outcome, statement, reason, record: [...record], byId: chair.personId })
      const finding = await tx.findOneByOrFail(ConsensusFinding, { id: identifiers[0]!['id'] as string })
      await this.record.found(tx, draft, finding)
      return accept(finding)
    })
  }

  /** The findings on each of these drafts, newest first. */
  async ofDrafts(tx: EntityManager, draftIds: readonly string[]): Promise<ConsensusFinding[][]> {
    const rows = await tx.find(ConsensusFinding, { where: { draftId: In([...draftIds]) }, order: { number: 'DESC' } })
    return grouped(rows, draftIds, finding => finding.draftId)
  }

  private async supporting(tx: EntityManager, draft: Draft): Promise<ConsensusRecord> {
    const objections = await tx.query<{ number: number; by: string; status: ObjectionStatus }[]>(
      `select number, body.name as by, status from objection join seat on seat.id = seat_id join body on body.id = seat.body_id where draft_id = $1 order by number`, [draft.id])
    const polls = await tx.query<{ number: number; instrument: string; result: { outcome: string; sentence: string } }[]>(
      "select number, instrument, result from poll where draft_id = $1 and state = 'closed' order by number", [draft.id])
    const [row] = await tx.query<{ seats: number; heard: number }[]>(
      `with asked as (select id from seat where committee_id = $2 and kind = 'participating' and until is null)
       select (select count(*)::int from asked) as seats, (select count(*)::int from asked where id in (
         select seat_id from objection where draft_id = $1 union select seat_id from comment where draft_id = $1
         union select poll_answer.seat_id from poll_answer join poll on poll.id = poll_id where draft_id = $1)) as heard`, [draft.id, draft.committeeId])
    return {
      objections, seats: row!.seats, heard: row!.heard,
      polls: polls.map(({ number, instrument, result }) => ({ number, title: instrumentOf(instrument)?.title ?? instrument, outcome: result.outcome, sentence: result.sentence })),
    }
  }
}
