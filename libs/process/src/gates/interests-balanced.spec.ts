import { sound } from '../../cases/facts.ts'
import type { SeatFacts } from '../facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { interestsBalanced } from './interests-balanced.ts'

const book = { ...rulebooks.harmonization!, balance: { cap: '1/3', fact: 'design default' } }
const seats = (held: Readonly<Record<string, number>>): SeatFacts[] => Object.entries(held).flatMap(([category, count]) =>
  Array.from({ length: count }, (_, index) => ({ id: `${category}${index}`, name: category, kind: 'participating' as const, category })))
const ask = (held: Readonly<Record<string, number>>, cap = '1/3') =>
  interestsBalanced.check(sound('negotiation', { seats: seats(held) }), { rulebook: { ...book, balance: { cap, fact: 'design default' } }, move: { from: 'negotiation', to: 'adoption' } })

test.each([
  [{ government: 4, industry: 4, 'civil-society': 4 }, '1/3', true, 'No interest category holds more than 1/3 of the 12 participating seats.'],
  [{ government: 5, industry: 4, 'civil-society': 4 }, '1/3', false, 'Government holds 5 of 13 seats, more than 1/3.'],
  [{ government: 2, industry: 2 }, '1/2', true, 'No interest category holds more than 1/2 of the 4 participating seats.'],
  [{ government: 3, industry: 2 }, '1/2', false, 'Government holds 3 of 5 seats, more than 1/2.'],
  [{ strangers: 1 }, '1/3', false, 'strangers holds 1 of 1 seats, more than 1/3.'],
  [{}, '1/3', false, 'The committee has no participating seat.'],
])('[process-203] seats %j under a cap of %s are balanced: %s', (held, cap, met, message) => {
  expect(ask(held, cap)).toEqual({ met, message, where: expect.stringMatching(/^\/c\/.*\/people$/) })
})

test('[process-203] observers do not count, and a rulebook without a cap takes half', () => {
  const observing = seats({ government: 1, industry: 1 }).concat({ id: 'o', name: 'o', kind: 'observing', category: 'government' })
  const { balance: _, ...plain } = book
  expect(interestsBalanced.check(sound('negotiation', { seats: observing }), { rulebook: plain, move: { from: 'negotiation', to: 'adoption' } })).toMatchObject({ met: true, message: 'No interest category holds more than 1/2 of the 2 participating seats.' })
})

test('[process-203] a seat without a category counts among the seats and in none of them', () => {
  const open = { id: 'n', name: 'n', kind: 'participating' as const, category: null }
  const found = interestsBalanced.check(sound('negotiation', { seats: [...seats({ government: 1, industry: 1 }), open] }), { rulebook: book, move: { from: 'negotiation', to: 'adoption' } })
  expect(found).toMatchObject({ met: true, message: 'No interest category holds more than 1/3 of the 3 participating seats.' })
})
