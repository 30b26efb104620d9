import type { PastText } from './past.queries.ts'

type Shares = PastText['authorship'][number]['shares']

/** Who wrote how much of a clause, in whole percent that add up to a hundred; the largest first. Nobody who wrote anything is rounded away. */
export function sharesOf(shares: Shares): readonly { readonly key: string; readonly name: string | null; readonly percent: number }[] {
  const whole = shares.reduce((sum, share) => sum + share.characters, 0)
  if (whole === 0) return []
  const rest = shares.slice(1).map(share => Math.max(1, Math.round((100 * share.characters) / whole)))
  const first = 100 - rest.reduce((sum, percent) => sum + percent, 0)
  return shares.map((share, index) => ({
    key: share.person?.id ?? `unknown-${index}`, name: share.person?.name ?? null, percent: index === 0 ? first : (rest[index - 1] ?? 0),
  }))
}
