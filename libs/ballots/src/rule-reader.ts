import { accept, refusal, type Result } from '@plenary/kernel'
import { stepsOf } from './methods/index.ts'
import { checkQuantity, checkTest, type Vocabulary } from './quantity-reader.ts'
import { unreachable } from './reachable.ts'
import { fieldsAt, isFields, listAt, oneOf, textAt, textsAt, Wrong, type Fields } from './reading.ts'
import { abstainMeanings, confirmations, methods, preparations, standingChoices, tieMeanings, type BallotRule, type Step } from './rule.ts'

const ruleFields = [
  'id', 'title', 'options', 'method', 'pre', 'steps', 'otherwise', 'inWords', 'choices', 'reasonRequired', 'outcomes', 'asks', 'abstain', 'tie',
  'proxiesPerHolder', 'obliged', 'populations', 'factStatus', 'confirmed', 'source', 'reading',
]

function checkFigures(value: unknown, at: string, known: Vocabulary): void {
  const { name, of, form } = fieldsAt(value, at, ['name', 'of', 'form'])
  textAt(name, `${at}.name`)
  const parts = listAt(of, `${at}.of`)
  if (parts.length === 0) throw new Wrong(`${at}.of must not be empty`)
  if (form === undefined && parts.length > 2) throw new Wrong(`${at}.of has more than two parts and no form that says how to write them`)
  if (form !== undefined) textAt(form, `${at}.form`)
  parts.forEach((part, index) => checkQuantity(part, `${at}.of[${index}]`, known))
}

function checkStep(value: unknown, at: string, known: Vocabulary): void {
  const step = fieldsAt(value, at, ['if', 'outcome', 'criterion', 'ratio'])
  checkTest(step.if, `${at}.if`, known)
  textAt(step.outcome, `${at}.outcome`)
  if (step.criterion !== undefined) {
    const { name, words } = fieldsAt(step.criterion, `${at}.criterion`, ['name', 'words'])
    textAt(name, `${at}.criterion.name`)
    if (words !== undefined) textAt(words, `${at}.criterion.words`)
  }
  if (Array.isArray(step.ratio)) step.ratio.forEach((figure, index) => checkFigures(figure, `${at}.ratio[${index}]`, known))
  else if (step.ratio !== undefined) checkFigures(step.ratio, `${at}.ratio`, known)
}

/** Words of outcomes: if there are any, then for each way in which the rule can end, and for no other. */
function checkOutcomes(value: unknown, rule: Fields, steps: readonly Fields[]): void {
  const told = fieldsAt(value, 'outcomes')
  for (const [name, words] of Object.entries(told)) {
    const { words: said, passes, effect } = fieldsAt(words, `outcomes.${name}`, ['words', 'passes', 'effect'])
    textAt(said, `outcomes.${name}.words`)
    if (typeof passes !== 'boolean') throw new Wrong(`outcomes.${name}.passes must be true or false`)
    if (effect !== undefined) textAt(effect, `outcomes.${name}.effect`)
  }
  const ends = [...steps.map((step, index) => [`steps[${index}].outcome`, step.outcome] as const), ['otherwise', rule.otherwise] as const]
  for (const [at, outcome] of ends) if (!Object.hasOwn(told, String(outcome))) throw new Wrong(`${at} is ${String(outcome)}, which has no words in outcomes`)
  const open = rule.method === 'irv' ? ['*'] : []
  const never = Object.keys(told).find(name => !open.includes(name) && !ends.some(([, outcome]) => outcome === name))
  if (never !== undefined) throw new Wrong(`outcomes.${never} is an outcome that no step gives`)
}

function checkChoices(value: unknown, options: readonly string[]): void {
  const told = fieldsAt(value, 'choices', [...new Set([...options, ...standingChoices])])
  for (const [code, words] of Object.entries(told)) {
    const { name, meaning } = fieldsAt(words, `choices.${code}`, ['name', 'meaning'])
    textAt(name, `choices.${code}.name`)
    textAt(meaning, `choices.${code}.meaning`)
  }
  const silent = options.find(option => !Object.hasOwn(told, option))
  if (silent !== undefined) throw new Wrong(`options names ${silent}, which has no words in choices`)
}

