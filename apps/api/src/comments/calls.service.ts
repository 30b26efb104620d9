import { accept, refusal, type Result } from '@plenary/kernel'
import { openCall } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { type EntityManager, IsNull } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Call } from './call.entity.ts'
import { CallRecord } from './call-record.service.ts'

/** Opens public calls and closes them at their time. */
@Injectable()
export class CallsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
    private readonly record: CallRecord,
  ) {}

  onModuleInit(): void {
    this.deadlines.register<{ callId: string }>('call.close', (tx, { callId }) => this.close(tx, callId))
  }

  /** Opens a call. It closes by itself, after the rulebook's minimum at the earliest. */
  open(viewer: Viewer | null, wanted: { draftId: string; question: string; closesAt: Date }): Promise<Result<Call>> {
    return this.transactions.run(async tx => {
      const bad = badText({ question: { value: wanted.question, most: 5_000, needed: true } })
      if (bad) return bad
      if (Number.isNaN(wanted.closesAt.getTime())) return refusal('BAD_INPUT', '“closesAt” is no date. Write it as 2027-03-31T22:00:00Z.')
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'call.open')
      if (!permitted.ok) return permitted
      const { draft, viewer: opener } = permitted.value
      const book = rulebookFor(draft)
      const closesAt = wanted.closesAt.toISOString()
      // The row of an open call, not its date, says whether one is open: closing is an act of its own.
      const isOpen = await tx.existsBy(Call, { draftId: draft.id, closedAt: IsNull() })
      const opening = openCall(book, { question: wanted.question, closesAt }, isOpen, await this.clock.now(tx))
      if (!opening.ok) return opening
      const { identifiers } = await tx.insert(Call, {
        draftId: draft.id, question: opening.value.question, closesAt: wanted.closesAt, openedBy: opener.personId,
      })
      const call = await tx.findOneByOrFail(Call, { id: identifiers[0]!['id'] as string })
      await tx.update(Draft, draft.id, { callClosesAt: call.closesAt })
      await this.deadlines.set(tx, { key: `call.close:${draft.id}`, due: closesAt, task: 'call.close', payload: { callId: call.id } })
      await this.record.opened(tx, draft, call, opener.personId)
      return accept(call)
    })
  }

  /** The call that takes comments on a draft now, or null. */
  async openOn(tx: EntityManager, draftId: string): Promise<Call | null> {
    return tx.createQueryBuilder(Call, 'call').where('call.draft_id = :draftId and call.closed_at is null and call.closes_at > plenary_now()', { draftId }).getOne()
  }

  private async close(tx: EntityManager, callId: string): Promise<void> {
    const call = await tx.findOneBy(Call, { id: callId })
    if (!call || call.closedAt) return
    const draft = await tx.findOneOrFail(Draft, { where: { id: call.draftId }, lock: { mode: 'for_no_key_update' } })
    await tx.query('update public_call set closed_at = plenary_now() where id = $1', [call.id])
    await tx.update(Draft, draft.id, { callClosesAt: null })
    await this.record.closed(tx, draft, call)
  }
}
