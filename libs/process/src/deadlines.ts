import { earlier, isNothing, later, reached } from './clock.ts'
import { countedWith } from './counted.ts'
import type { Facts, StageEntry } from './facts.ts'
import { endOf, endOfClock } from './period.ts'
import { stageOf, type ReviewOutcome, type ReviewPolicy, type Rulebook, type RulebookClock } from './rulebook.ts'
import { standing, standsSince } from './stand.ts'

/** What happens, or who is reminded, when a deadline comes. */
export type DeadlineTask =
  | 'stage.minimum' | 'stage.target' | 'call.close' | 'ballot.close' | 'appeal.end' | 'review.open' | 'review.decide' | 'clock.reminder' | 'clock.end'

/** A row of the one clock: a stable key, one instant, and the zone its day is meant in. */
export interface Deadline {
  readonly key: string
  readonly due: string
  readonly zone: string
  readonly task: DeadlineTask
  /** The clock of the rulebook it comes from, for its reminders and its end. */
  readonly clock?: string
  /** The version of the secretariat's calendar it was counted with, if one counts. */
  readonly calendar?: string
}

/** Since when a clock of the rulebook runs for this draft; null while it does not. */
export function clockSince(rulebook: Rulebook, facts: Facts, clock: RulebookClock): string | null {
  const entries = standing(facts.history)
  if (!clock.stages.includes(facts.draft.stage)) return null
  switch (clock.starts) {
    case 'opening': return entries[0]?.at ?? null
    case 'result': return facts.ballot?.decidedAt ?? null
    case 'adoption': return lastSettled(rulebook, facts.history)
    // Moving on within the stages of the clock does not start it again.
    case 'entry': return standsSince(facts.history, clock.stages)
  }
}

function clockRows(rulebook: Rulebook, facts: Facts): readonly Deadline[] {
  return (rulebook.clocks ?? []).flatMap(clock => {
    const since = clockSince(rulebook, facts, clock)
    if (since === null) return []
    const calendar = countedWith(rulebook, facts, clock, since)
    const due = endOfClock(rulebook, clock, since, calendar)
    const { zone } = rulebook
    const more = { clock: clock.key, ...(calendar === null ? {} : { calendar: calendar.id }) }
    const of = `${facts.draft.id}:${clock.key}`
    const reminders = (clock.reminders ?? []).map(before => (
      { key: `clock.reminder:${of}:${before}`, due: earlier(due, before, zone), zone, task: 'clock.reminder' as const, ...more }))
    return [...reminders, { key: `clock.end:${of}`, due, zone, task: 'clock.end' as const, ...more }]
  })
}

/** Every deadline that follows from where a draft stands. Derived, never entered by hand: compute them again after each change and replace by key. */
export function deadlinesOf(rulebook: Rulebook, facts: Facts): readonly Deadline[] {
  if (facts.draft.withdrawn) return []
  const { zone, appeal, review } = rulebook
  const row = (task: DeadlineTask, due: string, of = facts.draft.id): Deadline => ({ key: `${task}:${of}`, due, zone, task })
  const rows: Deadline[] = []
  const { stage } = facts.draft
  const here = standing(facts.history).at(-1)
  const { minimum, target, phase, ends } = stageOf(rulebook, stage)
  if (ends !== undefined) return []
  if (here !== undefined && minimum !== undefined) rows.push(row('stage.minimum', endOf(rulebook, here.at, minimum)))
  if (here !== undefined && target !== undefined) rows.push(row('stage.target', endOf(rulebook, here.at, target)))
  if (facts.call !== null) rows.push(row('call.close', facts.call.closesAt))
  if (facts.ballot !== null && facts.ballot.outcome === null) rows.push(row('ballot.close', facts.ballot.closesAt, facts.ballot.id))
  if (phase === 'adoption' && facts.ballot?.decidedAt != null && !isNothing(appeal.window)) {
    rows.push(row('appeal.end', endOf(rulebook, facts.ballot.decidedAt, appeal.window), facts.ballot.id))
  }
  const settled = lastSettled(rulebook, facts.history)
  if (settled !== null && review !== undefined) {
    const { opens, decide } = reviewDates(rulebook, review, settled)
    if (phase === 'implementation') rows.push(row('review.open', opens))
    if (phase === 'implementation' || phase === 'review') rows.push(row('review.decide', decide))
  }
  return [...rows, ...clockRows(rulebook, facts)]
}

/**
 * The deadlines to set after a change: those that lie ahead. Who was told once is not told again because something else changed; only what
 * the rulebook does by itself is caught up on.
 */
export function deadlinesAhead(rulebook: Rulebook, facts: Facts): readonly Deadline[] {
  const acts = (key: string | undefined): boolean => rulebook.clocks?.some(one => one.key === key && one.onTimeout.do !== 'remind') === true
  return deadlinesOf(rulebook, facts).filter(({ due, task, clock }) => !reached(facts.now, due) || (task === 'clock.end' && acts(clock)))
}

/** When the review of a text that was adopted or confirmed at an instant opens, and by when it is decided. */
export const reviewDates = ({ zone }: Pick<Rulebook, 'zone'>, { begin, decideBy }: Pick<ReviewPolicy, 'begin' | 'decideBy'>, settled: string): { readonly opens: string; readonly decide: string } =>
  ({ opens: later(settled, begin, zone), decide: later(settled, decideBy, zone) })

/** When the text was last adopted or confirmed: reviews are counted from there. Null while it never was. */
export function lastSettled(rulebook: Rulebook, history: readonly StageEntry[]): string | null {
  const phaseIn = (code: string | null): string | null => (code === null ? null : stageOf(rulebook, code).phase)
  // Moving on within implementation neither adopts nor confirms.
  const into = standing(history).filter(entry => phaseIn(entry.to) === 'implementation' && phaseIn(entry.from) !== 'implementation')
  return into.at(-1)?.at ?? null
}

/** Where a review leads. `to` is null when the text is withdrawn. */
export function reviewLeadsTo(rulebook: Rulebook, outcome: ReviewOutcome): { readonly title: string; readonly to: string | null } {
  const found = rulebook.review?.outcomes[outcome]
  if (found === undefined) throw new Error(`The rulebook ${rulebook.id} has no review outcome ${outcome}.`)
  return found
}
