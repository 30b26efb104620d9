import { type Facts, lastSettled, reviewDates, type Rulebook, stageOf, standing } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { noText, StagesFacts } from '../stages/stages-facts.service.ts'
import { Review } from './review.entity.ts'
import { ReviewRecord } from './review-record.service.ts'
import { ReviewsService } from './reviews.service.ts'

/** Keeps the review of a draft in step with its stage: an adopted text always has one ahead. */
@Injectable()
export class PlanningService {
  constructor(private readonly facts: StagesFacts, private readonly reviews: ReviewsService, private readonly record: ReviewRecord) {}

  /** Looks where a draft stands now and puts its review right. Doing it twice changes nothing. */
  async follow(tx: EntityManager, draftId: string, by: string | null): Promise<void> {
    const draft = await tx.findOne(Draft, { where: { id: draftId }, lock: { mode: 'for_no_key_update' } })
    const book = draft && rulebookFor(draft)
    if (!draft || !book) return
    const { facts } = await this.facts.of(draft, book, tx, noText)
    const pending = await this.reviews.pending(tx, draft.id)
    const { phase } = stageOf(book, draft.stage)
    if (phase === 'implementation' && !draft.withdrawnAt) return this.plan(tx, draft, book, facts, pending)
    if (!pending) return
    if (phase === 'review' && !draft.withdrawnAt) {
      if (!pending.openedAt) await this.reviews.markOpen(tx, draft, pending, by)
      return
    }
    await this.leave(tx, draft, facts, pending, by)
  }

  private async plan(tx: EntityManager, draft: Draft, book: Rulebook, facts: Facts, pending: Review | null): Promise<void> {
    const settled = lastSettled(book, facts.history)
    if (settled === null || book.review === undefined) return
    const { opens, decide } = reviewDates(book, book.review, settled)
    const dates = { due: new Date(opens), decideBy: new Date(decide) }
    const inError = facts.history.at(-1)?.kind === 'takenBack'
    // A review opened in error lies ahead again; it does not open by itself a second time, for its date has passed.
    if (pending && inError) return pending.openedAt ? this.close(tx, pending) : undefined
    if (pending && !pending.openedAt) {
      await tx.update(Review, pending.id, dates)
      return this.record.planned(tx, draft, await tx.findOneByOrFail(Review, { id: pending.id }))
    }
    // Coming back by a plain move confirms the text.
    const last = facts.history.at(-1)
    if (pending) await this.reviews.end(tx, draft, pending, { outcome: 'confirm', reason: last?.reason ?? '', by: last?.by ?? null })
    const [edition] = await tx.query<{ id: string }[]>(
      'select id from edition where draft_id = $1 and adopted_at is not null order by number desc limit 1', [draft.id])
    if (!edition) return
    const { identifiers } = await tx.insert(Review, { draftId: draft.id, editionId: edition.id, ...dates })
    await this.record.planned(tx, draft, await tx.findOneByOrFail(Review, { id: identifiers[0]!['id'] as string }))
  }

  private async close(tx: EntityManager, pending: Review): Promise<void> {
    await tx.query('update review set opened_at = null where id = $1', [pending.id])
    await this.record.dropped(tx, pending)
  }

  /** The draft went elsewhere by a plain move or was withdrawn: a review that ran is decided by that, one that only waited falls away. */
  private async leave(tx: EntityManager, draft: Draft, facts: Facts, pending: Review, by: string | null): Promise<void> {
    if (!pending.openedAt && draft.withdrawnAt) return this.record.dropped(tx, pending)
    if (!pending.openedAt) {
      await tx.delete(Review, pending.id)
      return this.record.dropped(tx, pending)
    }
    const outcomes = rulebookFor(draft).review?.outcomes ?? {}
    const outcome = draft.withdrawnAt ? 'withdraw' : Object.entries(outcomes).find(([, { to }]) => to === draft.stage)?.[0] ?? 'moved'
    const reason = draft.withdrawnReason ?? standing(facts.history).at(-1)?.reason ?? ''
    await this.reviews.end(tx, draft, pending, { outcome, reason, by })
  }
}
