import type { Paper } from './paper.ts'
import { countOf, whole, type Whole } from './tally.ts'

/** One round: how many ballots stand behind each alternative that is left. */
export type Round = ReadonlyMap<string, bigint>

/** A runoff: its rounds, and the alternative that has more than half of the ballots still in the base, or null at a tie. */
export interface Runoff { readonly winner: string | null; readonly rounds: readonly Round[] }

interface Ranked { readonly ranking: readonly string[]; readonly count: bigint }

function rankedOf(papers: readonly Paper[]): readonly Ranked[] {
  const piles = new Map<string, Ranked>()
  for (const paper of papers) {
    const ranking = paper.ranking ?? []
    const key = JSON.stringify(ranking)
    piles.set(key, { ranking, count: (piles.get(key)?.count ?? 0n) + countOf(paper) })
  }
  return [...piles.values()]
}

function roundOf(ranked: readonly Ranked[], left: ReadonlySet<string>): Round {
  const round = new Map([...left].map(alternative => [alternative, 0n]))
  for (const { ranking, count } of ranked) {
    const first = ranking.find(alternative => left.has(alternative))
    // A ballot whose alternatives are all out leaves the base.
    if (first !== undefined) round.set(first, (round.get(first) as bigint) + count)
  }
  return round
}

/**
 * Instant runoff. In each round the ballots count for their first alternative that is left; more than half of them win.
 * Otherwise all alternatives with the fewest go out together, so that neither chance nor the order of the list decides; if those are all that is left, it is a tie.
 */
export function runoff(papers: readonly Paper[]): Runoff {
  const ranked = rankedOf(papers)
  let left = new Set([...new Set(ranked.flatMap(one => one.ranking))].sort())
  const rounds: Round[] = []
  while (left.size > 0) {
    const round = roundOf(ranked, left)
    rounds.push(round)
    const base = [...round.values()].reduce((sum, count) => sum + count, 0n)
    const winner = [...round].find(([, count]) => count * 2n > base)
    if (winner !== undefined) return { winner: winner[0], rounds }
    const fewest = [...round.values()].reduce((least, count) => (count < least ? count : least))
    left = new Set([...left].filter(alternative => round.get(alternative) !== fewest))
  }
  return { winner: null, rounds }
}

/** A round in JSON. */
export const roundInJson = (round: Round): Readonly<Record<string, Whole>> =>
  Object.fromEntries([...round].map(([alternative, count]) => [alternative, whole(count)]))

/** A round in words: "round 2: 5 for A, 4 for B". */
export const roundInWords = (round: Round, index: number): string =>
  `round ${index + 1}: ${[...round].map(([alternative, count]) => `${count} for ${alternative}`).join(', ')}`
