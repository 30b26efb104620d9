import { accept, refusal, type Result } from '@plenary/kernel'
import { criterionOf, type Criterion } from './criterion.ts'
import { counting, reportedBy, seatsOf, type Context } from './figures.ts'
import type { Paper } from './paper.ts'
import { collapses, pilesOf, prepared, type Pile } from './pile.ts'
import { exactly } from './sum.ts'
import { holds, type Count } from './quantity.ts'
import { add, multiply, zero, type Rational } from './rational.ts'
import type { BallotRule, Quantity, Step } from './rule.ts'
import { roundInJson, roundInWords, runoff } from './runoff.ts'
import { countVotes, talliesOf, type Counted, type Reported, type Tallies } from './tally.ts'
import type { Roll, Vote } from './vote.ts'

/** The result of a ballot: exact, and explained. */
export interface BallotResult {
  readonly outcome: string
  readonly passes: boolean
  readonly tallies: Tallies
  readonly criteria: readonly Criterion[]
  readonly sentence: string
}

/** How a decision list ends: the step that struck, or null, and the outcome. */
export function ending(rule: BallotRule, count: Count): { readonly struck: number | null; readonly outcome: string } {
  const struck = rule.steps.findIndex(step => holds(step.if, count))
  return struck < 0 ? { struck: null, outcome: rule.otherwise } : { struck, outcome: (rule.steps[struck] as Step).outcome }
}

/** Whether the text passes by an outcome. */
export const passesBy = (rule: BallotRule, outcome: string): boolean =>
  rule.outcomes?.[outcome]?.passes ?? rule.outcomes?.['*']?.passes ?? outcome === rule.otherwise

/** An outcome in words. */
export const outcomeInWords = (rule: BallotRule, outcome: string): string =>
  rule.outcomes?.[outcome]?.words ?? rule.outcomes?.['*']?.words.replaceAll('{choice}', outcome) ?? outcome

/** A number, or a fraction of so many; null if it is neither. */
function numberOf(quantity: Quantity, eligible: number): Rational | null {
  if ('const' in quantity) return exactly(quantity.const)
  return 'mul' in quantity && typeof quantity.mul[0] === 'string' ? multiply(exactly(quantity.mul[0]), exactly(eligible)) : null
}

/** How many seats must take part for the ballot to have effect, of so many that may; 0 if the rule has no quorum of votes. */
export function quorumOf(rule: BallotRule, eligible: number): number {
  const test = rule.steps.find(step => step.criterion?.name === 'quorum')?.if
  if (test === undefined || !('op' in test) || !('sum' in test.l)) return 0
  const needed = numberOf(test.r, eligible)
  if (needed === null) return 0
  const { over, under } = needed
  // More than half of ten are six; at least half of ten are five.
  return Number(test.op === '<=' ? over / under + 1n : (over + under - 1n) / under)
}

/** A whole count in the form that rules are evaluated on. */
export interface Counting { readonly piles: readonly Pile[]; readonly recused: Rational }

export const countingOf = (rule: BallotRule, counted: Counted): Counting => ({
  piles: pilesOf(prepared(rule, counted.papers)),
  recused: counted.recused.reduce((sum, paper) => add(sum, exactly(paper.count)), zero),
})

const joined = (first: string, figures: readonly string[]): string => (figures.length === 0 ? `${first}.` : `${first}: ${figures.join('; ')}.`)

interface Found { readonly ratios: Readonly<Record<string, Reported>>; readonly criteria: readonly Criterion[]; readonly lines: readonly string[] }

function told(rule: BallotRule, outcome: string, counted: Counted, found: Found, piles: readonly Pile[] | null): BallotResult {
  const tallies = talliesOf(counted, found.ratios, piles)
  const votes = Object.entries(tallies.counted).map(([choice, number]) => `${number} ${choice}`)
  const lines = found.lines.length > 0 ? found.lines : [votes.join(', ')].filter(line => line !== '')
  return { outcome, passes: passesBy(rule, outcome), tallies, criteria: found.criteria, sentence: joined(outcomeInWords(rule, outcome), lines) }
}

function byRunoff(rule: BallotRule, counted: Counted, papers: readonly Paper[]): BallotResult {
  const { winner, rounds } = runoff(papers)
  return told(rule, winner ?? rule.otherwise, counted, { ratios: { rounds: rounds.map(roundInJson) }, criteria: [], lines: rounds.map(roundInWords) }, null)
}

/**
 * Applies a rule to papers. Exact, and the same for every order of the papers.
 * Refuses with `figure-missing`, naming the figures, when the way to the outcome asks for what neither the context nor the roll gives.
 */
export function decidePapers(rule: BallotRule, counted: Counted, context: Context, roll: Roll | null = null): Result<BallotResult> {
  if (rule.method === 'irv') return accept(byRunoff(rule, counted, prepared(rule, counted.papers)))
  const missing = new Set<string>()
  const sources = { rule, context, seats: roll === null ? null : seatsOf(roll), ...countingOf(rule, counted) }
  const count = counting(sources, missing)
  const { struck, outcome } = ending(rule, count)
  const ratios = reportedBy(struck === null ? rule.steps : rule.steps.slice(0, struck + 1), count)
  if (missing.size > 0) {
    return refusal('figure-missing', `The rule asks for ${[...missing].map(name => JSON.stringify(name)).join(' and ')}, which the ballot does not give.`)
  }
  const criteria = rule.steps.flatMap(step => {
    const unknown = new Set<string>()
    const criterion = criterionOf(rule, step, counting(sources, unknown))
    // A step the count did not come to may ask for more than is known.
    return criterion === null || unknown.size > 0 ? [] : [criterion]
  })
  // Where ballots are collapsed the piles hold fewer votes than were cast.
  const piles = collapses(rule) ? null : sources.piles
  return accept(told(rule, outcome, counted, { ratios, criteria, lines: criteria.map(one => one.figures) }, piles))
}

/**
 * The result of a ballot under its rule: outcome, tallies, every criterion with its figures, and one sentence that says it all.
 * `facts` may add what the rule asks beside the votes, such as the chair's casting vote; what follows from roll and votes need not be given.
 */
export function decide(rule: BallotRule, roll: Roll, votes: readonly Vote[], facts: { readonly closesAt: string } & Context): Result<BallotResult> {
  const { closesAt, ...context } = facts
  return decidePapers(rule, countVotes(roll, votes, { closesAt, proxiesPerHolder: proxiesOf(rule, context) }), context, roll)
}

/** How many proxies one holder may cast: what the context of the ballot says, else the rule; null without a limit. */
export function proxiesOf(rule: BallotRule, context: Context): number | null {
  const given = context['maxProxiesPerHolder']
  return given === undefined ? rule.proxiesPerHolder ?? null : Number(given)
}
