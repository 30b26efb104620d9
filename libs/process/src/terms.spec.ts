import { appealTerms, respondTime, silenceMinimum, suspending } from './terms.ts'
import { rulebooks } from './rulebooks/index.ts'
import type { Rulebook } from './rulebook.ts'

const book = rulebooks.harmonization!
const saying = (more: object): Rulebook => ({ ...book, ...more }) as Rulebook
const appeal = (more: object): Rulebook => saying({ appeal: { ...book.appeal, ...more } })
const silent = saying({ appeal: { window: 'P21D' }, objection: undefined, silence: undefined })
const pending = [{ number: 1, against: 'decision 7', body: 'the board' }]

test('[process-24] where a rulebook says nothing, the parent committee decides an appeal in 90 days, and nothing takes effect meanwhile', () => {
  expect(appealTerms(silent)).toEqual({ zone: book.zone, window: 'P21D', levels: [{ body: 'the parent committee', decide: 'P90D' }], suspends: ['implementation'] })
  expect([respondTime(silent), silenceMinimum(silent)]).toEqual(['P14D', 'PT72H'])
})

test('[process-24] where it says something, that holds', () => {
  const levels = [{ body: 'an appeals board', decide: 'P30D' }, { body: 'The Council' }, { body: 'technical board', decide: null }, { body: 'a panel' }, { body: 'Council of the Parties' }]
  expect(appealTerms(appeal({ levels })).levels).toEqual([{ body: 'an appeals board', decide: 'P30D' }, { body: 'The Council', decide: null }, { body: 'the technical board', decide: null },
    { body: 'a panel', decide: null }, { body: 'the Council of the Parties', decide: null }])
  expect([respondTime(saying({ objection: { respond: 'P7D' } })), silenceMinimum(saying({ silence: { minimum: 'P10D' } }))]).toEqual(['P7D', 'P10D'])
})

test.each([
  [true, ['implementation']], [false, []], [['adoption', 'review'], ['adoption', 'review']],
] as const)('[process-24] an appeal that suspends %j keeps a draft out of %j', (suspends, phases) => {
  const held = appeal({ suspends })
  expect(appealTerms(held).suspends).toEqual(phases)
  for (const phase of ['adoption', 'implementation', 'review'] as const) expect(suspending(held, pending, phase)).toEqual((phases as readonly string[]).includes(phase) ? pending : [])
})

test('[process-24] terms that cannot be read are those of a rulebook that says nothing', () => {
  expect(appealTerms(appeal({ levels: 'the board' })).levels).toEqual([{ body: 'the parent committee', decide: 'P90D' }])
  expect(respondTime(saying({ objection: { respond: 'two weeks' } }))).toBe('P14D')
})