function checkAsks(value: unknown, known: Vocabulary): readonly string[] {
  const asks = fieldsAt(value, 'asks')
  for (const [name, asked] of Object.entries(asks)) {
    const { words, fromRoll } = fieldsAt(asked, `asks.${name}`, ['words', 'fromRoll'])
    textAt(words, `asks.${name}.words`)
    if (fromRoll !== undefined) checkQuantity(fromRoll, `asks.${name}.fromRoll`, { ...known, figures: Object.keys(asks) })
  }
  return Object.keys(asks)
}

function checkAbout(rule: Fields, options: readonly string[]): void {
  if (rule.reasonRequired !== undefined) {
    const unknown = textsAt(rule.reasonRequired, 'reasonRequired').find(choice => !options.includes(choice))
    if (unknown !== undefined) throw new Wrong(`reasonRequired names ${unknown}, which is not an option of the rule`)
  }
  if (rule.choices !== undefined) checkChoices(rule.choices, options)
  if (rule.obliged !== undefined) textsAt(rule.obliged, 'obliged')
  for (const name of ['populations', 'inWords', 'factStatus', 'source', 'reading']) if (rule[name] !== undefined) textAt(rule[name], name)
  if (rule.abstain !== undefined) oneOf(rule.abstain, 'abstain', abstainMeanings)
  if (rule.tie !== undefined) oneOf(rule.tie, 'tie', tieMeanings)
  if (rule.confirmed !== undefined) oneOf(rule.confirmed, 'confirmed', confirmations)
  const proxies = rule.proxiesPerHolder
  if (proxies !== undefined && (!Number.isSafeInteger(proxies) || Number(proxies) < 0)) throw new Wrong('proxiesPerHolder must be a whole number')
}

function checkRule(value: unknown): BallotRule {
  const rule = fieldsAt(value, 'the rule', ruleFields)
  for (const name of ['id', 'title', 'otherwise'] as const) textAt(rule[name], name)
  const method = oneOf(rule.method, 'method', methods)
  const options = textsAt(rule.options, 'options')
  if (options.length === 0) throw new Wrong('options must not be empty')
  textsAt(rule.pre, 'pre').forEach((preparation, index) => oneOf(preparation, `pre[${index}]`, preparations))
  const figures = rule.asks === undefined ? null : checkAsks(rule.asks, { options, figures: null })
  const known = { options, figures }
  const own = listAt(rule.steps, 'steps')
  if (method === 'irv' && own.length > 0) throw new Wrong('steps must be empty: a runoff has rounds, not steps')
  const steps = own.length > 0 ? own : stepsOf(method)
  steps.forEach((step, index) => checkStep(step, `steps[${index}]`, known))
  if (rule.outcomes !== undefined) checkOutcomes(rule.outcomes, rule, steps as readonly Fields[])
  checkAbout(rule, options)
  const idle = unreachable(steps as readonly Step[], options)
  if (idle !== null) throw new Wrong(`steps[${idle.step}] is never reached: ${idle.why}`)
  return { ...rule, steps } as unknown as BallotRule
}

/**
 * Reads a rule from data. Refuses with one sentence that says what is wrong and where.
 * A rule that names a shared method and holds no steps takes those of the method, so that what is stored with a ballot is whole.
 */
export function readRule(data: unknown): Result<BallotRule> {
  try {
    return accept(checkRule(data))
  } catch (error) {
    if (error instanceof Wrong) return refusal('rule', `The ballot rule${isFields(data) && typeof data.id === 'string' ? ` ${data.id}` : ''} is wrong: ${error.message}.`)
    throw error
  }
}

/** A rule of the house. One that cannot be read is a fault of the program. */
export function soundRule(data: unknown): BallotRule {
  const rule = readRule(data)
  if (!rule.ok) throw new Error(rule.refusal.message)
  return rule.value
}
