import type { StageCountsQuery } from '../api/generated.ts'

/** The drafts in each stage of one rulebook, by the stage's code. */
export const countsOf = (answer: StageCountsQuery['stageCounts'], rulebook: string): ReadonlyMap<string, number> =>
  new Map(answer.filter(one => one.rulebook === rulebook).map(one => [one.stage, one.drafts]))

/** All drafts under one rulebook. */
export const totalOf = (answer: StageCountsQuery['stageCounts'], rulebook: string): number =>
  answer.filter(one => one.rulebook === rulebook).reduce((sum, one) => sum + one.drafts, 0)
