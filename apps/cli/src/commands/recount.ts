import { countCase, readCase, readRule, rules as houseRules, type BallotCase, type BallotResult, type BallotRule } from '@plenary/ballots'
import { canonicalJson, type RecordedBallot } from '@plenary/ledger'
import { BadInput, type Command, type Output } from '../command.ts'
import { argumentsOf, jsonOf } from '../input.ts'
import { recountBallot } from '../recounting.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const bare = (rule: BallotRule): string => canonicalJson({ ...rule, steps: rule.steps.map(step => ({ if: step.if, outcome: step.outcome })), title: '', source: '', factStatus: '', inWords: '', choices: {}, outcomes: {}, reasonRequired: [] })

/** A rule of a file that counts as the house's rule of the same name takes over the names of its figures. */
const named = (rule: BallotRule): BallotRule => {
  const own = houseRules[rule.id]
  return own !== undefined && bare(own) === bare(rule) ? { ...rule, steps: own.steps } : rule
}

function rulesOf(path: string): ReadonlyMap<string, BallotRule> {
  const data = jsonOf(path)
  const listed = isFields(data) && isFields(data.rules) ? data.rules : data
  if (!isFields(listed)) throw new BadInput(`${path} holds no rules by id.`)
  return new Map(Object.entries(listed).map(([id, given]) => {
    const rule = readRule(given)
    if (!rule.ok) throw new BadInput(`${path}, rule ${id}: ${rule.refusal.message}`)
    return [id, named(rule.value)]
  }))
}

function ruleOf(one: BallotCase, known: ReadonlyMap<string, BallotRule>): BallotRule {
  const rule = known.get(one.rule)
  if (rule === undefined) throw new BadInput(`Case ${one.id}: there is no rule ${JSON.stringify(one.rule)}.`)
  if (rule.method !== 'steps' || rule.pre.length > 0) {
    const how = rule.pre.length > 0 ? rule.pre.join(', ') : rule.method
    throw new BadInput(`Case ${one.id}: the rule ${one.rule} counts by ${how}, which this version cannot.`)
  }
  return rule
}

/** Whether a count is the one a case gives. Figures that the rule does not name are not compared. */
function agrees({ outcome, tallies }: BallotResult, expected: NonNullable<BallotCase['expected']>, rule: BallotRule): boolean {
  const names = new Set(rule.steps.flatMap(step => (step.ratio === undefined ? [] : [step.ratio.name])))
  const given = isFields(expected.tallies.ratios) ? expected.tallies.ratios : {}
  const ratios = Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)))
  return outcome === expected.outcome && canonicalJson(tallies) === canonicalJson({ ...expected.tallies, ratios })
}

function recountCases(data: readonly unknown[], known: ReadonlyMap<string, BallotRule>, output: Output): number {
  const cases = data.map((item, index) => {
    const one = readCase(item, index)
    if (!one.ok) throw new BadInput(one.refusal.message)
    const rule = ruleOf(one.value, known)
    const counted = countCase(rule, one.value)
    if (!counted.ok) throw new BadInput(counted.refusal.message)
    return { one: one.value, rule, result: counted.value }
  })
  let differing = 0
  for (const { one, rule, result } of cases) {
    output.result(JSON.stringify({ id: one.id, outcome: result.outcome, tallies: result.tallies }))
    if (one.expected !== null && !agrees(result, one.expected, rule)) {
      differing += 1
      output.note(`Case ${one.id} gives ${one.expected.outcome} ${JSON.stringify(one.expected.tallies)}; counted, it is ${result.outcome} ${JSON.stringify(result.tallies)}.`)
    }
  }
  return differing === 0 ? 0 : 1
}

function recountExported(data: Fields, path: string, output: Output): number {
  const { id, result, votes, roll, rule } = data
  if (typeof id !== 'string' || !Array.isArray(votes) || !Array.isArray(roll) || !isFields(rule) || typeof data.closesAt !== 'string') {
    throw new BadInput(`${path} is neither a list of worked ballots nor an exported ballot.`)
  }
  try {
    const { outcome, tallies, sentence } = recountBallot({ ...data, context: isFields(data.context) ? data.context : {} } as unknown as RecordedBallot)
    output.result(JSON.stringify({ id, outcome, tallies }))
    output.note(sentence)
    if (!isFields(result)) return 0
    const same = result.outcome === outcome && canonicalJson(result.tallies ?? null) === canonicalJson(tallies)
    if (!same) output.note(`The ballot gives ${String(result.outcome)}; counted, it is ${outcome}.`)
    return same ? 0 : 1
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(`${path}: ${error.message}`)
    throw error
  }
}

/** Counts ballots again and compares with the results given: worked ballots, or one exported ballot. */
export const recount: Command = {
  usage: 'recount <cases.json> [--rules <rules.json>]',
  summary: 'Counts worked ballots, or an exported one, and compares with the results given.',
  run(args, output) {
    const { rest, values } = argumentsOf(args, { '--rules': 1 })
    const [path, ...more] = rest
    if (path === undefined || more.length > 0) throw new BadInput(`Usage: ${recount.usage}`)
    const given = values['--rules']?.[0]
    const known = new Map([...Object.entries(houseRules), ...(given === undefined ? [] : rulesOf(given))])
    const data = jsonOf(path)
    if (Array.isArray(data)) return recountCases(data, known, output)
    if (isFields(data)) return recountExported(data, path, output)
    throw new BadInput(`${path} is neither a list of worked ballots nor an exported ballot.`)
  },
}
