import { accept, refusal, type Result } from '@plenary/kernel'
import { durationInWords, reached } from './clock.ts'
import { withdrawDraft, type DraftWithdrawn } from './correction.ts'
import { lastSettled, reviewDates, reviewLeadsTo } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { may, type Actor } from './may.ts'
import { gatesOf, move, stageChanged, type StageChanged } from './move.ts'
import { stageOf, type ReviewOutcome, type Rulebook } from './rulebook.ts'

/** A review ended: what was decided, and what it does to the draft. */
export interface ReviewDecided {
  readonly kind: 'review.decided'
  readonly outcome: ReviewOutcome
  readonly at: string
  readonly reason: string
  readonly change: StageChanged | DraftWithdrawn
}

/**
 * Opens the review of an adopted text when its date has come: the clock's own move, by nobody's right.
 * Gates of the move that are unmet are recorded as passed over by the date. Asking again after it opened is refused with `not-due`.
 */
export function openReview(rulebook: Rulebook, facts: Facts): Result<StageChanged> {
  const { stage, withdrawn } = facts.draft
  const opening = rulebook.moves.find(one => one.from === stage && stageOf(rulebook, one.to).phase === 'review')
  const settled = lastSettled(rulebook, facts.history)
  const { review } = rulebook
  if (withdrawn || review === undefined || opening === undefined || settled === null) return refusal('not-due', 'No review is due on this draft.')
  const { begin } = review
  if (!reached(facts.now, reviewDates(rulebook, review, settled).opens)) return refusal('not-due', 'The review date has not come.')
  const reason = `The review date has come, ${durationInWords(begin)} after the text was adopted or last confirmed.`
  return accept(stageChanged(opening, rulebook, facts, gatesOf(opening, rulebook, facts), reason))
}

/** Decides a review. Refuses with `not-yours`, `reason-missing`, `not-in-review`, or as the move it leads to does. */
export function decideReview(outcome: ReviewOutcome, rulebook: Rulebook, facts: Facts, actor: Actor, reason: string): Result<ReviewDecided> {
  const { phase } = stageOf(rulebook, facts.draft.stage)
  if (phase !== 'review') return refusal('not-in-review', 'This draft is not under review.')
  const verdict = may(actor, 'review.decide', { phase, withdrawn: facts.draft.withdrawn })
  if (!verdict.allowed) return refusal('not-yours', verdict.why)
  const said = reason.trim()
  if (said === '') return refusal('reason-missing', 'The outcome of a review takes a reason.')
  const { to } = reviewLeadsTo(rulebook, outcome)
  const change = to === null ? withdrawDraft(rulebook, facts, actor, said) : move(to, rulebook, facts, actor, { reason: said })
  return change.ok ? accept({ kind: 'review.decided', outcome, at: facts.now, reason: said, change: change.value }) : change
}
