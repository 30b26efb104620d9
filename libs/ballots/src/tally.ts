import { compareInstants } from './instant.ts'
import { paperOf, type Paper } from './paper.ts'
import { Positions } from './positions.ts'
import { Sum } from './sum.ts'
import { leaving } from './rule.ts'
import type { Roll, RollSeat, Vote } from './vote.ts'

/** A whole number in JSON: as a number while that is exact, in digits beyond. */
export type Whole = number | string

/** What a rule reports beside the counts: fractions that are not reduced, numbers, and the rounds of a runoff. */
export type Reported = Whole | readonly Readonly<Record<string, Whole>>[]

/** The figures of a count. What is zero beside `recused` is left out. */
export interface Tallies {
  readonly counted: Readonly<Record<string, Whole>>
  readonly recused: Whole
  readonly late?: Whole
  readonly superseded?: Whole
  readonly withdraw?: Whole
  readonly overruled?: Whole
  /** Votes entered for seats that contested them. */
  readonly contested?: Whole
  /** Votes by proxy beyond what one holder may cast. */
  readonly proxyRefused?: Whole
  /** Votes of seats that are not on the roll. They never count; a sound ballot has none. */
  readonly notOnTheRoll?: Whole
  readonly ratios: Readonly<Record<string, Reported>>
}

/** The papers that count, and how many votes did not, and why. */
export interface Counted {
  readonly papers: readonly Paper[]
  readonly recused: readonly Paper[]
  readonly late: bigint
  readonly superseded: bigint
  readonly withdrawn: bigint
  readonly overruled: bigint
  readonly contested: bigint
  readonly proxyRefused: bigint
  readonly notOnTheRoll: bigint
}

/** When votes close (the instant itself still counts), how many proxies a holder may cast, and what was set apart before. */
export interface Cleaning { readonly closesAt: string | null; readonly proxiesPerHolder?: number | null; readonly strangers?: number }

const largestExact = BigInt(Number.MAX_SAFE_INTEGER)
export const whole = (value: bigint): Whole => (value <= largestExact ? Number(value) : `${value}`)
export const countOf = (paper: Paper): bigint => BigInt(paper.count)
const total = (papers: readonly Paper[]): bigint => papers.reduce((sum, paper) => sum + countOf(paper), 0n)

// Papers without a time come before those with one, in the order of the list.
const order = (a: Paper, b: Paper): number =>
  (a.at === null || b.at === null ? Number(a.at !== null) - Number(b.at !== null) : compareInstants(a.at, b.at))

/** Without the proxies of each holder that are beyond the limit; the earliest stand. */
function withinProxies(papers: readonly Paper[], limit: number | null): readonly Paper[] {
  if (limit === null) return papers
  const held = new Map<string, bigint>()
  const refused = new Set<Paper>()
  for (const paper of papers.filter(one => (one.proxyHolder ?? null) !== null).sort(order)) {
    const holds = (held.get(paper.proxyHolder as string) ?? 0n) + countOf(paper)
    if (holds > BigInt(limit)) refused.add(paper)
    else held.set(paper.proxyHolder as string, holds)
  }
  return refused.size === 0 ? papers : papers.filter(paper => !refused.has(paper))
}

type Leaving = 'withdraw' | 'overruled' | 'contested'

/** Whether a vote leaves none: it was taken out, overruled, or contested by the seat it was entered for. */
const removes = (choice: string): choice is Leaving => leaving.includes(choice)

/** What one voter did, in the order of time: the vote that stands, and what became of the others. */
function settle(own: readonly Paper[], gone: Record<Leaving | 'superseded', bigint>): Paper | null {
  let standing: Paper | null = null
  for (const paper of own) {
    const { choice } = paper
    if (standing !== null) gone[removes(choice) ? choice : 'superseded'] += countOf(standing)
    standing = removes(choice) ? null : paper
  }
  return standing
}

/** What each voter did, by the position of the voter: one act, or several in the order of the list. */
type Acts<A> = readonly (A | A[])[]

function gather<A>(acts: (A | A[])[], position: number, act: A): void {
  const own = acts[position]
  if (own === undefined) acts[position] = act
  else if (Array.isArray(own)) own.push(act)
  else acts[position] = [own, act]
}

