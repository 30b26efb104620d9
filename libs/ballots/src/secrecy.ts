import { accept, refusal, type Result } from '@plenary/kernel'
import { choicesOf, type Roll, type Vote } from './vote.ts'
import type { BallotRule } from './rule.ts'

/** A paper is always this long, in bytes, so that its length says nothing of what stands on it. */
export const PAPER_LENGTH = 4_096
const paperFormat = 'plenary.paper.1'
const receiptFormat = 'plenary.receipt.1'

/** What a seat puts into the box. The tracker is 128 random bits in hexadecimal, made where the paper is written. */
export interface Paper {
  readonly choice: string
  readonly reason: string | null
  readonly tracker: string
}

/** A paper as it is published: without a name, found again by its tracker. */
export type PublishedPaper = Paper

/** The opened box: what is published, and the papers that were not taken, by why. */
export interface Batch {
  readonly papers: readonly PublishedPaper[]
  /** Could not be opened or read, or named no choice of the rule. */
  readonly unreadable: number
  /** Carried a tracker that another paper carried too. */
  readonly clashing: number
}

const trackerForm = /^[0-9a-f]{32}$/

const ascii = (text: string): string => text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Which ballot a paper is sealed for. It is bound into the seal together with the seat, so that a paper opens in its own place only. */
export const sealedFor = (ballot: string): string => `plenary.sealed-vote.1 ${ballot}`

/** Writes a paper at its full length, in ASCII. Refuses `too-long` when the reason does not fit on it. */
export function writePaper(ballot: string, paper: Paper): Result<string> {
  const { choice, reason, tracker } = paper
  const text = ascii(JSON.stringify({ format: paperFormat, ballot, choice, reason, tracker }))
  return text.length <= PAPER_LENGTH ? accept(text.padEnd(PAPER_LENGTH, ' ')) : refusal('too-long', 'The reason is too long for the paper. Shorten it.')
}

/** What stands in a JSON text; null when it is none. What is no object has no fields, and is refused for that. */
function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>> | null
  } catch {
    // It is no JSON; of a text nothing else is thrown.
    return null
  }
}

/** Reads a paper; null when it is none of this ballot, of no choice the rule knows, or lacks the reason the rule asks. */
export function readPaper(ballot: string, rule: BallotRule, text: string): Paper | null {
  const given = text.length === PAPER_LENGTH ? parsed(text) : null
  if (given === null || given['format'] !== paperFormat || given['ballot'] !== ballot) return null
  const { reason, tracker } = given
  const choice = choicesOf(rule).find(known => known !== 'withdraw' && known === given['choice'])
  if (choice === undefined || typeof tracker !== 'string' || !trackerForm.test(tracker) || (reason !== null && typeof reason !== 'string')) return null
  const said = reason?.trim() || null
  return said !== null || !rule.reasonRequired?.includes(choice) ? { choice, reason: said, tracker } : null
}

const byTracker = (one: Paper, other: Paper): number => (one.tracker < other.tracker ? -1 : one.tracker > other.tracker ? 1 : 0)

/**
 * Makes the published batch of all papers of a box; null stands for one that could not be opened. What is published is sorted by tracker: its
 * order says nothing of the order in the box. Papers with the same tracker cannot be told apart by their voters, so none of them is taken.
 */
export function batchOf(ballot: string, rule: BallotRule, opened: readonly (string | null)[]): Batch {
  const read = opened.map(text => (text === null ? null : readPaper(ballot, rule, text)))
  const sound = read.filter(paper => paper !== null)
  const times = new Map<string, number>()
  for (const { tracker } of sound) times.set(tracker, (times.get(tracker) ?? 0) + 1)
  const papers = sound.filter(paper => times.get(paper.tracker) === 1).sort(byTracker)
  return { papers, unreadable: read.length - sound.length, clashing: sound.length - papers.length }
}

/** The published papers in the one form that is hashed: sorted by tracker. */
export const batchStatement = (papers: readonly PublishedPaper[]): readonly object[] =>
  [...papers].sort(byTracker).map(({ tracker, choice, reason }) => ({ tracker, choice, reason }))

/** The hash of the published papers, given the house's hash of plain values. */
export const batchHash = (papers: readonly PublishedPaper[], hashOf: (value: unknown) => string): string => hashOf(batchStatement(papers))

/**
 * The published papers as votes that can be counted. Each is laid on some seat of the roll: under a rule that needs no names it does not matter on
 * which. Throws a RangeError when there are more papers than seats.
 */
export function votesOfPapers(roll: Roll, papers: readonly PublishedPaper[], at: string): readonly Vote[] {
  if (papers.length > roll.length) throw new RangeError(`There are ${papers.length} papers and ${roll.length} seats.`)
  return papers.map(({ choice, reason }, index) => ({ seat: roll[index]!.seat, choice, reason, at }))
}

/** What is hashed to name a paper on its receipt: the ballot, the choice and the tracker. Without the tracker nobody finds the choice by trying. */
export const paperStatement = (ballot: string, { choice, tracker }: Pick<Paper, 'choice' | 'tracker'>): object => ({ format: receiptFormat, ballot, choice, tracker })

/** What the server signs when it takes a sealed paper: which paper the voter says it is, and the sealed bytes it took, by their hashes. */
export const receiptStatement = (ballot: string, paper: string, sealed: string): object => ({ format: receiptFormat, ballot, paper, sealed })
