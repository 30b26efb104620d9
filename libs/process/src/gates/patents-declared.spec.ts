import { attested, sound } from '../../cases/facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { patentsDeclared } from './patents-declared.ts'

const ask = (days: Readonly<Record<string, string>>, changedAt: string | null = '2027-07-01T10:00:00Z') => patentsDeclared.check(
  sound('negotiation', { lastSubstantiveChangeAt: changedAt, attestations: Object.entries(days).map(([seat, day]) => attested('patents-declared', day, { seat, role: 'head' })) }),
  { rulebook: rulebooks.harmonization!, move: { from: 'negotiation', to: 'adoption' } })

test.each([
  ['every seat has declared since the last change', { br: '2027-07-02', sme: '2027-07-03', ngo: '2027-07-01' }, true, 'Declared for the present text by each of the 3 participating seats.'],
  ['one declared for an earlier text', { br: '2027-06-30', sme: '2027-07-03', ngo: '2027-07-02' }, false, '1 of 3 seats have not declared for the present text: Brazil.'],
  ['nobody declared', {}, false, '3 of 3 seats have not declared for the present text: Brazil, Small Firms and Civil Society Forum.'],
])('[process-205] where %s: %j (H4)', (_, days, met, message) => {
  expect(ask(days)).toEqual({ met, message, where: expect.stringContaining('/stage#patents-declared') })
})

test('[process-205] a text that never changed asks once, and a committee without voting seats cannot declare', () => {
  expect(ask({ br: '2027-01-05', sme: '2027-01-05', ngo: '2027-01-05' }, null).met).toBe(true)
  expect(patentsDeclared.check(sound('negotiation', { seats: [] }), { rulebook: rulebooks.harmonization!, move: { from: 'negotiation', to: 'adoption' } }).message).toBe('The committee has no participating seat.')
})

test.each([
  [5, '5 of 5 seats have not declared for the present text: Seat 0, Seat 1, Seat 2, Seat 3 and Seat 4.'],
  [8, '8 of 8 seats have not declared for the present text: Seat 0, Seat 1, Seat 2, Seat 3, Seat 4 and 3 others.'],
])('[process-205] of %i silent seats five are named and the others counted', (count, sentence) => {
  const seats = Array.from({ length: count }, (_, index) => ({ id: `s${index}`, name: `Seat ${index}`, kind: 'participating' as const, category: null }))
  const { message } = patentsDeclared.check(sound('negotiation', { seats, attestations: [] }), { rulebook: rulebooks.harmonization!, move: { from: 'negotiation', to: 'adoption' } })
  expect(message).toBe(sentence)
})
