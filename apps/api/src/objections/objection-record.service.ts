import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Objection } from './objection.entity.ts'

/** An objection that changed, and how. */
export interface ChangedObjection {
  readonly draft: Draft
  readonly objection: Objection
  readonly by: Viewer
  readonly kind: 'answered' | 'withdrawn' | 'overruled'
}

/** Writes the life of objections into the ledger, and tells those whose turn it becomes. */
@Injectable()
export class ObjectionRecord implements OnModuleInit {
  constructor(private readonly ledger: LedgerService, private readonly notices: NoticesService, private readonly changes: Changes) {}

  onModuleInit(): void {
    this.ledger.tell({
      'objection.raised': facts => `Objection ${word(facts['number'])} was raised. ${word(facts['reason'])}`,
      'objection.answered': facts => `Objection ${word(facts['number'])} was answered. ${word(facts['answer'])}`,
      'objection.withdrawn': facts => `Objection ${word(facts['number'])} was withdrawn by its seat.`,
      'objection.overruled': facts => `A finding was recorded over objection ${word(facts['number'])}. ${word(facts['reason'])}`,
    })
  }

  async raised(tx: EntityManager, draft: Draft, objection: Objection, author: Viewer): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, author.personId, 'objection.raised', {
      objection: objection.id, number: objection.number, seat: objection.seatId, clause: objection.clauseId,
      reason: closed(objection.reason), wouldClear: closed(objection.wouldClear),
    })
    const officers = await tx.query<{ id: string }[]>(
      `select distinct person_id as id from role where committee_id = $1 and role in ('chair', 'secretary') and until is null`, [draft.committeeId])
    await this.notices.needs(tx, officers.filter(({ id }) => id !== author.personId).map(({ id }) => ({
      ...this.need(draft, objection), personId: id, askedBy: author.personId,
      title: `Objection ${objection.number} was raised`, why: 'Answer its substance. While it is open the draft cannot be adopted without a finding.',
    })))
    await this.changes.draft(tx, draft.id, 'objection')
  }

  async changed(tx: EntityManager, { draft, objection, by, kind }: ChangedObjection): Promise<void> {
    const { answer, endReason } = objection
    await this.ledger.append(tx, { draft: draft.id }, by.personId, `objection.${kind}`, {
      objection: objection.id, number: objection.number, seat: objection.seatId,
      ...(kind === 'answered' ? { answer: closed(answer) } : { reason: endReason ? closed(endReason) : null }),
    })
    await this.notices.settle(tx, `objection:${objection.id}`)
    if (kind === 'answered' && objection.authorId !== by.personId) {
      await this.notices.needs(tx, {
        ...this.need(draft, objection), personId: objection.authorId, askedBy: by.personId,
        title: `Your objection ${objection.number} was answered`, why: 'Withdraw it if the answer clears it. Until then it stands.',
      })
    }
    await this.changes.draft(tx, draft.id, 'objection')
  }

  private need(draft: Draft, objection: Objection) {
    return {
      verb: 'Reply', due: null, where: `/d/${draft.id}/objections?objection=${objection.id}`, draft, committeeId: draft.committeeId, key: `objection:${objection.id}`,
    }
  }
}
