import { accept, refusal, type Result } from '@plenary/kernel'
import { type AppealTerms, dateInWords, endOfPeriod, lastDayInWords, reached } from '@plenary/process'

/** Where an appeal stands. */
export const appealStatuses = ['filed', 'upheld', 'dismissed', 'withdrawn'] as const
export type AppealStatus = (typeof appealStatuses)[number]

/** An appeal against a decision or a finding, at one level. */
export interface Appeal {
  readonly status: AppealStatus
  /** 0 is the first level of the rulebook. */
  readonly level: number
  /** Until when the body decides; null when the rulebook sets no time. */
  readonly decideBy: string | null
  /** When the outcome was recorded. */
  readonly decidedAt: string | null
}

/** What an appeal goes against: when it was decided, by whom, and whether an appeal on it is pending. */
export interface Contested { readonly decidedAt: string; readonly decidedBy: string | null; readonly pending: boolean }

/** An appeal says what is wrong with the decision and what should be done instead. */
export interface WantedAppeal { readonly grounds: string; readonly remedy: string }

export interface AppealFiled extends WantedAppeal {
  readonly level: number
  readonly body: string
  readonly decideBy: string | null
}

/** Until when an appeal may be filed. */
export const appealEnds = (terms: AppealTerms, decidedAt: string): string => endOfPeriod(decidedAt, terms.window, terms.zone)

const placed = (terms: AppealTerms, level: number, now: string): { readonly body: string; readonly decideBy: string | null } | null => {
  const found = terms.levels[level]
  return found === undefined ? null : { body: found.body, decideBy: found.decide === null ? null : endOfPeriod(now, found.decide, terms.zone) }
}

function file(terms: AppealTerms, wanted: WantedAppeal, level: number, since: string, now: string): Result<AppealFiled> {
  if (wanted.grounds.trim() === '') return refusal('grounds-missing', 'An appeal says its grounds: what was decided wrongly, or by the wrong procedure.')
  if (wanted.remedy.trim() === '') return refusal('remedy-missing', 'Say what the deciding body should do.')
  const ends = appealEnds(terms, since)
  if (reached(now, ends)) return refusal('too-late', `The time for an appeal ended on ${lastDayInWords(ends, terms.zone)}.`)
  const place = placed(terms, level, now)
  if (place === null) return refusal('no-level', 'There is no body above the one that decided.')
  return accept({ grounds: wanted.grounds.trim(), remedy: wanted.remedy.trim(), level, ...place })
}

/** Files an appeal at the first level. Refuses with: `grounds-missing`, `remedy-missing`, `pending`, `too-late`, `no-level`. */
export function fileAppeal(terms: AppealTerms, contested: Contested, wanted: WantedAppeal, now: string): Result<AppealFiled> {
  if (contested.pending) return refusal('pending', 'An appeal on this is pending already. Its outcome comes first.')
  return file(terms, wanted, 0, contested.decidedAt, now)
}

/** Takes a dismissed appeal to the next level. Refuses with: `not-dismissed`, and as `fileAppeal`. */
export function raiseAppeal(terms: AppealTerms, appeal: Appeal, wanted: WantedAppeal, now: string): Result<AppealFiled> {
  if (appeal.status !== 'dismissed' || appeal.decidedAt === null) return refusal('not-dismissed', 'Only an appeal that was dismissed goes to the next level.')
  return file(terms, wanted, appeal.level + 1, appeal.decidedAt, now)
}

/** Records the outcome. Refuses with: `ended`, `unknown-outcome`, `reason-missing`, `own-decision`. */
export function decideAppeal(
  appeal: Appeal, wanted: { readonly outcome: string; readonly reason: string }, by: { readonly personId: string; readonly contestedBy: string | null },
): Result<{ readonly outcome: 'upheld' | 'dismissed'; readonly reason: string }> {
  if (appeal.status !== 'filed') return refusal('ended', `This appeal is ${appeal.status} already.`)
  if (wanted.outcome !== 'upheld' && wanted.outcome !== 'dismissed') return refusal('unknown-outcome', 'An appeal is upheld or dismissed.')
  if (wanted.reason.trim() === '') return refusal('reason-missing', 'The outcome of an appeal is published with its reason.')
  if (by.contestedBy === by.personId) return refusal('own-decision', 'Nobody decides an appeal against their own finding.')
  return accept({ outcome: wanted.outcome, reason: wanted.reason.trim() })
}

/** Takes an appeal back; only who filed it asks. Refuses with: `ended`. */
export const withdrawAppeal = (appeal: Appeal): Result<true> =>
  appeal.status === 'filed' ? accept(true) : refusal('ended', `This appeal is ${appeal.status} already.`)

/** What happens when a body has not decided in time: the next level takes it up; at the last level it stays pending, and late. */
export function overdueAppeal(terms: AppealTerms, appeal: Appeal, now: string): Result<{ readonly level: number; readonly body: string; readonly decideBy: string | null } | null> {
  if (appeal.status !== 'filed') return refusal('ended', `This appeal is ${appeal.status} already.`)
  if (appeal.decideBy === null || !reached(now, appeal.decideBy)) return refusal('too-early', 'The deciding body still has time.')
  const next = placed(terms, appeal.level + 1, now)
  return accept(next === null ? null : { level: appeal.level + 1, ...next })
}

/** An appeal's state in words, with its date. */
export function appealInWords(appeal: Appeal & { readonly body: string }, zone: string): string {
  switch (appeal.status) {
    case 'filed': return appeal.decideBy === null ? `Pending before ${appeal.body}.` : `Pending before ${appeal.body}, to be decided by ${lastDayInWords(appeal.decideBy, zone)}.`
    case 'withdrawn': return 'Withdrawn by who filed it.'
    default: return `${appeal.status === 'upheld' ? 'Upheld' : 'Dismissed'} by ${appeal.body}${appeal.decidedAt === null ? '' : ` on ${dateInWords(appeal.decidedAt, zone)}`}.`
  }
}
