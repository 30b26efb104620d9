import { add, compare, inDigits, multiply, parseRational, rational, subtract, zero, type Rational } from './rational.ts'
import type { BallotRule, Comparison, Measure, Quantity, Step, Test, Where } from './rule.ts'
import { countPapers, papersOf, talliesOf, type Counted, type Paper, type Tallies } from './tally.ts'
import type { Roll, Vote } from './vote.ts'

/** Figures a rule may ask beside the votes, such as `eligible` or `castingVoteYes`. */
export type Context = Readonly<Record<string, number | string>>

/** One criterion of a rule with its figures, in words: "6 of 9 votes for and against are in favour = 2/3 ≥ 2/3". */
export interface Criterion {
  readonly name: string
  readonly met: boolean
  readonly figures: string
}

/** The result of a ballot: exact, and explained. */
export interface BallotResult {
  readonly outcome: string
  readonly passes: boolean
  readonly tallies: Tallies
  readonly criteria: readonly Criterion[]
  readonly sentence: string
}

interface Count {
  readonly counted: Counted
  readonly context: Context
}

const exactly = (value: number | string, what: string): Rational => {
  const read = parseRational(value)
  if (read === null) throw new RangeError(`${what} is ${JSON.stringify(value)}, which is not an exact number.`)
  return read
}

const fits = (paper: Paper, { choice, category, reasoned, flag }: Where): boolean =>
  (choice === undefined || choice.includes(paper.choice))
  && (category === undefined || (paper.category !== null && category.includes(paper.category)))
  && (reasoned === undefined || paper.reasoned === reasoned)
  && (flag === undefined || paper.flags.includes(flag))

// A line that stands for many votes carries their weight and population together.
const sumOf = (papers: readonly Paper[], measure: Measure): Rational =>
  papers.reduce((sum, paper) => add(sum, exactly(paper[measure], `The ${measure} of ${paper.voter}`)), zero)

function valueOf(quantity: Quantity, count: Count): Rational {
  if ('const' in quantity) return exactly(quantity.const, 'A figure of the rule')
  if ('sum' in quantity) return sumOf(count.counted.papers.filter(paper => fits(paper, quantity.where)), quantity.sum)
  if ('add' in quantity) return quantity.add.map(part => valueOf(part, count)).reduce(add, zero)
  if ('mul' in quantity) return multiply(exactly(quantity.mul[0], 'A fraction of the rule'), valueOf(quantity.mul[1], count))
  if ('sub' in quantity) {
    const [first = zero, ...rest] = quantity.sub.map(part => valueOf(part, count))
    return rest.reduce(subtract, first)
  }
  if (quantity.ctx === 'recused' && !Object.hasOwn(count.context, 'recused')) return sumOf(count.counted.recused, 'count')
  const given = Object.hasOwn(count.context, quantity.ctx) ? count.context[quantity.ctx] : undefined
  // A casting vote that was not given is neither for nor against.
  if (given === undefined && quantity.ctx === 'castingVoteYes') return rational(-1n)
  if (given === undefined) throw new RangeError(`The rule asks for ${JSON.stringify(quantity.ctx)}, which the ballot does not give.`)
  return exactly(given, `The figure ${JSON.stringify(quantity.ctx)}`)
}

const relations: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '==': order => order === 0,
  '>=': order => order >= 0,
  '>': order => order > 0,
}

function holds(test: Test, count: Count): boolean {
  if ('all' in test) return test.all.every(part => holds(part, count))
  if ('any' in test) return test.any.some(part => holds(part, count))
  return relations[test.op](compare(valueOf(test.l, count), valueOf(test.r, count)))
}

// How a comparison reads when the step does not strike (the criterion is met), and when it does.
const readings: Readonly<Record<Comparison, readonly [string, string]>> = {
  '<': ['≥', '<'], '<=': ['>', '≤'], '==': ['≠', '='], '>=': ['<', '≥'], '>': ['≤', '>'],
}

function criterionOf(step: Step, count: Count): readonly Criterion[] {
  if (step.criterion === undefined) return []
  const { name, words } = step.criterion
  const met = !holds(step.if, count)
  if (!('op' in step.if)) return [{ name, met, figures: words }]
  const left = valueOf(step.if.l, count)
  const sign = readings[step.if.op][met ? 0 : 1]
  if (!('mul' in step.if.r)) return [{ name, met, figures: words.replace('{l}', inDigits(left)) }]
  const base = valueOf(step.if.r.mul[1], count)
  const told = words.replace('{l}', inDigits(left)).replace('{of}', inDigits(base))
  const share = base.over === 0n ? '' : ` = ${inDigits(multiply(left, rational(base.under, base.over)))} ${sign} ${step.if.r.mul[0]}`
  return [{ name, met, figures: `${told}${share}` }]
}

const ratioOf = (step: Step, count: Count): Readonly<Record<string, string>> =>
  step.ratio === undefined ? {} : { [step.ratio.name]: step.ratio.of.map(part => inDigits(valueOf(part, count))).join('/') }

/** How many seats must take part for the ballot to have effect, of so many that may; 0 if the rule has no quorum. */
export function quorumOf(rule: BallotRule, eligible: number): number {
  const test = rule.steps.find(step => step.criterion?.name === 'quorum')?.if
  if (test === undefined || !('op' in test) || !('mul' in test.r)) return 0
  const { over, under } = multiply(exactly(test.r.mul[0], 'The quorum'), exactly(eligible, 'The number of seats'))
  return Number((over + under - 1n) / under)
}

/** Applies a decision list to papers. Exact, and the same for every order of the papers. */
export function decidePapers(rule: BallotRule, counted: Counted, context: Context): BallotResult {
  if (rule.method !== 'steps') throw new RangeError(`The rule ${rule.id} counts by the method ${JSON.stringify(rule.method)}, which is not a decision list.`)
  const count = { counted, context }
  const struck = rule.steps.findIndex(step => holds(step.if, count))
  const reached = struck < 0 ? rule.steps : rule.steps.slice(0, struck + 1)
  const outcome = rule.steps[struck]?.outcome ?? rule.otherwise
  const ratios = Object.assign({}, ...reached.map(step => ratioOf(step, count))) as Record<string, string>
  const criteria = rule.steps.flatMap(step => criterionOf(step, count))
  const told = rule.outcomes?.[outcome]
  const votes = Object.entries(talliesOf(counted, {}).counted).map(([choice, number]) => `${number} ${choice}`).sort()
  const figures = criteria.length > 0 ? criteria.map(one => one.figures).join('; ') : votes.join(', ')
  const words = told?.words ?? outcome
  return {
    outcome,
    passes: told?.passes ?? outcome === rule.otherwise,
    tallies: talliesOf(counted, ratios),
    criteria,
    sentence: figures === '' ? `${words}.` : `${words}: ${figures}.`,
  }
}

/**
 * The result of a ballot under its rule: outcome, tallies, every criterion with its figures, and one sentence that says it all.
 * `facts` may add what the rule asks beside the votes, such as the chair's casting vote; `eligible` and `recused` follow from roll and votes.
 */
export function decide(rule: BallotRule, roll: Roll, votes: readonly Vote[], facts: { readonly closesAt: string } & Context): BallotResult {
  const { closesAt, ...context } = facts
  const { papers, strangers } = papersOf(roll, votes)
  return decidePapers(rule, countPapers(papers, closesAt, strangers), { eligible: roll.length, ...context })
}
