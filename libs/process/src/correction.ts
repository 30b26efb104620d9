import { accept, refusal, type Result } from '@plenary/kernel'
import { reached } from './clock.ts'
import type { Facts } from './facts.ts'
import { may, type Actor, type Situation } from './may.ts'
import type { Act } from './permissions.ts'
import type { Phase } from './phase.ts'
import { ballotsAt, stageOf, type Rulebook } from './rulebook.ts'
import { standing } from './stand.ts'

/** A move made in error was taken back. Both stay in the history; the time in the earlier stage runs on from its first day. */
export interface StageTakenBack {
  readonly kind: 'stage.takenBack'
  readonly from: string
  readonly to: string
  readonly phase: Phase
  /** The history entry of the move that was in error. */
  readonly move: string
  readonly at: string
  readonly reason: string
}

export interface DraftWithdrawn { readonly kind: 'draft.withdrawn', readonly stage: string, readonly at: string, readonly reason: string }
export interface DraftRestored { readonly kind: 'draft.restored', readonly stage: string, readonly at: string, readonly reason: string }

function granted(actor: Actor, act: Act, situation: Situation, reason: string, asks: string): Result<string> {
  const verdict = may(actor, act, situation)
  if (!verdict.allowed) return refusal('not-yours', verdict.why)
  return reason.trim() === '' ? refusal('reason-missing', asks) : accept(reason.trim())
}

const situationOf = (rulebook: Rulebook, facts: Facts): Situation =>
  ({ phase: stageOf(rulebook, facts.draft.stage).phase, voted: ballotsAt(rulebook, facts.draft.stage).length > 0, withdrawn: facts.draft.withdrawn })

/**
 * Takes back the latest move. Refused once a ballot was opened on what the move froze: seats have then acted on it.
 * Refuses with: `not-yours`, `reason-missing`, `nothing-to-take-back`, `ballot-opened`.
 */
export function takeBack(rulebook: Rulebook, facts: Facts, actor: Actor, reason: string): Result<StageTakenBack> {
  const said = granted(actor, 'stage.takeBack', situationOf(rulebook, facts), reason, 'Taking a move back takes a reason; both stay in the history.')
  if (!said.ok) return said
  const latest = standing(facts.history).at(-1)
  if (latest === undefined || latest.from === null) return refusal('nothing-to-take-back', 'There is no move to take back.')
  const { ballot, edition } = facts
  if (edition !== null && ballot?.edition === edition.number && reached(edition.frozenAt, latest.at)) {
    return refusal('ballot-opened', 'A ballot was opened on the text this move froze. Move the draft back with a reason instead.')
  }
  return accept({
    kind: 'stage.takenBack', from: latest.to, to: latest.from, phase: stageOf(rulebook, latest.from).phase, move: latest.id, at: facts.now, reason: said.value,
  })
}

/** Withdraws a draft: it can be read and restored, nothing else. Refuses with `not-yours`, `reason-missing`, `withdrawn`, `ballot-open`. */
export function withdrawDraft(rulebook: Rulebook, facts: Facts, actor: Actor, reason: string): Result<DraftWithdrawn> {
  if (facts.draft.withdrawn) return refusal('withdrawn', 'This draft is withdrawn already.')
  const said = granted(actor, 'draft.withdraw', situationOf(rulebook, facts), reason, 'Withdrawing a draft takes a reason.')
  if (!said.ok) return said
  if (facts.ballot !== null && facts.ballot.outcome === null) {
    return refusal('ballot-open', 'A ballot is open on this draft. Wait until it closes.')
  }
  return accept({ kind: 'draft.withdrawn', stage: facts.draft.stage, at: facts.now, reason: said.value })
}

/** Restores a withdrawn draft to the stage it was in. Refuses with `not-yours`, `reason-missing`, `not-withdrawn`. */
export function restoreDraft(rulebook: Rulebook, facts: Facts, actor: Actor, reason: string): Result<DraftRestored> {
  if (!facts.draft.withdrawn) return refusal('not-withdrawn', 'This draft is not withdrawn.')
  const said = granted(actor, 'draft.restore', situationOf(rulebook, facts), reason, 'Restoring a draft takes a reason.')
  if (!said.ok) return said
  return accept({ kind: 'draft.restored', stage: facts.draft.stage, at: facts.now, reason: said.value })
}
