import type { Moment } from './past.queries.ts'

const isSame = (one: Moment, other: Moment): boolean => one.kind === other.kind && one.seq === other.seq && one.at === other.at && one.title === other.title

/**
 * The moment that is looked at, among those of a page, the newest first: the one chosen, else the last up to the number
 * `named`, and without a number the newest. A freeze and a move leave the number of the text as it was, so the number alone does not say which is meant.
 */
export function momentHere(moments: readonly Moment[], chosen: Moment | null, named: number | null): Moment | undefined {
  const found = chosen === null ? undefined : moments.find(one => isSame(one, chosen))
  return found ?? (named === null ? moments[0] : (moments.find(one => one.seq <= named) ?? moments.at(-1)))
}
