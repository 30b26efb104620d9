/** The ranks that a person gave to options as the API takes them: the best first, equal ones together; what has no rank is left out. */
export function rankingOf(ranks: ReadonlyMap<string, number>): string[][] {
  const places = [...new Set(ranks.values())].sort((a, b) => a - b)
  return places.map(place => [...ranks].filter(([, rank]) => rank === place).map(([code]) => code))
}

/** The rank of each option in a ranking that was given before. */
export const ranksOf = (ranking: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(ranking.flatMap((equal, index) => equal.map(code => [code, index + 1] as const)))
