import type { Ballot } from './ballots.queries.ts'

/** How a vote counts on the strip. */
export type Stand = 'favour' | 'against' | 'abstain' | 'silent'

/**
 * What a choice means for the strip: every yes, approval and consent is in favour, every no, disapproval and objection against; a seat without a vote, or
 * with a withdrawn one, is silent.
 */
export function standsFor(choice: string | undefined): Stand {
  if (choice === undefined) return 'silent'
  if (choice === 'withdraw') return 'silent'
  if (/^(yes|consent|approve|for|support|SF|F)(-|$)/.test(choice)) return 'favour'
  if (/^(no|object|discuss|disapprove|against|oppose|reject|disagree|formal-objection|A|SA)(-|$)/.test(choice)) return 'against'
  return 'abstain'
}

/** How many stand where: the votes or papers that were counted, and the seats of the roll that did not take part. */
export function numbers(
  { seats, cast }: Pick<Ballot, 'seats' | 'cast'>,
  tallies: readonly { readonly choice: string; readonly count: number }[],
): Readonly<Record<Stand, number>> {
  const standing: Record<Stand, number> = { favour: 0, against: 0, abstain: 0, silent: seats - cast }
  for (const { choice, count } of tallies) standing[standsFor(choice)] += count
  return standing
}
