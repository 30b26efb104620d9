/** What a rule counts: a number, a figure of the context, a sum over counted votes, or arithmetic over these. */
export type Quantity =
  | { readonly const: number | string }
  | { readonly ctx: string }
  | { readonly sum: Measure, readonly where: Where }
  | { readonly add: readonly Quantity[] }
  | { readonly sub: readonly Quantity[] }
  | { readonly mul: readonly [fraction: string, of: Quantity] }

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

export type Test =
  | { readonly l: Quantity, readonly op: Comparison, readonly r: Quantity }
  | { readonly all: readonly Test[] }
  | { readonly any: readonly Test[] }

/** One step of a decision list: if the test holds, the ballot ends with this outcome. A criterion is met when it does not. */
export interface Step {
  readonly if: Test
  readonly outcome: string
  /** Names the step as a criterion. In `words`, `{l}` is the left figure and `{of}` the figure the fraction is taken of. */
  readonly criterion?: { readonly name: string, readonly words: string }
  /** A ratio reported with the tallies once the count comes to this step. */
  readonly ratio?: { readonly name: string, readonly of: readonly [Quantity, Quantity] }
}

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
  /** Outcomes in words, and whether the text passes. */
  readonly outcomes?: Readonly<Record<string, { readonly words: string, readonly passes: boolean }>>
  readonly factStatus?: string
  readonly source?: string
}

/** Choices every rule knows beside its options: leaving the base of the count, and taking one's vote out again. */
export const standingChoices = ['recuse', 'withdraw'] as const
