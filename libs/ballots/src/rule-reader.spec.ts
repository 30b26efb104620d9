import { readRule, soundRule } from './rule-reader.ts'
import { rules } from './rulebooks/index.ts'
import { abstainMeanings } from './rule.ts'

// eslint-disable-next-line ts/no-explicit-any -- a rule is broken here in ways its type forbids.
type Loose = Record<string, any>

const changed = (change: (rule: Loose) => void, id = 'generic.default'): unknown => {
  const copy = structuredClone(rules[id]) as Loose
  change(copy)
  return copy
}
const yes = { sum: 'count', where: { choice: ['yes'] } }
const no = { sum: 'count', where: { choice: ['no'] } }
/** A rule without words, with these tests as its steps. */
const plain = (...tests: readonly object[]): Loose => ({
  id: 'x', title: 'X', options: ['yes', 'no', 'abstain'], method: 'steps', pre: [], otherwise: 'approved', steps: tests.map((test, index) => ({ if: test, outcome: `out-${index}` })),
})

test.each<[string, () => unknown, string]>([
  ['no object', () => [], 'is wrong: the rule must be an object'],
  ['a field that nobody knows', () => changed(rule => { rule.optoins = [] }), 'the rule has an unknown field optoins'],
  ['no title', () => changed(rule => { rule.title = '' }), 'title must be a text'],
  ['options that are no list', () => changed(rule => { rule.options = 'yes' }), 'options must be a list'],
  ['no options', () => ({ ...plain(), options: [] }), 'options must not be empty'],
  ['an option twice', () => ({ ...plain(), options: ['yes', 'yes'] }), 'options names yes twice'],
  ['an option that is no text', () => ({ ...plain(), options: [1] }), 'options[0] must be a text'],
  ['an unknown method', () => changed(rule => { rule.method = 'dice' }), 'method must be one of steps'],
  ['an unknown preparation', () => changed(rule => { rule.pre = ['shuffle'] }), 'pre[0] must be one of collapse-identical-by-affiliation'],
  ['a runoff with steps', () => changed(rule => { rule.method = 'irv' }), 'steps must be empty: a runoff has rounds, not steps'],
  ['an unknown comparison', () => changed(rule => { rule.steps[0].if.op = '!=' }), 'steps[0].if.op must be one of <, <=, ==, >=, >'],
  ['words of a comparison that are none', () => changed(rule => { rule.steps[0].if.words = 1 }), 'steps[0].if.words must be a text'],
  ['tests that are no list', () => plain({ any: {} }), 'steps[0].if.any must be a list'],
  ['an unknown comparison among several', () => plain({ all: [{ l: yes, op: '>', r: no }, { l: yes, op: '!=', r: no }] }), 'steps[0].if.all[1].op must be one of'],
  ['an empty list of tests', () => plain({ all: [] }), 'steps[0].if.all must not be empty'],
  ['a test beside a list of tests', () => plain({ any: [{ l: yes, op: '>', r: no }], op: '>' }), 'steps[0].if has an unknown field op'],
  ['a step with a field that nobody knows', () => changed(rule => { rule.steps[0].outcom = 'x' }), 'steps[0] has an unknown field outcom'],
  ['a step without an outcome', () => changed(rule => { delete rule.steps[0].outcome }), 'steps[0].outcome must be a text'],
  ['an inexact fraction', () => changed(rule => { rule.steps[4].if.r.mul[0] = '66%' }), 'steps[4].if.r.mul[0] must be an exact fraction such as "2/3"'],
  ['a fraction that is a number', () => changed(rule => { rule.steps[4].if.r.mul[0] = 0.66 }), 'steps[4].if.r.mul[0] must be an exact fraction'],
  ['a fraction over one', () => changed(rule => { rule.steps[4].if.r.mul[0] = '3/2' }), 'steps[4].if.r.mul[0] is the fraction 3/2, which is over 1'],
  ['a fraction of nothing', () => changed(rule => { rule.steps[4].if.r.mul[0] = '1/0' }), 'steps[4].if.r.mul[0] has zero below the line'],
  ['a product of one part', () => changed(rule => { rule.steps[4].if.r.mul = ['1/2'] }), 'steps[4].if.r.mul must have two parts'],
  ['a product with nothing', () => plain({ l: { mul: [null, yes] }, op: '<', r: no }), 'steps[0].if.l.mul[0] must be an exact fraction'],
  ['a product with something unknown', () => plain({ l: { mul: ['1/2', {}] }, op: '<', r: no }), 'steps[0].if.l.mul[1] must be one of'],
  ['a number that is none', () => plain({ l: yes, op: '<', r: { const: -1 } }), 'steps[0].if.r.const must be an exact number that is not negative'],
  ['an unknown sum', () => plain({ l: { sum: 'noise', where: {} }, op: '<', r: no }), 'steps[0].if.l.sum must be one of count, weight, population'],
  ['a sum without a condition', () => plain({ l: { sum: 'count' }, op: '<', r: no }), 'steps[0].if.l.where must be an object'],
  ['an unknown condition', () => plain({ l: { sum: 'count', where: { mood: 1 } }, op: '<', r: no }), 'steps[0].if.l.where has an unknown field mood'],
  ['a choice that is not defined', () => plain({ l: { sum: 'count', where: { choice: ['maybe'] } }, op: '<', r: no }), 'steps[0].if.l.where.choice names maybe, which is not an option of the rule'],
  ['a choice that is no text', () => plain({ l: { sum: 'count', where: { choice: [1] } }, op: '<', r: no }), 'steps[0].if.l.where.choice[0] must be a text'],
  ['a category that is no list', () => plain({ l: { sum: 'count', where: { category: 'P' } }, op: '<', r: no }), 'steps[0].if.l.where.category must be a list'],
  ['a flag that is no text', () => plain({ l: { sum: 'count', where: { flag: 1 } }, op: '<', r: no }), 'steps[0].if.l.where.flag must be a text'],
  ['reasons that are neither asked nor not', () => plain({ l: { sum: 'count', where: { reasoned: 'yes' } }, op: '<', r: no }), 'steps[0].if.l.where.reasoned must be true or false'],
  ['no quantity at all', () => plain({ l: {}, op: '<', r: no }), 'steps[0].if.l must be one of const, ctx, sum, largest, fewest, add, sub, max, mul, floor, ceil, when'],
  ['a quantity of two kinds', () => plain({ l: { const: 1, sum: 'count' }, op: '<', r: no }), 'steps[0].if.l has an unknown field sum'],
  ['a sum of nothing', () => plain({ l: { add: [] }, op: '<', r: no }), 'steps[0].if.l.add must not be empty'],
  ['an unknown part of a sum', () => plain({ l: { add: [yes, {}] }, op: '<', r: no }), 'steps[0].if.l.add[1] must be one of'],
  ['a wrong factor', () => plain({ l: { mul: [{ ctx: '' }, yes] }, op: '<', r: no }), 'steps[0].if.l.mul[0].ctx must be a text'],
  ['a figure that is no name', () => plain({ l: { ctx: 'p members' }, op: '<', r: no }), 'steps[0].if.l.ctx must be a name such as "eligible"'],
  ['a figure it does not ask for', () => ({ ...plain({ l: { ctx: 'members' }, op: '<', r: no }), asks: {} }), 'steps[0].if.l.ctx is members, which the rule does not ask for'],
  ['a figure asked for without words', () => ({ ...plain(), asks: { members: {} } }), 'asks.members.words must be a text'],
  ['a figure from nothing', () => ({ ...plain(), asks: { members: { words: 'm', fromRoll: {} } } }), 'asks.members.fromRoll must be one of'],
  ['a wrong condition within a quantity', () => plain({ l: { when: { l: yes, op: 'is', r: no }, then: yes, else: no }, op: '<', r: no }), 'steps[0].if.l.when.op must be one of'],
  ['half a condition within a quantity', () => plain({ l: { when: { l: yes, op: '<', r: no }, then: yes }, op: '<', r: no }), 'steps[0].if.l.else must be an object'],
  ['a wrong limit of the fewest', () => plain({ l: { fewest: 'weight', above: '5/4', where: {} }, op: '<', r: no }), 'steps[0].if.l.above is the fraction 5/4, which is over 1'],
  ['a criterion without a name', () => changed(rule => { rule.steps[1].criterion = { words: 'x' } }), 'steps[1].criterion.name must be a text'],
  ['a criterion with empty words', () => changed(rule => { rule.steps[1].criterion.words = '' }), 'steps[1].criterion.words must be a text'],
  ['a figure without a name', () => changed(rule => { rule.steps[0].ratio = { of: [yes] } }), 'steps[0].ratio.name must be a text'],
  ['a figure of nothing', () => changed(rule => { rule.steps[0].ratio = { name: 'x', of: [] } }), 'steps[0].ratio.of must not be empty'],
  ['a figure of three parts', () => changed(rule => { rule.steps[0].ratio = [{ name: 'x', of: [yes, no, yes] }] }), 'steps[0].ratio[0].of has more than two parts and no form'],
  ['a figure with an empty form', () => changed(rule => { rule.steps[0].ratio = { name: 'x', of: [yes], form: '' } }), 'steps[0].ratio.form must be a text'],
  ['a figure of something unknown', () => changed(rule => { rule.steps[0].ratio = { name: 'x', of: [{}] } }), 'steps[0].ratio.of[0] must be one of'],
  ['an outcome without words', () => changed(rule => { delete rule.outcomes.blocked }), 'steps[2].outcome is blocked, which has no words in outcomes'],
  ['a last outcome without words', () => changed(rule => { rule.otherwise = 'passed' }), 'otherwise is passed, which has no words in outcomes'],
  ['words for an outcome that never comes', () => changed(rule => { rule.outcomes.postponed = { words: 'x', passes: false } }), 'outcomes.postponed is an outcome that no step gives'],
  ['an outcome that neither passes nor fails', () => changed(rule => { rule.outcomes.approved = { words: 'x' } }), 'outcomes.approved.passes must be true or false'],
  ['an outcome of empty words', () => changed(rule => { rule.outcomes.approved.words = '' }), 'outcomes.approved.words must be a text'],
  ['an outcome with an empty effect', () => changed(rule => { rule.outcomes.approved.effect = '' }), 'outcomes.approved.effect must be a text'],
  ['a choice without words', () => changed(rule => { delete rule.choices.yes.meaning }), 'choices.yes.meaning must be a text'],
  ['an option without words', () => changed(rule => { delete rule.choices.no }), 'options names no, which has no words in choices'],
  ['words for a choice it does not have', () => changed(rule => { rule.choices.maybe = { name: 'x', meaning: 'y' } }), 'choices has an unknown field maybe'],
  ['a reason for a choice it does not have', () => changed(rule => { rule.reasonRequired = ['maybe'] }), 'reasonRequired names maybe, which is not an option of the rule'],
  ['empty words about itself', () => changed(rule => { rule.inWords = '' }), 'inWords must be a text'],
  ['an abstention that means nothing', () => changed(rule => { rule.abstain = 'whatever' }), `abstain must be one of ${abstainMeanings.join(', ')}`],
  ['an unknown tie', () => changed(rule => { rule.tie = 'duel' }), 'tie must be one of'],
  ['an unknown confirmation', () => changed(rule => { rule.confirmed = 'surely' }), 'confirmed must be one of confirmed, partly'],
  ['half a proxy', () => changed(rule => { rule.proxiesPerHolder = 0.5 }), 'proxiesPerHolder must be a whole number'],
  ['less than no proxy', () => changed(rule => { rule.proxiesPerHolder = -1 }), 'proxiesPerHolder must be a whole number'],
  ['obliged seats that are no list', () => changed(rule => { rule.obliged = 'P' }), 'obliged must be a list'],
])('[ballots-15] a rule with %s is refused, naming the place', (_, make, message) => {
  const read = readRule(make())
  expect(read.ok ? '' : read.refusal.message).toContain(message)
})

