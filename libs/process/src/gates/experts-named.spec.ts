import { attested, sound } from '../../cases/facts.ts'
import type { SeatFacts } from '../facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { expertsNamed } from './experts-named.ts'

const needed = [{ seatsAtMost: 16, experts: 4 }, { experts: 5 }]
const seats = (count: number): SeatFacts[] => Array.from({ length: count }, (_, index) => ({ id: `s${index}`, name: `Seat ${index}`, kind: 'participating', category: null }))
const ask = (members: number, named: number, rule: typeof needed | null = needed) => expertsNamed.check(
  sound('engagement', { seats: seats(members), attestations: seats(named).map(({ id }) => attested('experts-named', '2027-02-01', { seat: id, role: 'head' })) }),
  { rulebook: { ...rulebooks.harmonization!, ...(rule === null ? {} : { experts: { needed: rule, fact: 'design default' } }) }, move: { from: 'engagement', to: 'drafting' } })

test.each([
  [16, 4, true], [16, 3, false], [17, 4, false], [17, 5, true], [1, 1, false], [200, 5, true],
])('[process-206] with %i seats and %i experts named: %s', (members, named, met) => {
  expect(ask(members, named).met).toBe(met)
})

test('[process-206] beyond the last bound of the rulebook its last number holds', () => {
  const bounded = [{ seatsAtMost: 4, experts: 2 }, { seatsAtMost: 8, experts: 3 }]
  expect([ask(9, 2, bounded as typeof needed).met, ask(9, 3, bounded as typeof needed).met]).toEqual([false, true])
})

test('[process-206] it says how many are named and how many it takes; without a number in the rulebook one is enough', () => {
  expect(ask(17, 4).message).toBe('4 seats have named an expert; with 17 participating seats it takes 5.')
  expect([ask(3, 1, null).met, ask(3, 0, null).met]).toEqual([true, false])
})

test('[process-206] an expert of a seat that has left does not count, nor one named twice', () => {
  const attestations = ['s0', 's0', 'gone', 's1'].map(seat => attested('experts-named', '2027-02-01', { seat, role: 'head' }))
  const found = expertsNamed.check(sound('engagement', { seats: seats(4), attestations }), { rulebook: rulebooks.harmonization!, move: { from: 'engagement', to: 'drafting' } })
  expect(found.message).toBe('2 seats have named an expert; with 4 participating seats it takes 1.')
})

test('[process-206] only participating seats count, and it says where experts are named', () => {
  const observing: SeatFacts = { id: 'o', name: 'O', kind: 'observing', category: null }
  const attestations = ['s0', 'o'].map(seat => attested('experts-named', '2027-02-01', { seat, role: 'head' }))
  const facts = sound('engagement', { seats: [...seats(1), observing], attestations })
  expect(expertsNamed.check(facts, { rulebook: { ...rulebooks.harmonization!, experts: { needed: [{ experts: 2 }], fact: 'design default' } }, move: { from: 'engagement', to: 'drafting' } }))
    .toEqual({ met: false, message: '1 seat has named an expert; with 1 participating seat it takes 2.', where: `/d/${facts.draft.id}/stage#experts-named` })
})
