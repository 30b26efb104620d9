import { accept, refusal, type Result } from '@plenary/kernel'
import { decidePapers, proxiesOf, type BallotResult } from './decide.ts'
import type { Context } from './figures.ts'
import { isInstant } from './instant.ts'
import type { Paper } from './paper.ts'
import { isExact, isFields, Wrong, type Fields } from './reading.ts'
import { leaving, standingChoices, type BallotRule } from './rule.ts'
import { countPapers } from './tally.ts'
import { inUtc } from './utc.ts'

/** A worked ballot: votes and context as an outside program writes them, and the result it gives. */
export interface BallotCase {
  readonly id: string
  readonly rule: string
  readonly closesAt: string | null
  readonly context: Context
  readonly papers: readonly Paper[]
  readonly expected: { readonly outcome: string, readonly tallies: Readonly<Record<string, unknown>> } | null
}

/** What is wrong, and the path to it within the case: `votes.3.count`. */
class Bad extends Wrong {
  constructor(readonly path: string, what: string) {
    super(what)
  }
}

const textOf = (value: unknown, path: string, at: string): string => {
  if (typeof value !== 'string' || value === '') throw new Bad(path, `${at} must be a text`)
  return value
}

const instantOf = (value: unknown, path: string, at: string): string => {
  const instant = typeof value === 'string' ? inUtc(value) : ''
  if (!isInstant(instant)) throw new Bad(path, `${at} is not an instant such as 2026-03-02T00:00:00Z`)
  return instant
}

const exactOf = (value: unknown, path: string, at: string): number | string => {
  if (!isExact(value)) throw new Bad(path, `${at} is not an exact number that is not negative; larger ones are written as texts`)
  return value
}

const wholeForm = /^\d+$/
const countIn = (value: unknown, path: string, at: string): number | string => {
  if (typeof value === 'string' ? !wholeForm.test(value) : !Number.isSafeInteger(value) || Number(value) < 0) throw new Bad(path, `${at} is not a whole number`)
  return value as number | string
}

const texts = ['category', 'affiliation', 'proxyHolder'] as const
const measures = ['weight', 'population'] as const

function rankingOf(value: unknown, path: string, at: string): readonly string[] | null {
  if (value === undefined || value === null) return null
  if (!Array.isArray(value) || !value.every(one => typeof one === 'string')) throw new Bad(path, `${at} is not a list of texts`)
  return value
}

function paperAt(vote: unknown, index: number): Paper {
  const at = (name: string): readonly [string, string] => [`votes.${index}.${name}`, `votes[${index}].${name}`]
  if (!isFields(vote)) throw new Bad(`votes.${index}`, `votes[${index}] must be an object`)
  const [category, affiliation, proxyHolder] = texts.map(name => (vote[name] === undefined || vote[name] === null ? null : textOf(vote[name], ...at(name))))
  if (vote.withReason !== undefined && typeof vote.withReason !== 'boolean') throw new Bad(at('withReason')[0], `${at('withReason')[1]} must be true or false`)
  const count = vote.count === undefined ? 1 : countIn(vote.count, ...at('count'))
  // Without a weight each vote weighs one; a line that stands for many has the weight of all.
  const [weight, population] = measures.map((name, kind) => (vote[name] === undefined ? [count, 0][kind] : exactOf(vote[name], ...at(name)))) as [number | string, number | string]
  return {
    voter: textOf(vote.voter, ...at('voter')),
    choice: textOf(vote.choice, ...at('choice')),
    reasoned: vote.withReason === true,
    at: vote.castAt === undefined || vote.castAt === null ? null : instantOf(vote.castAt, ...at('castAt')),
    category: category ?? null,
    count, weight, population,
    flags: Object.keys(vote).filter(name => name !== 'withReason' && vote[name] === true),
    affiliation: affiliation ?? null,
    proxyHolder: proxyHolder ?? null,
    ranking: rankingOf(vote.ranking, ...at('ranking')),
  }
}

function contextOf(given: Fields): Context {
  const limit = given['maxProxiesPerHolder']
  if (limit !== undefined) countIn(limit, 'context.maxProxiesPerHolder', 'context.maxProxiesPerHolder')
  const figures = Object.entries(given)
  for (const [name, value] of figures) if (typeof value === 'number') exactOf(value, `context.${name}`, `context.${name}`)
  // Texts that are no numbers are remarks, until the rule asks for them.
  return Object.fromEntries(figures.filter((entry): entry is [string, number | string | boolean] => typeof entry[1] === 'boolean' || isExact(entry[1])))
}

function caseOf(data: Fields): BallotCase {
  const { context = {}, votes, expected = null } = data
  const [id, rule] = [textOf(data.id, 'id', 'id'), textOf(data.rule, 'rule', 'rule')]
  if (!isFields(context)) throw new Bad('context', 'context must be an object')
  if (!Array.isArray(votes)) throw new Bad('votes', 'votes must be a list')
  const closesAt = context.closesAt === undefined || context.closesAt === null ? null : instantOf(context.closesAt, 'context.closesAt', 'context.closesAt')
  const papers = votes.map(paperAt)
  if (expected !== null && (!isFields(expected) || typeof expected.outcome !== 'string' || !isFields(expected.tallies))) {
    throw new Bad('expected', 'expected needs outcome and tallies')
  }
  return { id, rule, closesAt, context: contextOf(context), papers, expected: expected as BallotCase['expected'] }
}

const named = (id: unknown, index: number): string => `Case ${typeof id === 'string' ? id : index}`
const wrong = (name: string, what: string, path: string): Result<never> =>
  refusal('case', `${name}: ${what}.`, [{ gate: 'case', message: `${what}.`, where: path }])

/** Reads a worked ballot. Refuses with one sentence that names the case and the field; `missing[0].where` is the path to it within the case. */
export function readCase(data: unknown, index: number): Result<BallotCase> {
  if (!isFields(data)) return wrong(named(null, index), 'it must be an object', '')
  try {
    return accept(caseOf(data))
  } catch (error) {
    if (error instanceof Bad) return wrong(named(data.id, index), error.message, error.path)
    throw error
  }
}

/** Counts a worked ballot under a rule. What the rule does not know, and what it asks and the case does not give, is refused with its place. */
export function countCase(rule: BallotRule, one: BallotCase): Result<BallotResult> {
  const known = new Set<string>([...rule.options, ...standingChoices, ...leaving])
  const strange = one.papers.findIndex(paper => !known.has(paper.choice))
  if (strange >= 0) {
    const { choice } = one.papers[strange] as Paper
    return wrong(`Case ${one.id}`, `votes[${strange}].choice is ${JSON.stringify(choice)}, which is not an option of the rule ${rule.id}`, `votes.${strange}.choice`)
  }
  const counted = countPapers(one.papers, { closesAt: one.closesAt, proxiesPerHolder: proxiesOf(rule, one.context) })
  const result = decidePapers(rule, counted, one.context)
  return result.ok ? result : wrong(`Case ${one.id}`, `context: ${result.refusal.message.replace(/\.$/, '')}`, 'context')
}
