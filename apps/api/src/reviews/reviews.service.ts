import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { type Actor, decideReview, openReview, type ReviewOutcome } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager, In, IsNull } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Edition } from '../drafts/edition.entity.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { grouped } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { noText, StagesFacts } from '../stages/stages-facts.service.ts'
import { Transition } from '../stages/transition.service.ts'
import { Review } from './review.entity.ts'
import { type ReviewEnd, ReviewRecord } from './review-record.service.ts'

// The rulebook's default outcome is the committee's own decision, made in advance: it is carried out with the chair's rights.
const standingOrder: Actor = { roles: ['chair'] }
const unknown = () => refusal('NOT_FOUND', 'There is no such review, or it is not open to you.')

/** Opens reviews when their date has come, and decides them. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly facts: StagesFacts,
    private readonly transition: Transition,
    private readonly record: ReviewRecord,
  ) {}

  /** Decides a review; its outcome moves the draft on. */
  decide(viewer: Viewer | null, wanted: { reviewId: string; outcome: string; reason: string }): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 10_000 } })
      if (bad) return bad
      if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to decide a review.')
      const found = isId(wanted.reviewId) ? await tx.findOneBy(Review, { id: wanted.reviewId }) : null
      if (!found) return unknown()
      const permitted = await this.permits.ask(tx, viewer, found.draftId, 'review.decide')
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknown() : permitted
      const { draft, actor } = permitted.value
      // The draft is locked by now: what is read from here on stays true until the commit.
      const review = await tx.findOneByOrFail(Review, { id: found.id })
      const outcomes = rulebookFor(draft).review?.outcomes ?? {}
      if (!Object.hasOwn(outcomes, wanted.outcome)) return refusal('BAD_INPUT', `“outcome” is one of ${Object.keys(outcomes).join(', ')}.`)
      if (review.outcome !== null) return refusal('decided', `This review was decided already: ${review.outcome}.`)
      return this.carryOut(tx, { draft, review, actor }, { outcome: wanted.outcome as ReviewOutcome, reason: wanted.reason, by: viewer.personId })
    })
  }

  /** Opens a review whose date has come: the clock's own move. Does nothing if the draft is not there to be reviewed. */
  async open(tx: EntityManager, reviewId: string): Promise<void> {
    const known = await this.locked(tx, reviewId)
    if (!known || known.review.openedAt || known.review.outcome !== null) return
    const { draft, review, book } = known
    const opening = openReview(book, (await this.facts.of(draft, book, tx)).facts)
    if (!opening.ok) return
    await this.transition.move(tx, { draft, book, by: null }, opening.value)
    await this.markOpen(tx, draft, review, null)
  }

  /** Notes that a review is open, whoever opened it, and tells those who must act. */
  async markOpen(tx: EntityManager, draft: Draft, review: Review, by: string | null): Promise<void> {
    const book = rulebookFor(draft)
    await tx.query('update review set opened_at = plenary_now() where id = $1', [review.id])
    const edition = await tx.findOneByOrFail(Edition, { id: review.editionId })
    await this.record.opened(tx, { draft, review, edition: edition.number, book, by })
  }

  /** Nobody decided in time: what the rulebook says for that happens. */
  async expire(tx: EntityManager, reviewId: string): Promise<void> {
    const known = await this.locked(tx, reviewId)
    if (!known?.review.openedAt || known.review.outcome !== null) return
    const { draft, review, book } = known
    const reason = 'Nobody decided the review by its date.'
    if (book.review?.onTimeout !== 'confirm') return this.end(tx, draft, review, { outcome: 'expired', reason, by: null })
    const done = await this.carryOut(tx, { draft, review, actor: standingOrder }, { outcome: 'confirm', reason, by: null })
    if (!done.ok) throw new Error(`The review of ${draft.number} could not be confirmed: ${done.refusal.message}`)
  }

  /** Records how a review ended. */
  async end(tx: EntityManager, draft: Draft, review: Review, end: ReviewEnd): Promise<void> {
    await tx.query('update review set outcome = $2, reason = $3, decided_at = plenary_now(), decided_by = $4 where id = $1',
      [review.id, end.outcome, end.reason, end.by])
    await this.record.ended(tx, draft, review, end)
  }

  /** The review of a draft that waits for its date or its decision, or null. */
  pending(tx: EntityManager, draftId: string): Promise<Review | null> {
    return tx.findOneBy(Review, { draftId, outcome: IsNull() })
  }

  /** The reviews of each of these drafts, newest first. */
  async of(tx: EntityManager, draftIds: readonly string[]): Promise<Review[][]> {
    const rows = await tx.find(Review, { where: { draftId: In([...draftIds]) }, order: { due: 'DESC' } })
    return grouped(rows, draftIds, review => review.draftId)
  }

  private async carryOut(
    tx: EntityManager, { draft, review, actor }: { draft: Draft; review: Review; actor: Actor }, end: ReviewEnd & { readonly outcome: ReviewOutcome },
  ): Promise<Result<Draft>> {
    const book = rulebookFor(draft)
    const decided = decideReview(end.outcome, book, (await this.facts.of(draft, book, tx, noText)).facts, actor, end.reason)
    if (!decided.ok) return decided
    await this.end(tx, draft, review, { ...end, reason: decided.value.reason })
    const turn = { draft, book, by: end.by }
    const { change } = decided.value
    return accept(change.kind === 'stage.moved' ? await this.transition.move(tx, turn, change) : await this.transition.correct(tx, turn, change))
  }

  private async locked(tx: EntityManager, reviewId: string) {
    const found = await tx.findOneBy(Review, { id: reviewId })
    if (!found) return null
    const draft = await tx.findOneOrFail(Draft, { where: { id: found.draftId }, lock: { mode: 'for_no_key_update' } })
    const book = rulebookFor(draft)
    return { draft, book, review: await tx.findOneByOrFail(Review, { id: reviewId }) }
  }
}
