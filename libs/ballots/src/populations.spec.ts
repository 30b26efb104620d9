import { decide, populate, populations, populationsOn, readPopulations, rules, ruleOf, type Roll, type Vote } from './index.ts'
import { soundPopulations } from './populations.ts'

const figures = populations['eu-council']!
const members = Object.keys(populationsOn(figures, '2024-06-01')!.figures)
const roll: Roll = members.map(country => ({ seat: country, name: country, weight: 1, category: null, jurisdiction: country }))
const rule = ruleOf('eu.qmv')!

test.each([['2013-12-31', null], ['2014-01-01', '2014-01-01'], ['2023-12-31', '2014-01-01'], ['2024-01-01', '2024-01-01'], ['2031-07-01', '2024-01-01']])(
  '[ballots-62] on %s the figures of %s are in force', (day, from) => {
    expect(populationsOn(figures, day)?.from ?? null).toBe(from)
  })

test('[ballots-62] the figures of 2024 are those of the 27 members and sum up to 448 387 872', () => {
  expect(members).toHaveLength(27)
  expect(Object.values(populationsOn(figures, '2024-01-01')!.figures).reduce((sum, one) => sum + one)).toBe(448_387_872)
})

test('[ballots-62] a roll takes the figures of the day, keeps a figure it has, and is not opened where one is missing', () => {
  const filled = populate(rule, [{ ...roll[0]!, population: 7 }, ...roll.slice(1)], '2024-06-17', populations)
  expect(filled).toMatchObject({ ok: true, value: { edition: { from: '2024-01-01' } } })
  if (!filled.ok) throw new Error(filled.refusal.message)
  expect(filled.value.roll[0]!.population).toBe(7)
  expect(filled.value.roll.find(seat => seat.seat === 'DE')!.population).toBe(84_358_845)
  expect(populate(rule, [...roll, { ...roll[0]!, seat: 'x', name: 'Chile', jurisdiction: 'CL' }], '2024-06-17', populations))
    .toMatchObject({ refusal: { code: 'population-missing', message: expect.stringContaining('Chile (CL)') } })
  expect(populate(rule, [...roll, { ...roll[0]!, seat: 'x', name: 'An observer', jurisdiction: null }], '2024-06-17', populations))
    .toMatchObject({ refusal: { code: 'population-missing', message: expect.stringContaining('An observer (–)') } })
  expect(populate(rule, [...roll, { ...roll[0]!, seat: 'x', name: 'X', jurisdiction: 'toString' }, { ...roll[0]!, seat: 'y', name: 'Y', jurisdiction: 'XX' }], '2024-06-17', populations))
    .toMatchObject({ refusal: { code: 'population-missing', message: expect.stringContaining('X (toString), Y (XX).') } })
  expect(populate(rule, roll, '2013-06-17', populations)).toMatchObject({ refusal: { code: 'no-figures', message: expect.stringContaining('2013-06-17') } })
  expect(populate({ populations: 'none' }, roll, '2024-06-17', populations)).toMatchObject({ refusal: { code: 'no-figures' } })
  expect(populate(ruleOf('generic.default')!, roll, '2024-06-17', populations)).toEqual({ ok: true, value: { roll, edition: null } })
})

test('[ballots-62] a real vote counts by the figures as it was counted: 23 of 27 on cars in 2023, with four not in favour', () => {
  const filled = populate(rule, roll, '2024-06-17', populations)
  if (!filled.ok) throw new Error(filled.refusal.message)
  const against: Record<string, string> = { PL: 'no', BG: 'abstain', IT: 'abstain', RO: 'abstain' }
  const votes: Vote[] = members.map(seat => ({ seat, choice: against[seat] ?? 'yes', reason: null, at: '2024-06-17T10:00:00Z' }))
  expect(decide(rule, filled.value.roll, votes, { closesAt: '2024-06-17T11:00:00Z' })).toMatchObject({ value: { outcome: 'approved', tallies: { counted: { yes: 23 } } } })
})

test('[ballots-62] every rule that names figures names ones that exist', () => {
  const named = Object.values(rules).flatMap(one => one.populations ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(id => populations[id] === undefined)).toEqual([])
})

const edition = { from: '2024-01-01', title: 'a', source: 'b', confirmed: 'partly', figures: { DE: 1 } }
test.each([
  [{ id: 'x', title: 'y', editions: [] }, 'editions must not be empty'],
  [{ id: 'x', title: 'y', editions: [edition, edition] }, 'editions[1].from is not after'],
  [{ id: 'x', title: 'y', editions: [edition, { ...edition, from: 1 }] }, 'editions[1].from must be a text'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, from: '2024' }] }, 'editions[0].from is not a day'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: { Germany: 1 } }] }, 'editions[0].figures.Germany is not a country'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: { DEU: 1 } }] }, 'figures.DEU is not a country'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: { aDE: 1 } }] }, 'figures.aDE is not a country'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, title: 1 }] }, 'editions[0].title'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, source: 1 }] }, 'editions[0].source'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, confirmed: 'perhaps' }] }, 'editions[0].confirmed'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: 1 }] }, 'editions[0].figures'],
  [{ id: 'x', title: 'y', editions: {} }, 'editions'],
  [[], 'the populations'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: { DE: 1.5 } }] }, 'figures.DE is not a whole number'],
  [{ id: 'x', title: 'y', editions: [{ ...edition, figures: { DE: -1 } }] }, 'figures.DE is not a whole number'],
  [{ id: 'x', title: 'y', editions: [edition], more: 1 }, 'unknown field more'],
])('[ballots-62] figures that are wrong are refused with their place: %#', (data, words) => {
  expect(readPopulations(data)).toMatchObject({ refusal: { code: 'populations', message: expect.stringContaining(words) } })
})

test('[ballots-62] figures of the house that are wrong are a fault of the program, and so is any other error', () => {
  expect(() => soundPopulations({ id: 'x', title: 'y', editions: [] })).toThrow('editions must not be empty')
  expect(() => readPopulations({ id: 'x', title: 'y', get editions(): never { throw new RangeError('out of memory') } })).toThrow(RangeError)
})
