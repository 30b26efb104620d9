import type { Ballot } from './ballots.queries.ts'

/** Whether a reason about these clauses does not count in this round. One that names none is about all of the text, and counts. The server decides by the same rule. */
export const isOutOfScope = ({ recirculation }: Pick<Ballot, 'recirculation'>, parts: readonly string[]): boolean =>
  recirculation !== null && parts.length > 0 && !parts.some(part => recirculation.changed.includes(part) || recirculation.openNegatives.includes(part))
