import { dateInWords } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import type { Call } from './call.entity.ts'

/** Writes public calls into the ledger and the committee's calendar. */
@Injectable()
export class CallRecord implements OnModuleInit {
  constructor(private readonly ledger: LedgerService, private readonly notices: NoticesService, private readonly changes: Changes) {}

  onModuleInit(): void {
    this.ledger.tell({
      'call.opened': facts => `A public call was opened until ${dateInWords(word(facts['closesAt']), 'UTC')}: ${word(facts['question'])}`,
      'call.closed': facts => `The public call was closed with ${word(facts['comments'])} comments.`,
    })
  }

  async opened(tx: EntityManager, draft: Draft, call: Call, by: string): Promise<void> {
    const closesAt = call.closesAt.toISOString()
    const where = `/d/${draft.id}/comments`
    await this.ledger.append(tx, { draft: draft.id }, by, 'call.opened', { call: call.id, question: call.question, closesAt })
    await this.notices.mark(tx, {
      key: `call:${call.id}`, committeeId: draft.committeeId, what: `The public call on ${draft.number} closes`, due: closesAt, where,
    })
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: 'A public call was opened.', where })
    await this.changes.draft(tx, draft.id, 'comment')
  }

  async closed(tx: EntityManager, draft: Draft, call: Call): Promise<void> {
    const [count] = await tx.query<{ comments: number }[]>('select count(*)::int as comments from comment where call_id = $1', [call.id])
    const { comments } = count!
    await this.ledger.append(tx, { draft: draft.id }, null, 'call.closed', { call: call.id, comments })
    await this.notices.unmark(tx, `call:${call.id}`)
    await this.notices.follow(tx, {
      draft, committeeId: draft.committeeId, what: `The public call was closed with ${comments} comments.`, where: `/d/${draft.id}/comments`,
    })
    await this.changes.draft(tx, draft.id, 'comment')
  }
}
