import { compareInstants } from './instant.ts'
import { leaving } from './rule.ts'
import type { Vote } from './vote.ts'

/** What a recirculation is about: the parts that were changed, and the parts on which negative votes are still open. */
export interface Scope { readonly changed: readonly string[]; readonly openNegatives: readonly string[] }

/** The standing vote of each seat when a round closed, in the order of the seats' first votes. */
export function standingAt<Cast extends Pick<Vote, 'seat' | 'choice' | 'at'>>(votes: readonly Cast[], closesAt: string): readonly Cast[] {
  const standing = new Map<string, Cast>()
  const timely = votes.filter(vote => compareInstants(vote.at, closesAt) <= 0).sort((a, b) => compareInstants(a.at, b.at))
  for (const vote of timely) {
    if (leaving.includes(vote.choice)) standing.delete(vote.seat)
    else standing.set(vote.seat, vote)
  }
  return [...standing.values()]
}

/** The votes a recirculation starts with: those that stood at the close of the round before, each with its own time. They stand unless they are changed. */
export const carriedOver = (votes: readonly Vote[], closesAt: string): readonly Vote[] => standingAt(votes, closesAt).map(vote => ({ ...vote, carried: true }))

/** A vote against the text whose reason still stands, with the parts it is about; none where it is about all of it. */
export interface OpenNegative { readonly seat: string; readonly choice: string; readonly reason: string; readonly parts: readonly string[] }

/** The open negatives among the votes that stand. Which choices are negative the rulebook says; without a reason, or with one that did not count, none is open. */
export const openNegatives = (standing: readonly Vote[], negatives: readonly string[]): readonly OpenNegative[] =>
  standing.flatMap(({ seat, choice, reason, parts = [], outOfScope }) => {
    const said = reason?.trim() ?? ''
    return negatives.includes(choice) && said !== '' && outOfScope !== true ? [{ seat, choice, reason: said, parts }] : []
  })

/** Whether a reason about some parts of the text may be raised in this round. One that names no part is about all of it. */
export const isInScope = ({ changed, openNegatives }: Scope, parts: readonly string[]): boolean =>
  parts.length === 0 || parts.some(part => changed.includes(part) || openNegatives.includes(part))

/** A vote as a recirculation takes it: its reason counts only if it is about what the round is about. The vote itself always counts. */
export const scoped = (scope: Scope, vote: Vote, parts: readonly string[]): Vote => (isInScope(scope, parts) ? vote : { ...vote, outOfScope: true })
