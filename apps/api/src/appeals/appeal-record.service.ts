import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { Appeal } from './appeal.entity.ts'

/** The task that takes an appeal from a body that has not decided in time. */
export const OVERDUE = 'appeal.overdue'

/** An appeal, the draft it belongs to, and what it goes against, in words. */
export interface Placed { readonly draft: Draft; readonly appeal: Appeal; readonly against: string; readonly zone: string }

/** Writes appeals into the ledger, the decisions and the calendar, and calls those who decide. */
@Injectable()
export class AppealRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly notices: NoticesService,
    private readonly changes: Changes,
    private readonly deadlines: Deadlines,
    private readonly decisions: DecisionsService,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'appeal.filed': facts => `Appeal ${word(facts['number'])} was filed against ${word(facts['against'])}, to ${word(facts['body'])}. ${word(facts['grounds'])}`,
      'appeal.decided': facts => `Appeal ${word(facts['number'])} was ${word(facts['outcome'])} by ${word(facts['body'])}. ${word(facts['reason'])}`,
      'appeal.withdrawn': facts => `Appeal ${word(facts['number'])} was withdrawn by who filed it. ${word(facts['reason'])}`.trim(),
      'appeal.overdue': facts => (facts['to'] === null
        ? `Appeal ${word(facts['number'])} was not decided in time by ${word(facts['body'])}; it stays pending.`
        : `Appeal ${word(facts['number'])} was not decided in time by ${word(facts['body'])} and goes to ${word(facts['to'])}.`),
    })
  }

  async filed(tx: EntityManager, placed: Placed, by: string): Promise<void> {
    const { draft, appeal, against } = placed
    await this.ledger.append(tx, { draft: draft.id }, by, 'appeal.filed', {
      appeal: appeal.id, number: appeal.number, against, decision: appeal.decisionId, objection: appeal.objectionId, seat: appeal.seatId,
      level: appeal.level, body: appeal.body,
      grounds: closed(appeal.grounds), remedy: closed(appeal.remedy),
    })
    await this.waits(tx, placed, by)
  }

  async decided(tx: EntityManager, { draft, appeal, against }: Placed, by: string): Promise<void> {
    const outcome = appeal.status
    await this.ledger.append(tx, { draft: draft.id }, by, 'appeal.decided', {
      appeal: appeal.id, number: appeal.number, outcome, body: appeal.body, reason: closed(appeal.outcomeReason),
      document: appeal.document === null ? null : closed(appeal.document),
    })
    await this.decisions.record(tx, draft, {
      kind: 'appeal', outcome, reason: appeal.outcomeReason ?? '', rule: `Appeal to ${appeal.body}`, figures: `Appeal ${appeal.number} against ${against}`,
      where: `/d/${draft.id}/appeals`, byId: by,
    })
    await this.over(tx, draft, appeal, `Appeal ${appeal.number} against ${against} was ${outcome}`)
  }

  async withdrawn(tx: EntityManager, { draft, appeal, against }: Placed, by: string, reason: string): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, by, 'appeal.withdrawn', { appeal: appeal.id, number: appeal.number, reason: reason === '' ? null : closed(reason) })
    await this.over(tx, draft, appeal, `Appeal ${appeal.number} against ${against} was withdrawn`)
  }

  /** A body was late: the appeal goes to another (`appeal` as it is now), or stays. */
  async overdue(tx: EntityManager, placed: Placed, from: string, moved: boolean): Promise<void> {
    const { draft, appeal } = placed
    await this.ledger.append(tx, { draft: draft.id }, null, 'appeal.overdue', { appeal: appeal.id, number: appeal.number, body: from, to: moved ? appeal.body : null })
    await this.notices.settle(tx, `appeal:${appeal.id}`)
    await this.waits(tx, placed, null)
  }

  private async waits(tx: EntityManager, { draft, appeal, against, zone }: Placed, by: string | null): Promise<void> {
    const due = appeal.decideBy?.toISOString() ?? null
    if (due !== null && appeal.lateSince === null) {
      await this.deadlines.set(tx, { key: `${OVERDUE}:${appeal.id}:${due}`, due, task: OVERDUE, payload: { appealId: appeal.id } })
      await this.notices.mark(tx, {
        key: `appeal:${appeal.id}`, committeeId: draft.committeeId, what: `Appeal ${appeal.number} on ${draft.number} is to be decided`, due, where: `/appeals/${appeal.id}`,
      })
    }
    const deciders = await tx.query<{ id: string }[]>(
      `select distinct person_id as id from role where role in ('chair', 'secretary') and until is null
         and committee_id = (select coalesce(parent_id, id) from committee where id = $1)`, [draft.committeeId])
    await this.notices.needs(tx, deciders.map(({ id }) => ({
      personId: id, verb: 'Decide', title: `Appeal ${appeal.number} against ${against}`, due: appeal.lateSince === null ? due : null, zone, draft, committeeId: draft.committeeId,
      why: `${appeal.body[0]!.toUpperCase()}${appeal.body.slice(1)} decides it, and its outcome is published. Until then what is contested does not take effect.`,
      where: `/appeals/${appeal.id}`, askedBy: by, key: `appeal:${appeal.id}`,
    })))
    await this.changes.draft(tx, draft.id, 'appeal')
  }

  private async over(tx: EntityManager, draft: Draft, appeal: Appeal, what: string): Promise<void> {
    await this.notices.settle(tx, `appeal:${appeal.id}`)
    await this.notices.unmark(tx, `appeal:${appeal.id}`)
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what, where: `/appeals/${appeal.id}` })
    await this.changes.draft(tx, draft.id, 'appeal')
  }
}
