/**
 * What a rule counts: a number, a figure of the context, a sum over counted votes, or arithmetic over these.
 * `largest` is the sum of the greatest category; `fewest` is how many voters, the greatest first, exceed a fraction of all together.
 */
export type Quantity =
  | { readonly const: number | string }
  | { readonly ctx: string }
  | { readonly sum: Measure, readonly where: Where }
  | { readonly largest: Measure, readonly where: Where }
  | { readonly fewest: Measure, readonly above: string, readonly where: Where }
  | { readonly add: readonly Quantity[] }
  | { readonly sub: readonly Quantity[] }
  | { readonly mul: readonly [fraction: string | Quantity, of: Quantity] }
  | { readonly floor: Quantity }
  | { readonly ceil: Quantity }
  | { readonly max: readonly Quantity[] }
  | { readonly when: Test, readonly then: Quantity, readonly else: Quantity }

/** One for each vote, or the weight or population of its seat. */
export type Measure = 'count' | 'weight' | 'population'

/** Which counted votes a sum takes. */
export interface Where {
  readonly choice?: readonly string[]
  readonly category?: readonly string[]
  readonly reasoned?: boolean
  readonly flag?: string
}

export type Comparison = '<' | '<=' | '==' | '>=' | '>'

/** Two figures held against each other. In `words`, `{l}` and `{r}` are the figures and `{of}` is what the fraction is taken of. */
export interface Compared { readonly l: Quantity, readonly op: Comparison, readonly r: Quantity, readonly words?: string }

export type Test = Compared | { readonly all: readonly Test[] } | { readonly any: readonly Test[] }

/** A figure reported with the tallies. One part is reported as a number, two as a fraction that is not reduced, unless `form` says otherwise. */
export interface Figure { readonly name: string, readonly of: readonly Quantity[], readonly form?: string }

/** One step of a decision list: if the test holds, the ballot ends with this outcome. */
export interface Step {
  readonly if: Test
  readonly outcome: string
  /** Names the step as a criterion, which is met when the step does not go against the text. Without `words` its comparisons speak. */
  readonly criterion?: { readonly name: string, readonly words?: string }
  /** Figures reported with the tallies once the count comes to this step. */
  readonly ratio?: Figure | readonly Figure[]
}

/** What a vote “abstain” does under a rule. */
export const abstainMeanings = ['excluded-from-base', 'in-base-not-in-favour', 'against', 'quorum-only', 'absent'] as const

/** What happens when both sides are equal. */
export const tieMeanings = ['fails', 'passes', 'status-quo', 'chair-decides', 'casting-vote', 'further-discussion', 'lot', 'none'] as const

/** How votes are made ready before they are counted. */
export const preparations = ['collapse-identical-by-affiliation'] as const

/** How a rule decides: by its own steps, by steps that several rules share, or by runoff over rankings. */
export const methods = ['steps', 'systematic-review', 'balance', 'irv'] as const

/** How far a rule was found in a published document. */
export const confirmations = ['confirmed', 'partly', 'from memory', 'design'] as const

/** A figure a rule asks beside the votes, in words, and how it follows from the roll where it does. */
export interface Asked { readonly words: string, readonly fromRoll?: Quantity }

/** An outcome in words, and whether the text passes by it. `effect` says what follows where that is not the same thing. */
export interface ToldOutcome { readonly words: string, readonly passes: boolean, readonly effect?: string }

/** A counting rule as data: the first matching step gives the outcome, else `otherwise`. Fractions are exact strings. */
export interface BallotRule {
  readonly id: string
  readonly title: string
  readonly options: readonly string[]
  readonly method: string
  readonly pre: readonly string[]
  readonly steps: readonly Step[]
  readonly otherwise: string
  /** The whole rule in one sentence, for voters. */
  readonly inWords?: string
  /** The options in words, for voters. */
  readonly choices?: Readonly<Record<string, { readonly name: string, readonly meaning: string }>>
  /** Choices that are not accepted without a reason. */
  readonly reasonRequired?: readonly string[]
  readonly outcomes?: Readonly<Record<string, ToldOutcome>>
  readonly asks?: Readonly<Record<string, Asked>>
  readonly abstain?: (typeof abstainMeanings)[number]
  readonly tie?: (typeof tieMeanings)[number]
  /** How many votes one holder may cast for others; a count without it takes as many as the context says. No seat gives its vote by proxy where it is 0 or left out. */
  readonly proxiesPerHolder?: number
  /** Categories whose seats must vote; who does not is told. */
  readonly obliged?: readonly string[]
  /** The published figures by which seats have populations, by their name in the list of populations. */
  readonly populations?: string
  readonly factStatus?: string
  readonly confirmed?: (typeof confirmations)[number]
  readonly source?: string
  /** Where the text leaves a choice, the reading taken here. */
  readonly reading?: string
}

/** Choices every rule knows beside its options: leaving the base of the count, and taking one's vote out again. */
export const standingChoices = ['recuse', 'withdraw'] as const

/** What takes a vote out of the count: the seat withdraws it, the chair overrules it, the seat contests what was entered for it. */
export const leaving: readonly string[] = ['withdraw', 'overruled', 'contested']
