import { sound } from '../../cases/facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { referencesMature } from './references-mature.ts'

const ask = (references: readonly { name: string; mature: boolean; why: string }[]) =>
  referencesMature.check(sound('negotiation', { references }), { rulebook: rulebooks.harmonization!, move: { from: 'negotiation', to: 'adoption' } })
const mature = (name: string) => ({ name, mature: true, why: 'adopted' })
const weak = (name: string) => ({ name, mature: false, why: 'still in drafting' })

test.each([
  [[], true, 'The text has no normative reference to another draft.'],
  [[mature('DR-02'), mature('DR-03')], true, 'Each of the 2 normative references is mature.'],
  [[mature('DR-02'), weak('DR-03')], false, '1 normative reference is not mature: DR-03 (still in drafting).'],
  [[weak('A'), weak('B'), weak('C')], false, '3 normative references are not mature: A (still in drafting), B (still in drafting) and C (still in drafting).'],
  [[weak('A'), weak('B'), weak('C'), weak('D')], false, '4 normative references are not mature: A (still in drafting), B (still in drafting), C (still in drafting) and 1 other.'],
])('[process-204] references %j: %s (B5)', (references, met, message) => {
  expect(ask(references)).toEqual({ met, message, where: expect.stringContaining('/references') })
})
