import { dateInWords, type Rulebook } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { Review } from './review.entity.ts'

/** The tasks of the two dates of a review. */
export const OPEN = 'review.open'
export const DECIDE = 'review.decide'

/** How a review ended, and who ended it; null when its date did. */
export interface ReviewEnd { readonly outcome: string; readonly reason: string; readonly by: string | null }

/** Writes reviews into the ledger, the decisions and the calendar, and tells those who must act. */
@Injectable()
export class ReviewRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: DecisionsService,
    private readonly notices: NoticesService,
    private readonly deadlines: Deadlines,
    private readonly changes: Changes,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'review.opened': facts => `The review of edition ${word(facts['edition'])} was opened.`,
      'review.decided': facts => `The review was decided: ${word(facts['outcome'])}. ${word(facts['reason'])}`,
    })
  }

  /** A review has its dates. */
  async planned(tx: EntityManager, draft: Draft, review: Review): Promise<void> {
    const payload = { reviewId: review.id }
    await this.deadlines.set(tx, { key: `${OPEN}:${draft.id}`, due: review.due.toISOString(), task: OPEN, payload })
    await this.deadlines.set(tx, { key: `${DECIDE}:${draft.id}`, due: review.decideBy.toISOString(), task: DECIDE, payload })
    await this.notices.mark(tx, {
      key: `review:${review.id}`, committeeId: draft.committeeId, what: `The review of ${draft.number} opens`, due: review.due.toISOString(), where: `/d/${draft.id}/review`,
    })
  }

  async dropped(tx: EntityManager, review: Review): Promise<void> {
    await this.notices.settle(tx, `review:${review.id}`)
    await this.notices.unmark(tx, `review:${review.id}`)
  }

  async opened(tx: EntityManager, told: { draft: Draft; review: Review; edition: number; book: Rulebook; by: string | null }): Promise<void> {
    const { draft, review, book } = told
    await this.ledger.append(tx, { draft: draft.id }, told.by, 'review.opened', { edition: told.edition })
    const officers = await tx.query<{ id: string }[]>(
      `select distinct person_id as id from role where committee_id = $1 and role in ('chair', 'secretary') and until is null`, [draft.committeeId])
    const otherwise = book.review?.onTimeout === 'confirm' ? 'the text is confirmed as it is' : 'the text is shown as expired'
    await this.notices.needs(tx, officers.map(({ id }) => ({
      personId: id, verb: 'Review', title: `${draft.number} ${draft.title} is due for review`, draft, committeeId: draft.committeeId,
      why: `Confirm, amend, revise or withdraw it by ${dateInWords(review.decideBy.toISOString(), book.zone)}. If nobody decides, ${otherwise}.`,
      due: review.decideBy.toISOString(), where: `/d/${draft.id}/review`, key: `review:${review.id}`,
    })))
    await this.notices.mark(tx, {
      key: `review:${review.id}`, committeeId: draft.committeeId, what: `The review of ${draft.number} is to be decided`, due: review.decideBy.toISOString(),
      where: `/d/${draft.id}/review`,
    })
    await this.changes.draft(tx, draft.id, 'review')
  }

  async ended(tx: EntityManager, draft: Draft, review: Review, { outcome, reason, by }: ReviewEnd): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, by, 'review.decided', { outcome, reason: closed(reason) })
    await this.decisions.record(tx, draft, {
      kind: 'review', outcome, reason, rule: draft.rulebook, figures: '', where: `/d/${draft.id}/review`, byId: by,
    })
    await this.dropped(tx, review)
    await this.changes.draft(tx, draft.id, 'review')
  }
}
