import type { Facts } from './facts.ts'
import { stageChanged, type StageChanged } from './move.ts'
import type { Rulebook } from './rulebook.ts'
import { isAdopted } from './suspension.ts'

/**
 * What follows by itself when an appeal against the adoption on which a draft stands is upheld: the text is adopted no longer, and the draft goes
 * back to where the rulebook says. `reason` is that of the outcome. Null where the rulebook moves nothing, or the draft stands on no adoption any more.
 */
export function setAside(rulebook: Rulebook, facts: Facts, reason: string): StageChanged | null {
  const { upheld } = rulebook.appeal
  const { stage, withdrawn } = facts.draft
  if (upheld === undefined || upheld.to === null || withdrawn || !isAdopted(rulebook, stage)) return null
  return stageChanged({ from: stage, to: upheld.to, kind: 'back' }, rulebook, facts, [], `${upheld.words} ${reason}`)
}
