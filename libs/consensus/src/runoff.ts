import type { Answer, Option, Pair, Round } from './instrument.ts'

/** The least whole number that all shares divide, so that a vote shared among equal options stays exact. */
function unitOf(options: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  let unit = 1
  for (let share = 2; share <= options; share += 1) unit = unit / divisor(unit, share) * share
  return unit
}

/** A figure in words that keeps its fraction: "3", "2 1/2". */
function figure(parts: number, unit: number): string {
  const whole = Math.floor(parts / unit)
  const rest = parts % unit
  if (rest === 0) return String(whole)
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const common = divisor(rest, unit)
  const fraction = `${rest / common}/${unit / common}`
  return whole === 0 ? fraction : `${whole} ${fraction}`
}

interface Standing { readonly counts: ReadonlyMap<string, number>; readonly base: number }

/** Where each answer stands among the options that are left: with its best ones, shared equally if there are several. */
function countOf(rankings: readonly Answer['ranking'][], left: ReadonlySet<string>, unit: number): Standing {
  const counts = new Map([...left].map(code => [code, 0]))
  let base = 0
  for (const ranking of rankings) {
    const best = ranking.map(equal => equal.filter(code => left.has(code))).find(equal => equal.length > 0)
    // An answer that names nothing any more is exhausted and leaves the base.
    if (best === undefined) continue
    base += 1
    for (const code of best) counts.set(code, counts.get(code)! + unit / best.length)
  }
  return { counts, base }
}

/** Those with the fewest; of several, those that had the fewest in the round before, and so on back. */
function lowest(candidates: readonly string[], history: readonly Standing[]): readonly string[] {
  let least = candidates
  for (const { counts } of history.toReversed()) {
    const fewest = Math.min(...least.map(code => counts.get(code) ?? 0))
    least = least.filter(code => (counts.get(code) ?? 0) === fewest)
    if (least.length === 1) break
  }
  return least
}

/** The outcome of a runoff: the option that has more than half of the answers that still stand; null for a tie or without answers. */
export interface Runoff { readonly winner: string | null; readonly rounds: readonly Round[] }

/** Counts an instant runoff, exactly. The last option is put out in each round; options equal in all rounds go together, unless none would be left. */
export function runoff(rankings: readonly Answer['ranking'][], options: readonly Option[]): Runoff {
  const unit = unitOf(options.length)
  const left = new Set(options.map(option => option.code))
  const history: Standing[] = []
  const rounds: Round[] = []
  for (;;) {
    const standing = countOf(rankings, left, unit)
    history.push(standing)
    const counts = options.filter(({ code }) => left.has(code)).map(({ code, name }) => ({ code, name, figure: figure(standing.counts.get(code)!, unit) }))
    const winner = [...left].find(code => 2 * standing.counts.get(code)! > standing.base * unit) ?? null
    const out = winner === null ? lowest([...left], history) : []
    const ends = winner !== null || out.length === left.size || standing.base === 0
    rounds.push({ counts, base: standing.base, out: ends ? [] : out })
    if (ends) return { winner, rounds }
    for (const code of out) left.delete(code)
  }
}

/** How each two options compare. An option that an answer does not name stands below all that it names. */
export function pairwise(rankings: readonly Answer['ranking'][], options: readonly Option[]): readonly Pair[] {
  const place = (ranking: Answer['ranking'], code: string): number => {
    const found = ranking.findIndex(equal => equal.includes(code))
    return found < 0 ? ranking.length : found
  }
  return options.flatMap(({ code: one }, index) => options.slice(index + 1).map(({ code: other }) => ({
    one, other,
    prefer: rankings.filter(ranking => place(ranking, one) < place(ranking, other)).length,
    preferOther: rankings.filter(ranking => place(ranking, other) < place(ranking, one)).length,
  })))
}

/** The option that beats each other one by itself; null if there is none. */
export function beatsAll(pairs: readonly Pair[], options: readonly Option[]): string | null {
  const beats = (code: string): boolean => pairs.every(pair =>
    (pair.one === code ? pair.prefer > pair.preferOther : pair.other === code ? pair.preferOther > pair.prefer : true))
  return options.find(({ code }) => beats(code))?.code ?? null
}
