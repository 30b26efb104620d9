import { endOfPeriod, later } from './clock.ts'
import type { Facts, StageEntry } from './facts.ts'
import { stageOf, type ReviewOutcome, type Rulebook } from './rulebook.ts'
import { standing } from './stand.ts'

/** What happens, or who is reminded, when a deadline comes. */
export type DeadlineTask = 'stage.minimum' | 'stage.target' | 'call.close' | 'ballot.close' | 'appeal.end' | 'review.open' | 'review.decide'

/** A row of the one clock: a stable key, one instant, and the zone its day is meant in. */
export interface Deadline {
  readonly key: string
  readonly due: string
  readonly zone: string
  readonly task: DeadlineTask
}

/** Every deadline that follows from where a draft stands. Derived, never entered by hand: compute them again after each change and replace by key. */
export function deadlinesOf(rulebook: Rulebook, facts: Facts): readonly Deadline[] {
  if (facts.draft.withdrawn) return []
  const { zone } = rulebook
  const row = (task: DeadlineTask, due: string, of = facts.draft.id): Deadline => ({ key: `${task}:${of}`, due, zone, task })
  const rows: Deadline[] = []
  const { stage } = facts.draft
  const here = standing(facts.history).at(-1)
  const { minimum, target, phase } = stageOf(rulebook, stage)
  if (here !== undefined && minimum !== undefined) rows.push(row('stage.minimum', endOfPeriod(here.at, minimum, zone)))
  if (here !== undefined && target !== undefined) rows.push(row('stage.target', endOfPeriod(here.at, target, zone)))
  if (facts.call !== null) rows.push(row('call.close', facts.call.closesAt))
  if (facts.ballot !== null && facts.ballot.outcome === null) rows.push(row('ballot.close', facts.ballot.closesAt, facts.ballot.id))
  if (phase === 'adoption' && facts.ballot?.decidedAt != null) {
    rows.push(row('appeal.end', endOfPeriod(facts.ballot.decidedAt, rulebook.appeal.window, zone), facts.ballot.id))
  }
  const settled = lastSettled(rulebook, facts.history)
  if (settled !== null && phase === 'implementation') rows.push(row('review.open', later(settled, rulebook.review.begin, zone)))
  if (settled !== null && (phase === 'implementation' || phase === 'review')) {
    rows.push(row('review.decide', later(settled, rulebook.review.decideBy, zone)))
  }
  return rows
}

/** When the text was last adopted or confirmed: reviews are counted from there. Null while it never was. */
export function lastSettled(rulebook: Rulebook, history: readonly StageEntry[]): string | null {
  const into = standing(history).filter(entry => stageOf(rulebook, entry.to).phase === 'implementation')
  return into.at(-1)?.at ?? null
}

/** Where a review leads. `to` is null when the text is withdrawn. */
export function reviewLeadsTo(rulebook: Rulebook, outcome: ReviewOutcome): { readonly title: string; readonly to: string | null } {
  const found = rulebook.review.outcomes[outcome]
  if (found === undefined) throw new Error(`The rulebook ${rulebook.id} has no review outcome ${outcome}.`)
  return found
}