test('[ballots-15] a rule that is wrong is called by its name', () => {
  expect(readRule(changed(rule => { rule.title = '' }))).toMatchObject({ ok: false, refusal: { code: 'rule', message: 'The ballot rule generic.default is wrong: title must be a text.' } })
})

const half = { mul: ['1/2', { add: [yes, no] }] }
const twoThirds = { mul: ['2/3', { add: [yes, no] }] }
test.each<[string, Loose, string | null]>([
  ['the same step again', plain({ l: yes, op: '<', r: half }, { l: yes, op: '<', r: half }), 'steps[1] is never reached: whatever fulfils it is taken by steps[0] before'],
  ['a lower threshold after a higher', plain({ l: yes, op: '<', r: twoThirds }, { l: yes, op: '<', r: half }), 'steps[1] is never reached'],
  ['a higher threshold after a lower', plain({ l: yes, op: '<', r: half }, { l: yes, op: '<', r: twoThirds }), null],
  ['a strict threshold after one that is not', plain({ l: yes, op: '<=', r: half }, { l: yes, op: '<', r: half }), 'steps[1] is never reached'],
  ['a threshold that includes equality after a strict one', plain({ l: yes, op: '<', r: half }, { l: yes, op: '<=', r: half }), null],
  ['a number below another', plain({ l: yes, op: '<', r: { const: 7 } }, { l: yes, op: '<', r: { const: 5 } }), 'steps[1] is never reached'],
  ['a number above another', plain({ l: yes, op: '<', r: { const: 5 } }, { l: yes, op: '<', r: { const: 7 } }), null],
  ['the same in other words', plain({ l: yes, op: '<=', r: no }, { l: no, op: '>=', r: yes }), 'steps[1] is never reached'],
  ['a difference below nothing, in other words', plain({ l: { sub: [yes, no] }, op: '<', r: { const: 0 } }, { l: yes, op: '<', r: no }), 'steps[1] is never reached'],
  ['a difference above nothing, in other words', plain({ l: { sub: [yes, no] }, op: '>', r: { const: 0 } }, { l: yes, op: '>', r: no }), 'steps[1] is never reached'],
  ['a difference the other way about', plain({ l: { sub: [no, yes] }, op: '>', r: { const: 0 } }, { l: yes, op: '>', r: no }), null],
  ['a threshold met, after one exceeded', plain({ l: yes, op: '>', r: half }, { l: yes, op: '>=', r: half }), null],
  ['a threshold exceeded, after one met', plain({ l: yes, op: '>=', r: half }, { l: yes, op: '>', r: half }), 'steps[1] is never reached'],
  ['nobody at all, after nobody of one kind', plain({ l: yes, op: '==', r: { const: 0 } }, { l: { add: [yes, no] }, op: '==', r: { const: 0 } }), 'steps[1] is never reached'],
  ['nobody of one kind, after nobody at all', plain({ l: { add: [yes, no] }, op: '==', r: { const: 0 } }, { l: yes, op: '==', r: { const: 0 } }), null],
  ['at most a number, after fewer than a greater', plain({ l: yes, op: '<', r: { const: 7 } }, { l: yes, op: '<=', r: { const: 5 } }), 'steps[1] is never reached'],
  ['at most a number, after fewer than it', plain({ l: yes, op: '<', r: { const: 5 } }, { l: yes, op: '<=', r: { const: 5 } }), null],
  ['at least a number, after more than a smaller', plain({ l: yes, op: '>', r: { const: 5 } }, { l: yes, op: '>=', r: { const: 7 } }), 'steps[1] is never reached'],
  ['at least a number, after more than it', plain({ l: yes, op: '>', r: { const: 5 } }, { l: yes, op: '>=', r: { const: 5 } }), null],
  ['more than a number of any, after more than another of weighed ones', plain({ l: { add: [yes, no, no] }, op: '>', r: { const: 15 } }, { l: { add: [yes, no] }, op: '>', r: { const: 10 } }), null],
  ['more than enough of any, after more than a number of weighed ones', plain({ l: { add: [yes, no, no] }, op: '>', r: { const: 15 } }, { l: { add: [yes, no] }, op: '>', r: { const: 15 } }), 'steps[1] is never reached'],
  ['nobody, after fewer than a number', plain({ l: yes, op: '<', r: { const: 3 } }, { l: yes, op: '==', r: { const: 0 } }), 'steps[1] is never reached'],
  ['two ways, of which one is taken before', plain({ l: yes, op: '<', r: { const: 5 } }, { any: [{ l: yes, op: '<', r: { const: 3 } }, { l: no, op: '>', r: { const: 2 } }] }), null],
  ['two ways, each taken before', plain({ l: yes, op: '<', r: { const: 5 } }, { any: [{ l: yes, op: '<', r: { const: 3 } }, { l: yes, op: '<=', r: { const: 4 } }] }), 'steps[1] is never reached'],
  ['more than nobody, counted twice', plain({ l: yes, op: '>', r: { const: 0 } }, { l: { add: [yes, yes] }, op: '>', r: { const: 0 } }), 'steps[1] is never reached'],
  ['an equality again', plain({ l: yes, op: '==', r: no }, { l: yes, op: '==', r: no }), 'steps[1] is never reached'],
  ['nobody, after fewer than one', plain({ l: { add: [yes, no] }, op: '<', r: { const: 1 } }, { l: yes, op: '==', r: { const: 0 } }), null],
  ['fewer than nobody', plain({ l: yes, op: '<', r: { const: 0 } }), 'steps[0] is never reached: no votes can fulfil it'],
  ['none fewer than a number below one', plain({ l: { add: [yes, { const: 1 }] }, op: '<=', r: { const: 0 } }), 'no votes can fulfil it'],
  ['some among several, all taken before', plain({ any: [{ l: yes, op: '<', r: { const: 5 } }, { l: no, op: '>', r: { const: 2 } }] }, { all: [{ l: no, op: '>', r: { const: 3 } }, { l: yes, op: '>', r: { const: 9 } }] }), 'steps[1] is never reached'],
  ['some among several, not all taken before', plain({ all: [{ l: yes, op: '<', r: { const: 5 } }, { l: no, op: '>', r: { const: 2 } }] }, { l: no, op: '>', r: { const: 3 } }), null],
  ['a part of those of one category', plain({ l: { sum: 'count', where: { choice: ['no'] } }, op: '>', r: { const: 0 } }, { l: { sum: 'count', where: { choice: ['no'], category: ['P'], reasoned: true, flag: 'uses' } }, op: '>', r: { const: 0 } }), 'steps[1] is never reached'],
  ['what is not linear, unlike', plain({ l: { floor: yes }, op: '<', r: no }, { l: { ceil: yes }, op: '<', r: no }), null],
  ['what is not linear, again', plain({ l: { floor: yes }, op: '<', r: no }, { l: { floor: yes }, op: '<', r: no }), 'steps[1] is never reached'],
  ['more ways than can be looked at', plain({ all: Array.from({ length: 12 }, () => ({ any: [{ l: yes, op: '<', r: no }, { l: yes, op: '>', r: no }] })) }, { l: yes, op: '<', r: no }), null],
])('[ballots-17] whether a step can decide is seen when the rule is read: %s', (_, rule, message) => {
  const read = readRule(rule)
  expect(read.ok ? null : read.refusal.message).toEqual(message === null ? null : expect.stringContaining(message))
})

