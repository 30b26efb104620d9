import { readRule } from './rule-reader.ts'
import { rules } from './rules/index.ts'

type Loose = { [name: string]: unknown; steps: { [name: string]: unknown; if: { [name: string]: unknown } }[] }

const changed = (change: (rule: Loose) => void): unknown => {
  const copy = structuredClone(rules['generic.default']) as unknown as Loose
  change(copy)
  return copy
}

test.each([
  ['no object', () => [], 'the rule must be an object'],
  ['no title', () => changed(rule => { rule.title = '' }), 'title must be a text'],
  ['options that are no list', () => changed(rule => { rule.options = 'yes' }), 'options must be a list'],
  ['an unknown comparison', () => changed(rule => { rule.steps[0]!.if.op = '!=' }), 'steps[0].if.op must be one of'],
  ['an inexact fraction', () => changed(rule => { rule.steps[4]!.if.r = { mul: ['66%', { const: 1 }] } }), 'steps[4].if.r.mul[0] must be an exact number'],
  ['an unknown sum', () => changed(rule => { rule.steps[1]!.if.l = { sum: 'noise', where: {} } }), 'steps[1].if.l.sum must be count, weight or population'],
  ['an unknown filter', () => changed(rule => { rule.steps[1]!.if.l = { sum: 'count', where: { mood: 1 } } }), 'cannot ask for mood'],
  ['no quantity at all', () => changed(rule => { rule.steps[1]!.if.l = {} }), 'must be one of const, ctx, sum, add, sub, mul'],
  ['a ratio of one part', () => changed(rule => { rule.steps[0]!.ratio = { name: 'x', of: [{ const: 1 }] } }), 'steps[0].ratio.of must have two parts'],
  ['an outcome that neither passes nor fails', () => changed(rule => { rule.outcomes = { approved: { words: 'x' } } }), 'outcomes.approved.passes must be true or false'],
  ['a choice without words', () => changed(rule => { rule.choices = { yes: { name: 'Yes' } } }), 'choices.yes.meaning must be a text'],
])('[ballots-15] a rule with %s is refused, naming the place', (_, make, message) => {
  const read = readRule(make())
  expect(read.ok ? '' : read.refusal.message).toContain(message)
})

test('[ballots-15] every rule of the house is named by its id, says itself in words and explains each choice and outcome', () => {
  for (const [id, rule] of Object.entries(rules)) {
    expect(rule.id).toBe(id)
    expect(rule.inWords).toMatch(/\.$/)
    expect(Object.keys(rule.choices ?? {})).toEqual(expect.arrayContaining([...rule.options]))
    expect(Object.keys(rule.outcomes ?? {}).sort()).toEqual([...new Set([...rule.steps.map(step => step.outcome), rule.otherwise])].sort())
  }
})
