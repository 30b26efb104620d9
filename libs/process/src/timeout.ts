import { accept, refusal, type Result } from '@plenary/kernel'
import { reached } from './clock.ts'
import type { DraftWithdrawn } from './correction.ts'
import { endCounted } from './counted.ts'
import { clockSince } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { gatesOf, stageChanged, type StageChanged } from './move.ts'
import type { Rulebook } from './rulebook.ts'

/** A clock has run, and people are told; the draft stays where it is. */
export interface ClockRun { readonly kind: 'clock.run', readonly clock: string, readonly at: string, readonly title: string, readonly words: string }

/**
 * What happens when a clock of the rulebook has run: the clock's own act, by nobody's right. Gates that are unmet then are recorded as passed
 * over by the date. Refuses with `not-due` while the clock does not run or has not run out: asking again after it acted changes nothing.
 */
export function runOut(rulebook: Rulebook, facts: Facts, key: string): Result<StageChanged | DraftWithdrawn | ClockRun> {
  const still = refusal('not-due', 'This clock does not run for the draft.')
  const clock = rulebook.clocks?.find(one => one.key === key)
  if (clock === undefined || facts.draft.withdrawn) return still
  const since = clockSince(rulebook, facts, clock)
  if (since === null) return still
  if (!reached(facts.now, endCounted(rulebook, facts, clock, since))) return refusal('not-due', 'The clock has not run out.')
  const { onTimeout: { do: act, to, words }, title } = clock
  const { stage } = facts.draft
  if (act === 'withdraw') return accept({ kind: 'draft.withdrawn', stage, at: facts.now, reason: words })
  // Only a clock that moves says where to.
  const move = rulebook.moves.find(one => one.from === stage && one.to === to)
  if (move === undefined) return accept({ kind: 'clock.run', clock: key, at: facts.now, title, words })
  return accept(stageChanged(move, rulebook, facts, gatesOf(move, rulebook, facts), words))
}