test('[ballots-15] a rule that names a shared method takes its steps, and what is stored of it is read again the same', () => {
  const read = readRule({ ...plain(), method: 'systematic-review', options: ['confirm', 'revise', 'withdraw', 'abstain'], otherwise: 'none' })
  expect(read).toMatchObject({ ok: true, value: { method: 'systematic-review', steps: [{ outcome: 'withdrawal-candidate' }, { outcome: 'confirm' }, { outcome: 'revise' }] } })
  if (read.ok) expect(readRule(JSON.parse(JSON.stringify(read.value)))).toEqual(read)
})

test.each(Object.entries(rules))('[ballots-18] the rule %s is called by its id, says itself, its choices, outcomes and figures in words, and has a source', (id, rule) => {
  expect(rule.id).toBe(id)
  expect(rule.inWords).toMatch(/\.$/)
  expect(Object.keys(rule.choices ?? {})).toEqual(expect.arrayContaining([...rule.options]))
  const outcomes = [...new Set([...rule.steps.map(step => step.outcome), rule.otherwise])]
  expect(Object.keys(rule.outcomes ?? {}).filter(name => name !== '*').sort()).toEqual(outcomes.sort())
  expect(rule.source).toMatch(/\w/)
  expect(['confirmed', 'partly', 'from memory', 'design']).toContain(rule.confirmed)
  expect(rule.tie).toBeDefined()
  expect(rule.abstain !== undefined).toBe(rule.options.includes('abstain'))
  expect(JSON.parse(JSON.stringify(rule.steps)).flatMap((step: object) => [...JSON.stringify(step).matchAll(/"ctx":"(\w+)"/g)].map(match => match[1]))
    .filter((name: string) => name !== 'eligible' && name !== 'recused' && !Object.hasOwn(rule.asks ?? {}, name))).toEqual([])
  expect(readRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, value: rule })
})

test('[ballots-18] the five meanings of an abstention are all in use', () => {
  expect(new Set(Object.values(rules).flatMap(rule => rule.abstain ?? []))).toEqual(new Set(abstainMeanings))
})

test('[ballots-15] a rule of the house that cannot be read is a fault', () => {
  expect(soundRule(structuredClone(rules['generic.default']))).toEqual(rules['generic.default'])
  expect(() => soundRule(changed(rule => { rule['options'] = 'yes' }))).toThrow(/options/)
})