const isLate = (at: string | null, closesAt: string | null): boolean => closesAt !== null && at !== null && compareInstants(at, closesAt) > 0

function settled(acts: Acts<Paper>, late: bigint, { proxiesPerHolder = null, strangers = 0 }: Cleaning): Counted {
  const gone = { superseded: 0n, withdraw: 0n, overruled: 0n, contested: 0n }
  const [cast, recused]: [Paper[], Paper[]] = [[], []]
  for (const own of acts) {
    const paper = Array.isArray(own) ? settle(own.sort(order), gone) : removes(own.choice) ? null : own
    if (paper !== null) (paper.choice === 'recuse' ? recused : cast).push(paper)
  }
  const allowed = withinProxies(cast, proxiesPerHolder)
  return {
    papers: allowed,
    recused,
    late,
    superseded: gone.superseded,
    withdrawn: gone.withdraw,
    overruled: gone.overruled,
    contested: gone.contested,
    proxyRefused: allowed.length === cast.length ? 0n : total(cast) - total(allowed),
    notOnTheRoll: BigInt(strangers),
  }
}

/**
 * Applies what holds under every rule: votes up to the closing instant, the latest of each voter, without those withdrawn, overruled, contested or recused,
 * nor proxies beyond the limit. One pass; only what one voter did more than once is put in the order of time.
 */
export function countPapers(papers: readonly Paper[], cleaning: Cleaning): Counted {
  const voters = new Positions(papers.length)
  const acts = new Array<Paper | Paper[]>(papers.length)
  let late = 0n
  for (const paper of papers) {
    if (isLate(paper.at, cleaning.closesAt)) late += countOf(paper)
    else gather(acts, voters.of(paper.voter), paper)
  }
  acts.length = voters.size
  return settled(acts, late, cleaning)
}

/** Counts votes by their roll as `countPapers` counts papers. Votes of seats that are not on it count for nothing. */
export function countVotes(roll: Roll, votes: readonly Vote[], cleaning: Omit<Cleaning, 'strangers'>): Counted {
  const seats = new Positions(roll.length)
  const places = new Array<RollSeat>(roll.length)
  for (const seat of roll) places[seats.of(seat.seat)] = seat
  const acts = new Array<Paper | Paper[]>(roll.length)
  const positions = new Int32Array(roll.length).fill(-1)
  let [late, strangers, next] = [0n, 0, 0]
  for (const vote of votes) {
    const place = seats.find(vote.seat)
    if (place < 0) strangers += 1
    else if (isLate(vote.at, cleaning.closesAt)) late += 1n
    else {
      if (positions[place] === -1) positions[place] = next++
      gather(acts, positions[place] as number, paperOf(places[place] as RollSeat, vote))
    }
  }
  acts.length = next
  return settled(acts, late, { ...cleaning, strangers })
}

const told = (figures: Readonly<Record<string, bigint>>): Readonly<Record<string, Whole>> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value > 0n).map(([name, value]) => [name, whole(value)]))

/** How many votes each choice has, in the order of the choices. */
function byChoice(parts: Iterable<{ readonly choice: string; readonly count: Whole }>): readonly (readonly [string, Whole])[] {
  const sums = new Map<string, Sum>()
  for (const { choice, count } of parts) {
    let sum = sums.get(choice)
    if (sum === undefined) sums.set(choice, sum = new Sum())
    sum.add(count)
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([choice, sum]) => [choice, whole(sum.value().over)] as const)
}

/** The figures of a count, with what the rule reported. Where all papers were put on piles, `piles` saves looking at each of them again. */
export function talliesOf(
  counted: Counted, ratios: Readonly<Record<string, Reported>>, piles: readonly { readonly choice: string; readonly count: { readonly over: bigint } }[] | null = null,
): Tallies {
  const choices = byChoice(piles === null ? counted.papers : piles.map(({ choice, count }) => ({ choice, count: whole(count.over) })))
  const { late, superseded, withdrawn, overruled, contested, proxyRefused, notOnTheRoll } = counted
  return {
    counted: Object.fromEntries(choices),
    recused: whole(total(counted.recused)),
    ...told({ late, superseded, withdraw: withdrawn, overruled, contested, proxyRefused, notOnTheRoll }),
    ratios,
  }
}
