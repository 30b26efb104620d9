import { sound } from '../../cases/facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { objectionsAnswered } from './objections-answered.ts'

const objection = (on: string, answered: boolean) => ({ id: on, by: 'Kenya', on, answered })
const ask = (...openObjections: ReturnType<typeof objection>[]) =>
  objectionsAnswered.check(sound('negotiation', { openObjections }), { rulebook: rulebooks.harmonization!, move: { from: 'negotiation', to: 'adoption' } })

test.each([
  [[], true, 'No objection is open.'],
  [[objection('5.1', true), objection('5.2', true)], true, '2 open objections are answered.'],
  [[objection('5.1', true)], true, '1 open objection is answered.'],
  [[objection('1', false), objection('2', false), objection('3', false)], false, '3 objections are not answered: Kenya on 1, Kenya on 2 and Kenya on 3.'],
  [[objection('5.1', true), objection('5.2', false)], false, '1 objection is not answered: Kenya on 5.2.'],
  [[objection('1', false), objection('2', false), objection('3', false), objection('4', false)], false, '4 objections are not answered: Kenya on 1, Kenya on 2, Kenya on 3 and 1 other.'],
])('[process-207] the duty is to answer, not to clear: %j', (open, met, message) => {
  expect(ask(...open)).toEqual({ met, message, where: expect.stringContaining('/comments?status=objection') })
})
