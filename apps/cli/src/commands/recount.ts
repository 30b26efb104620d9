import { countCase, figureNames, readCase, readRule, rules as houseRules, type BallotCase, type BallotResult, type BallotRule } from '@plenary/ballots'
import type { Refusal } from '@plenary/kernel'
import { canonicalJson, type RecordedBallot } from '@plenary/ledger'
import { BadInput, type Command, type Output } from '../command.ts'
import { argumentsOf, jsonFile, jsonOf, type JsonFile } from '../input.ts'
import { lineOf } from '../json-place.ts'
import { recountBallot } from '../recounting.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutWords = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutWords)
  return isFields(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'words').map(([name, part]) => [name, withoutWords(part)])) : value
}

/** What of a rule decides. */
const bare = ({ options, method, pre, steps, otherwise }: BallotRule): string =>
  canonicalJson({ options, method, pre, otherwise, steps: steps.map(step => ({ if: withoutWords(step.if), outcome: step.outcome })) })

/** A rule of a file that counts as the house's rule of the same name takes over its words and the names of its figures. */
const named = (rule: BallotRule): BallotRule => {
  const own = houseRules[rule.id]
  return own !== undefined && bare(own) === bare(rule) ? { ...own, ...rule, steps: own.steps } : rule
}

function rulesOf(path: string): ReadonlyMap<string, BallotRule> {
  const data = jsonOf(path)
  const listed = isFields(data) && isFields(data.rules) ? data.rules : data
  if (!isFields(listed)) throw new BadInput(`${path} holds no rules by id.`)
  return new Map(Object.entries(listed).map(([id, given]) => {
    const rule = readRule(given)
    if (!rule.ok) throw new BadInput(`${path}, rule ${id}: ${rule.refusal.message}`)
    if (rule.value.id !== id) throw new BadInput(`${path}, rule ${id}: its id is ${rule.value.id}.`)
    return [id, named(rule.value)]
  }))
}

/** Whether a count is the one a case gives. Figures that the rule does not name are not compared. */
function agrees({ outcome, tallies }: BallotResult, expected: NonNullable<BallotCase['expected']>, rule: BallotRule): boolean {
  const names = new Set(figureNames(rule))
  const given = isFields(expected.tallies.ratios) ? expected.tallies.ratios : {}
  const ratios = Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)))
  return outcome === expected.outcome && canonicalJson(tallies) === canonicalJson({ ...expected.tallies, ratios })
}

/** Bad input of one case, with the line of the field that is wrong. */
function badCase(path: string, text: string, index: number, refusal: Refusal): BadInput {
  const where = refusal.missing[0]?.where ?? ''
  return new BadInput(`${path}, line ${lineOf(text, [`${index}`, ...where.split('.').filter(part => part !== '')])}: ${refusal.message}`)
}

function recountCases(path: string, text: string, data: readonly unknown[], known: ReadonlyMap<string, BallotRule>, output: Output): number {
  const cases = data.map((item, index) => {
    const one = readCase(item, index)
    if (!one.ok) throw badCase(path, text, index, one.refusal)
    const rule = known.get(one.value.rule)
    if (rule === undefined) throw new BadInput(`${path}, line ${lineOf(text, [`${index}`, 'rule'])}: Case ${one.value.id}: there is no rule ${JSON.stringify(one.value.rule)}.`)
    const counted = countCase(rule, one.value)
    if (!counted.ok) throw badCase(path, text, index, counted.refusal)
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
    if (!same) output.note(`The ballot gives ${String(result.outcome)} ${JSON.stringify(result.tallies)}; counted, it is ${outcome} ${JSON.stringify(tallies)}.`)
    return same ? 0 : 1
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(`${path}: ${error.message}`)
    throw error
  }
}

function recountFile(path: string, { value, text }: JsonFile, known: ReadonlyMap<string, BallotRule>, output: Output): number {
  if (Array.isArray(value)) return recountCases(path, text, value, known, output)
  if (isFields(value)) return recountExported(value, path, output)
  throw new BadInput(`${path} is neither a list of worked ballots nor an exported ballot.`)
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
    return recountFile(path, jsonFile(path), known, output)
  },
}
