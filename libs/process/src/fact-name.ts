/** The counts that conditions of rulebooks may bound, by name. What each counts stands in `asked.ts`. */
export const factNames = [
  'seats', 'observers', 'categories', 'comments', 'undecidedComments',
  'openObjections', 'unansweredObjections', 'faults', 'texts', 'languages',
  'editions', 'callsHeld', 'ballotsPassed', 'ballotsLost', 'immatureReferences',
  'rounds',
] as const

/** The name of a count. */
export type FactName = typeof factNames[number]
