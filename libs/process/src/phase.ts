/** The seven phases of the cycle, in order. A rulebook has stages of its own; each belongs to one phase. */
export const phases = ['issue', 'engagement', 'drafting', 'negotiation', 'adoption', 'implementation', 'review'] as const
export type Phase = (typeof phases)[number]

/** What each phase is called where a rulebook has more stages than fit on a rail. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  issue: 'Issue identification', engagement: 'Stakeholder engagement', drafting: 'Drafting', negotiation: 'Negotiation', adoption: 'Adoption',
  implementation: 'Implementation', review: 'Review',
}

/** The phases in which a text may be written. From adoption on it is frozen: what is voted on and adopted never changes under its readers. */
export const writingPhases = ['issue', 'engagement', 'drafting', 'negotiation'] as const satisfies readonly Phase[]

/** Whether the text of a draft in this phase is frozen. */
export const isFrozen = (phase: Phase): boolean => !(writingPhases as readonly Phase[]).includes(phase)
