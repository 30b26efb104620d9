import { accept, refusal, type Result } from '@plenary/kernel'
import { dateInWords, daysBetween, durationInWords, later, reached } from './clock.ts'
import type { Facts } from './facts.ts'
import { endOf } from './period.ts'
import { listed } from './may.ts'
import { ballotsAt, isFrozenIn, type Rulebook } from './rulebook.ts'

/** Decides about a public call. Refuses with: `question-missing`, `call-open`, `too-short` (naming the earliest close). */
export function openCall(
  rulebook: Rulebook, wanted: { readonly question: string; readonly closesAt: string }, isOpen: boolean, now: string,
): Result<{ readonly question: string }> {
  if (isOpen) return refusal('call-open', 'A public call is open on this draft already.')
  const question = wanted.question.trim()
  if (question === '') return refusal('question-missing', 'A call asks something: write the question that people answer.')
  const earliest = endOf(rulebook, now, rulebook.call.minimum)
  if (!reached(wanted.closesAt, earliest)) {
    return refusal('too-short', `A public call runs for at least ${durationInWords(rulebook.call.minimum)}: it can close on ${dateInWords(earliest, rulebook.zone)} at the earliest (${earliest}).`)
  }
  return accept({ question })
}

/** What somebody wants to open. */
export interface WantedBallot {
  readonly rule: string
  readonly closesAt: string
  /** Whether it is taken from the floor of a meeting. */
  readonly fromFloor?: boolean
}

/** An earlier ballot on the same draft. `closedAt` is null while it is open. */
export interface EarlierBallot { readonly editionHash: string; readonly closedAt: string | null }

/**
 * Decides whether a ballot may open on the frozen text. Its last day is counted whole, so it may close at any hour of that day or later; one taken in a
 * meeting lasts as long as the chair says.
 * Refuses with: `withdrawn`, `not-frozen`, `no-ballot`, `other-rule`, `meeting-required`, `no-meeting`, `ballot-open`, `same-text` (naming the day),
 * `too-short` (naming the earliest day).
 */
export function openBallot(
  rulebook: Rulebook, facts: Pick<Facts, 'draft' | 'edition' | 'now'>, wanted: WantedBallot, earlier: readonly EarlierBallot[],
): Result<{ readonly editionHash: string }> {
  const { draft, edition, now } = facts
  const { zone } = rulebook
  if (draft.withdrawn) return refusal('withdrawn', 'This draft is withdrawn. Restore it first.')
  if (edition === null || !isFrozenIn(rulebook, draft.stage)) {
    return refusal('not-frozen', 'A ballot is held on a frozen text. Move the draft to adoption first.')
  }
  const held = ballotsAt(rulebook, draft.stage)
  if (held.length === 0) return refusal('no-ballot', `The rulebook holds no ballot in ${draft.stage}.`)
  const ballot = held.find(one => one.rule === wanted.rule)
  if (ballot === undefined) {
    const rules = listed(held.map(one => one.rule), 'or')
    return refusal('other-rule', `Under this rulebook a text is voted on by the rule ${rules}; it was fixed before the work began.`)
  }
  const { duration, sameTextAgain } = ballot
  const fromFloor = wanted.fromFloor === true
  if (ballot.meeting === 'required' && !fromFloor) {
    return refusal('meeting-required', 'Under this rulebook those vote who are present. Open a meeting, call the roll at the item, and take the vote there.')
  }
  if (fromFloor && ballot.meeting === undefined) return refusal('no-meeting', 'Under this rulebook this vote is not taken in a meeting.')
  if (earlier.some(ballot => ballot.closedAt === null)) return refusal('ballot-open', 'A ballot is open on this draft already.')
  const again = earlier.filter(ballot => ballot.editionHash === edition.hash).map(ballot => later(ballot.closedAt as string, sameTextAgain, zone))
  const notBefore = again.find(instant => !reached(now, instant))
  if (notBefore !== undefined) {
    return refusal('same-text', `The same text may be voted on again after ${durationInWords(sameTextAgain)}, on ${dateInWords(notBefore, zone)}. Change the text, or wait.`)
  }
  if (fromFloor) {
    return reached(now, wanted.closesAt) ? refusal('too-short', 'The vote ends at a later instant than now.') : accept({ editionHash: edition.hash })
  }
  const first = later(now, duration, zone)
  if (daysBetween(now, wanted.closesAt, zone) < daysBetween(now, first, zone)) {
    return refusal('too-short', `A ballot runs for at least ${durationInWords(duration)}: it can close on ${dateInWords(first, zone)} at the earliest.`)
  }
  return accept({ editionHash: edition.hash })
}
