import { instantKey } from './instant.ts'
import type { BallotRule } from './rule.ts'
import type { Roll, Vote } from './vote.ts'

/** A vote together with what the roll says of its seat: all that counting needs. */
export interface Paper {
  readonly voter: string
  readonly choice: string
  readonly reasoned: boolean
  /** Absent in old records, where the order of the list is the order of time. */
  readonly at: string | null
  readonly category: string | null
  /** How many equal votes this line stands for. */
  readonly count: number | string
  /** Of all votes this line stands for, together. */
  readonly weight: number | string
  readonly population: number | string
  readonly flags: readonly string[]
}

/** The figures of a count. What is zero beside `recused` is left out. */
export interface Tallies {
  readonly counted: Readonly<Record<string, number>>
  readonly recused: number
  readonly late?: number
  readonly superseded?: number
  readonly withdraw?: number
  readonly overruled?: number
  /** Votes of seats that are not on the roll. They never count; a sound ballot has none. */
  readonly notOnTheRoll?: number
  readonly ratios: Readonly<Record<string, string>>
}

/** The papers that count, and how many did not, and why. */
export interface Counted {
  readonly papers: readonly Paper[]
  readonly recused: readonly Paper[]
  readonly late: number
  readonly superseded: number
  readonly withdrawn: number
  readonly overruled: number
  readonly notOnTheRoll: number
}

const number = (value: number | string): number => Number(value)
const total = (papers: readonly Paper[]): number => papers.reduce((sum, paper) => sum + number(paper.count), 0)

/** Joins votes with the roll. Votes of seats that are not on it are set apart. */
export function papersOf(roll: Roll, votes: readonly Vote[]): { readonly papers: readonly Paper[]; readonly strangers: number } {
  const seats = new Map(roll.map(seat => [seat.seat, seat]))
  const papers = votes.flatMap((vote): readonly Paper[] => {
    const seat = seats.get(vote.seat)
    if (seat === undefined) return []
    const reasoned = vote.reason !== null && vote.reason.trim() !== ''
    const { category, weight, population = 0 } = seat
    return [{ voter: vote.seat, choice: vote.choice, reasoned, at: vote.at, category, count: 1, weight, population, flags: [] }]
  })
  return { papers, strangers: votes.length - papers.length }
}

const inTime = (papers: readonly Paper[], closesAt: string | null): readonly Paper[] => {
  const timely = closesAt === null ? papers : papers.filter(paper => paper.at === null || instantKey(paper.at) < instantKey(closesAt))
  const key = (paper: Paper): string => (paper.at === null ? '' : instantKey(paper.at))
  // Sorting is stable: papers without a time keep the order of the list and come before those with one.
  return [...timely].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** Applies what holds under every rule: votes in time, the latest of each voter, without the withdrawn, the overruled and the recused. */
export function countPapers(papers: readonly Paper[], closesAt: string | null, strangers = 0): Counted {
  const timely = inTime(papers, closesAt)
  const standing = new Map<string, Paper>()
  let superseded = 0
  let withdrawn = 0
  for (const paper of timely) {
    if (paper.choice === 'withdraw') {
      withdrawn += number(paper.count)
      standing.delete(paper.voter)
      continue
    }
    const earlier = standing.get(paper.voter)
    // An overruling is the chair's act on an objection, not a change of mind of its voter.
    if (earlier !== undefined && paper.choice !== 'overruled') superseded += number(earlier.count)
    standing.set(paper.voter, paper)
  }
  const latest = [...standing.values()]
  return {
    papers: latest.filter(paper => paper.choice !== 'recuse' && paper.choice !== 'overruled'),
    recused: latest.filter(paper => paper.choice === 'recuse'),
    overruled: total(latest.filter(paper => paper.choice === 'overruled')),
    late: total(papers) - total(timely),
    superseded,
    withdrawn,
    notOnTheRoll: strangers,
  }
}

/** The figures of a count, with the ratios a decision came by. */
export function talliesOf(counted: Counted, ratios: Readonly<Record<string, string>>): Tallies {
  const byChoice: Record<string, number> = {}
  for (const paper of counted.papers) byChoice[paper.choice] = (byChoice[paper.choice] ?? 0) + number(paper.count)
  const { late, superseded, withdrawn, overruled, notOnTheRoll } = counted
  return {
    counted: byChoice,
    recused: total(counted.recused),
    ...(late > 0 ? { late } : {}),
    ...(superseded > 0 ? { superseded } : {}),
    ...(withdrawn > 0 ? { withdraw: withdrawn } : {}),
    ...(overruled > 0 ? { overruled } : {}),
    ...(notOnTheRoll > 0 ? { notOnTheRoll } : {}),
    ratios,
  }
}

/** Counts the votes of a ballot by choice, without deciding anything. */
export function tally(rule: BallotRule, roll: Roll, votes: readonly Vote[], closesAt: string | null): Tallies {
  const { papers, strangers } = papersOf(roll, votes)
  const counted = countPapers(papers, closesAt, strangers)
  const known = new Set(rule.options)
  return talliesOf({ ...counted, papers: counted.papers.filter(paper => known.has(paper.choice)) }, {})
}
