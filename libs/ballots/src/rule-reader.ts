import { accept, refusal, type Result } from '@plenary/kernel'
import { parseRational } from './rational.ts'
import type { BallotRule, Quantity, Test } from './rule.ts'

/** Thrown and caught inside this file only: the first thing that is wrong, with its place. */
class Wrong extends Error {}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown, at: string): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Wrong(`${at} must be an object`)
  return value as Fields
}

const listAt = (value: unknown, at: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Wrong(`${at} must be a list`)
  return value
}

const textAt = (value: unknown, at: string): void => {
  if (typeof value !== 'string' || value === '') throw new Wrong(`${at} must be a text`)
}

const textsAt = (value: unknown, at: string): void => listAt(value, at).forEach((one, index) => textAt(one, `${at}[${index}]`))

const numberAt = (value: unknown, at: string): void => {
  const exact = typeof value === 'number' || typeof value === 'string' ? parseRational(value) : null
  if (exact === null) throw new Wrong(`${at} must be an exact number or fraction such as "2/3"`)
}

function checkWhere(value: unknown, at: string): void {
  const where = fieldsOf(value, at)
  for (const [name, asked] of Object.entries(where)) {
    if (name === 'choice' || name === 'category') textsAt(asked, `${at}.${name}`)
    else if (name === 'flag') textAt(asked, `${at}.flag`)
    else if (name !== 'reasoned' || typeof asked !== 'boolean') throw new Wrong(`${at} cannot ask for ${name}`)
  }
}

function checkQuantity(value: unknown, at: string): asserts value is Quantity {
  const fields = fieldsOf(value, at)
  if ('const' in fields) return numberAt(fields.const, `${at}.const`)
  if ('ctx' in fields) return textAt(fields.ctx, `${at}.ctx`)
  if ('sum' in fields) {
    if (!['count', 'weight', 'population'].includes(String(fields.sum))) throw new Wrong(`${at}.sum must be count, weight or population`)
    return checkWhere(fields.where, `${at}.where`)
  }
  if ('mul' in fields) {
    const [fraction, of] = listAt(fields.mul, `${at}.mul`)
    numberAt(fraction, `${at}.mul[0]`)
    return checkQuantity(of, `${at}.mul[1]`)
  }
  const name = 'add' in fields ? 'add' : 'sub'
  if (!(name in fields)) throw new Wrong(`${at} must be one of const, ctx, sum, add, sub, mul`)
  listAt(fields[name], `${at}.${name}`).forEach((part, index) => checkQuantity(part, `${at}.${name}[${index}]`))
}

function checkTest(value: unknown, at: string): asserts value is Test {
  const fields = fieldsOf(value, at)
  const joined = 'all' in fields ? 'all' : 'any' in fields ? 'any' : null
  if (joined !== null) {
    listAt(fields[joined], `${at}.${joined}`).forEach((part, index) => checkTest(part, `${at}.${joined}[${index}]`))
    return
  }
  if (!['<', '<=', '==', '>=', '>'].includes(String(fields.op))) throw new Wrong(`${at}.op must be one of <, <=, ==, >=, >`)
  checkQuantity(fields.l, `${at}.l`)
  checkQuantity(fields.r, `${at}.r`)
}

function checkStep(value: unknown, at: string): void {
  const step = fieldsOf(value, at)
  checkTest(step.if, `${at}.if`)
  textAt(step.outcome, `${at}.outcome`)
  if (step.criterion !== undefined) {
    const { name, words } = fieldsOf(step.criterion, `${at}.criterion`)
    textAt(name, `${at}.criterion.name`)
    textAt(words, `${at}.criterion.words`)
  }
  if (step.ratio !== undefined) {
    const { name, of } = fieldsOf(step.ratio, `${at}.ratio`)
    textAt(name, `${at}.ratio.name`)
    const parts = listAt(of, `${at}.ratio.of`)
    if (parts.length !== 2) throw new Wrong(`${at}.ratio.of must have two parts`)
    parts.forEach((part, index) => checkQuantity(part, `${at}.ratio.of[${index}]`))
  }
}

function checkOutcomes(value: unknown, at: string): void {
  for (const [name, told] of Object.entries(fieldsOf(value, at))) {
    const { words, passes } = fieldsOf(told, `${at}.${name}`)
    textAt(words, `${at}.${name}.words`)
    if (typeof passes !== 'boolean') throw new Wrong(`${at}.${name}.passes must be true or false`)
  }
}

function checkChoices(value: unknown, at: string): void {
  for (const [code, told] of Object.entries(fieldsOf(value, at))) {
    const { name, meaning } = fieldsOf(told, `${at}.${code}`)
    textAt(name, `${at}.${code}.name`)
    textAt(meaning, `${at}.${code}.meaning`)
  }
}

function checkRule(value: unknown): asserts value is BallotRule {
  const rule = fieldsOf(value, 'the rule')
  for (const name of ['id', 'title', 'method', 'otherwise'] as const) textAt(rule[name], name)
  textsAt(rule.options, 'options')
  textsAt(rule.pre, 'pre')
  listAt(rule.steps, 'steps').forEach((step, index) => checkStep(step, `steps[${index}]`))
  if (rule.reasonRequired !== undefined) textsAt(rule.reasonRequired, 'reasonRequired')
  if (rule.inWords !== undefined) textAt(rule.inWords, 'inWords')
  if (rule.choices !== undefined) checkChoices(rule.choices, 'choices')
  if (rule.outcomes !== undefined) checkOutcomes(rule.outcomes, 'outcomes')
}

/** Reads a rule from data. Refuses with one sentence that says what is wrong and where. */
export function readRule(data: unknown): Result<BallotRule> {
  try {
    checkRule(data)
    return accept(data)
  } catch (error) {
    if (error instanceof Wrong) return refusal('rule', `The ballot rule is wrong: ${error.message}.`)
    throw error
  }
}
