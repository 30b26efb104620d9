import { accept, refusal, type Result } from '@plenary/kernel'

/** The life of an objection. `sustained` is an answer that its seat does not accept. */
export type ObjectionStatus = 'raised' | 'answered' | 'withdrawn' | 'sustained' | 'overruled'

const isOver = (status: ObjectionStatus): boolean => status === 'withdrawn' || status === 'overruled'

/** An objection says what is wrong and what would clear it. Refuses with: `reason-missing`, `remedy-missing`. */
export function raiseObjection(reason: string, wouldClear: string): Result<{ readonly reason: string; readonly wouldClear: string }> {
  if (reason.trim() === '') return refusal('reason-missing', 'An objection takes a reason; without one it is not a reasoned objection.')
  if (wouldClear.trim() === '') return refusal('remedy-missing', 'Say what change would clear the objection.')
  return accept({ reason: reason.trim(), wouldClear: wouldClear.trim() })
}

/** Answers the substance of an objection; answering again replaces the answer. Refuses with: `ended`, `answer-missing`. */
export function answerObjection(status: ObjectionStatus, answer: string): Result<string> {
  if (isOver(status)) return refusal('ended', `This objection is ${status} already.`)
  return answer.trim() === '' ? refusal('answer-missing', 'An answer speaks to the substance of the objection.') : accept(answer.trim())
}

/**
 * Ends an objection. Its own seat withdraws it at any time; the chair's finding that work goes on in spite of it takes an answer first and a reason.
 * Refuses with: `ended`, `unknown-outcome`, `unanswered`, `reason-missing`.
 */
export function endObjection(status: ObjectionStatus, outcome: string, reason: string): Result<{ readonly outcome: 'withdrawn' | 'overruled'; readonly reason: string }> {
  if (isOver(status)) return refusal('ended', `This objection is ${status} already.`)
  if (outcome !== 'withdrawn' && outcome !== 'overruled') return refusal('unknown-outcome', 'An objection ends “withdrawn” by its seat or “overruled” by the chair.')
  if (outcome === 'overruled' && status === 'raised') return refusal('unanswered', 'Answer the objection before recording a finding over it.')
  if (outcome === 'overruled' && reason.trim() === '') return refusal('reason-missing', 'A finding over an objection takes a reason; it is shown with the decision.')
  return accept({ outcome, reason: reason.trim() })
}
