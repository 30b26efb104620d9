import { type ObjectionStep, type Turn, turnOf } from '@plenary/consensus'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { Objection } from './objection.entity.ts'

/** The task that ends an objection whose seat stayed silent. */
export const LAPSE = 'objection.lapse'

/** What was done to an objection, and by whom; null for the clock. */
export interface Stepped { readonly draft: Draft; readonly objection: Objection; readonly step: ObjectionStep; readonly by: string | null; readonly zone: string }

const kinds: Readonly<Record<ObjectionStep['act'], string>> = {
  triage: 'triaged', address: 'addressed', acknowledge: 'acknowledged', sustain: 'sustained', withdraw: 'withdrawn', retract: 'retracted', lapse: 'lapsed', find: 'found',
  appeal: 'appealed', release: 'released', uphold: 'upheld', overrule: 'overruled',
}

// What each turn asks, and of whom.
const asks: Readonly<Record<Exclude<Turn, 'deciding body'>, { readonly verb: string; readonly title: (number: number) => string; readonly why: string; readonly roles: readonly string[] }>> = {
  officers: { verb: 'Decide', title: number => `Objection ${number} was raised`, why: 'Say of what kind it is. While it stands the draft cannot be adopted without a finding.', roles: ['chair', 'secretary'] },
  drafters: { verb: 'Reply', title: number => `Objection ${number} waits for an answer`, why: 'Answer its substance. While it stands the draft cannot be adopted without a finding.', roles: ['chair', 'secretary', 'drafter'] },
  seat: { verb: 'Reply', title: number => `Your objection ${number} was answered`, why: 'Say whether the answer clears it. If you say nothing it lapses.', roles: [] },
  chair: { verb: 'Decide', title: number => `Objection ${number} is sustained`, why: 'Its seat does not accept the answer. Answer again, or record your finding with its reason.', roles: ['chair'] },
}

/** Writes the life of objections into the ledger, and tells those whose turn it becomes. */
@Injectable()
export class ObjectionRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly notices: NoticesService,
    private readonly changes: Changes,
    private readonly deadlines: Deadlines,
  ) {}

  onModuleInit(): void {
    const said = (what: string) => (facts: Readonly<Record<string, unknown>>): string => `Objection ${word(facts['number'])} ${what} ${word(facts['reason'])}`.trim()
    this.ledger.tell({
      'objection.raised': facts => `Objection ${word(facts['number'])} was raised. ${word(facts['reason'])}`,
      'objection.triaged': facts => `Objection ${word(facts['number'])} was found to be ${word(facts['outcome'])}. ${word(facts['reason'])}`.trim(),
      'objection.addressed': facts => `Objection ${word(facts['number'])} was answered: ${word(facts['outcome'])}. ${word(facts['reason'])}`,
      'objection.acknowledged': said('was cleared: its seat acknowledged the answer.'),
      'objection.sustained': said('is sustained by its seat.'),
      'objection.withdrawn': said('was withdrawn by its seat.'),
      'objection.retracted': said('was retracted by its seat as raised in error.'),
      'objection.lapsed': said('lapsed: its seat did not say in time whether the answer clears it.'),
      'objection.found': facts => `The chair's finding on objection ${word(facts['number'])}: ${facts['outcome'] === 'resolved' ? 'it is resolved' : 'work proceeds in spite of it'}. ${word(facts['reason'])}`,
      'objection.appealed': said('is under appeal.'),
      'objection.released': said('is no longer under appeal; the finding stands.'),
      'objection.upheld': said('was upheld on appeal and stands again.'),
      'objection.overruled': said('was overruled on appeal.'),
    })
  }

  async raised(tx: EntityManager, draft: Draft, objection: Objection, author: string): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, author, 'objection.raised', {
      objection: objection.id, number: objection.number, seat: objection.seatId, clause: objection.clauseId, quote: objection.quote === '' ? null : closed(objection.quote),
      reason: closed(objection.reason), wouldClear: closed(objection.wouldClear),
    })
    await tx.query("insert into objection_step (objection_id, act, status, reason, at, by_id) values ($1, 'raise', 'raised', $2, $3, $4)",
      [objection.id, objection.reason, objection.raisedAt, author])
    await this.call(tx, draft, objection, author, 'UTC')
    await this.changes.draft(tx, draft.id, 'objection')
  }

  /** Writes one step: its row, its ledger entry, whose turn it is, and the time at which silence ends it. */
  async stepped(tx: EntityManager, { draft, objection, step, by, zone }: Stepped): Promise<void> {
    await tx.query('insert into objection_step (objection_id, act, status, outcome, reason, at, by_id) values ($1, $2, $3, $4, $5, $6::timestamptz, $7)',
      [objection.id, step.act, step.status, step.outcome, step.reason, step.at, by])
    await this.ledger.append(tx, { draft: draft.id }, by, `objection.${kinds[step.act]}`, {
      objection: objection.id, number: objection.number, seat: objection.seatId, outcome: step.outcome, reason: step.reason === '' ? null : closed(step.reason),
    })
    if (step.respondBy !== null) {
      // Each answer has a deadline of its own: moving one that is just being run could lock both.
      await this.deadlines.set(tx, { key: `${LAPSE}:${objection.id}:${step.respondBy}`, due: step.respondBy, task: LAPSE, payload: { objectionId: objection.id } })
    }
    await this.notices.settle(tx, `objection:${objection.id}`)
    await this.call(tx, draft, objection, by, zone)
    await this.changes.draft(tx, draft.id, 'objection')
  }

  private async call(tx: EntityManager, draft: Draft, objection: Objection, by: string | null, zone: string): Promise<void> {
    const turn = turnOf(objection.status)
    // An appeal calls those who decide it.
    if (turn === 'deciding body') return
    if (turn === null) {
      const what = `Objection ${objection.number} has ended: ${objection.status}`
      await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what, where: this.where(draft, objection) })
      return
    }
    const { verb, title, why, roles } = asks[turn]
    const people = await tx.query<{ id: string }[]>(
      turn === 'seat'
        ? 'select distinct person_id as id from delegate where seat_id = $1 and until is null and $2::text[] is not null'
        : 'select distinct person_id as id from role where committee_id = $1 and role = any($2) and until is null',
      [turn === 'seat' ? objection.seatId : draft.committeeId, roles])
    await this.notices.needs(tx, people.map(({ id }) => ({
      personId: id, verb, title: title(objection.number), why, due: turn === 'seat' ? objection.respondBy?.toISOString() ?? null : null, zone,
      where: this.where(draft, objection), draft, committeeId: draft.committeeId, askedBy: by, key: `objection:${objection.id}`,
    })))
  }

  private where(draft: Draft, objection: Objection): string { return `/d/${draft.id}/objections?objection=${objection.id}` }
}
