import type { Facts } from './facts.ts'
import { phases, type Phase } from './phase.ts'

/** A text that another refers to, as far as its maturity goes. */
export interface Cited {
  readonly name: string
  readonly phase: Phase
  readonly withdrawn: boolean
  readonly adopted: boolean
}

/**
 * Whether a text may be relied on by one that stands in a phase: it is adopted, or has come at least as far. A withdrawn text never is.
 * A reference to a text that nobody here knows is told by its own name and not judged.
 */
export function referenceTo({ name, phase, withdrawn, adopted }: Cited, from: Phase): Facts['references'][number] {
  if (withdrawn) return { name, mature: false, why: 'withdrawn' }
  if (adopted) return { name, mature: true, why: 'adopted' }
  const mature = phases.indexOf(phase) >= phases.indexOf(from)
  return { name, mature, why: mature ? `in ${phase}` : `still in ${phase}` }
}
