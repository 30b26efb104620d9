import { accept, refusal, type Result } from '@plenary/kernel'
import { decidePapers, type BallotResult, type Context } from './decide.ts'
import { isInstant } from './instant.ts'
import { parseRational } from './rational.ts'
import type { BallotRule } from './rule.ts'
import { countPapers, type Paper } from './tally.ts'

/** A worked ballot: votes and context as an outside program writes them, and the result it gives. */
export interface BallotCase {
  readonly id: string
  readonly rule: string
  readonly closesAt: string | null
  readonly context: Context
  readonly papers: readonly Paper[]
  readonly expected: { readonly outcome: string, readonly tallies: Readonly<Record<string, unknown>> } | null
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isExact = (value: unknown): value is number | string => (typeof value === 'number' || typeof value === 'string') && parseRational(value) !== null

const measures = ['count', 'weight', 'population'] as const

function badVote(vote: unknown): string | null {
  if (!isFields(vote)) return 'is not an object'
  if (typeof vote.voter !== 'string' || typeof vote.choice !== 'string') return 'needs voter and choice'
  const bad = measures.find(measure => vote[measure] !== undefined && !isExact(vote[measure]))
  if (bad !== undefined) return `has a ${bad} that is not an exact number`
  if (vote.count !== undefined && (!Number.isSafeInteger(vote.count) || Number(vote.count) < 0)) return 'has a count that is not a whole number'
  return vote.castAt === undefined || (typeof vote.castAt === 'string' && isInstant(vote.castAt)) ? null : 'has a castAt that is not an instant in UTC'
}

const flagsOf = (vote: Fields): readonly string[] => Object.keys(vote).filter(name => vote[name] === true)

const paperOf = (vote: Fields): Paper => ({
  voter: String(vote.voter),
  choice: String(vote.choice),
  reasoned: vote.withReason === true,
  at: typeof vote.castAt === 'string' ? vote.castAt : null,
  category: typeof vote.category === 'string' ? vote.category : null,
  count: (vote.count ?? 1) as number,
  weight: (vote.weight ?? 1) as number | string,
  population: (vote.population ?? 0) as number | string,
  flags: flagsOf(vote),
})

/** Reads a worked ballot. Refuses with one sentence that names the case and the field. */
export function readCase(data: unknown, index: number): Result<BallotCase> {
  const wrong = (what: string): Result<never> => refusal('case', `Case ${isFields(data) && typeof data.id === 'string' ? data.id : index}: ${what}.`)
  if (!isFields(data)) return wrong('is not an object')
  if (typeof data.id !== 'string' || typeof data.rule !== 'string') return wrong('needs id and rule')
  const { context = {}, votes, expected = null } = data
  if (!isFields(context)) return wrong('context is not an object')
  if (!Array.isArray(votes)) return wrong('votes is not a list')
  const bad = votes.map(badVote).findIndex(one => one !== null)
  if (bad >= 0) return wrong(`votes[${bad}] ${badVote(votes[bad])}`)
  const { closesAt = null, ...figures } = context
  if (closesAt !== null && (typeof closesAt !== 'string' || !isInstant(closesAt))) return wrong('context.closesAt is not an instant in UTC')
  const counted = Object.entries(figures).filter((entry): entry is [string, number | string] => isExact(entry[1]))
  if (expected !== null && (!isFields(expected) || typeof expected.outcome !== 'string' || !isFields(expected.tallies))) {
    return wrong('expected needs outcome and tallies')
  }
  return accept({
    id: data.id, rule: data.rule, closesAt, context: Object.fromEntries(counted), papers: (votes as Fields[]).map(paperOf),
    expected: expected as BallotCase['expected'],
  })
}

/** Counts a worked ballot under a rule. What the rule asks and the case does not give is refused by name. */
export function countCase(rule: BallotRule, one: BallotCase): Result<BallotResult> {
  try {
    return accept(decidePapers(rule, countPapers(one.papers, one.closesAt), one.context))
  } catch (error) {
    if (error instanceof RangeError) return refusal('case', `Case ${one.id}: ${error.message}`)
    throw error
  }
}
