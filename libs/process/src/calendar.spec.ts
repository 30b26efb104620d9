import fc from 'fast-check'
import { Temporal as Oracle } from '@js-temporal/polyfill'
import { afterWorkingDays, easterOf, nextDayOff } from './calendar.ts'

test.each([
  [2000, '2000-04-23'], [2008, '2008-03-23'], [2011, '2011-04-24'], [2016, '2016-03-27'], [2024, '2024-03-31'], [2025, '2025-04-20'], [2027, '2027-03-28'], [2038, '2038-04-25'],
])('[process-210] Easter of %i is on %s', (year, day) => {
  expect(easterOf(year).toString()).toBe(day)
})

test('[process-210] Easter falls where another algorithm, that of Oudin of 1940, puts it, in every year of fourteen centuries', () => {
  const whole = Math.floor
  const oudin = (year: number): string => {
    const century = whole(year / 100)
    const golden = year % 19
    const base = (century - whole(century / 4) - whole((century - whole((century - 17) / 25)) / 3) + 19 * golden + 15) % 30
    const moon = base - whole(base / 28) * (1 - whole(base / 28) * whole(29 / (base + 1)) * whole((21 - golden) / 11))
    const day = moon - (year + whole(year / 4) + moon + 2 - century + whole(century / 4)) % 7
    const month = 3 + whole((day + 40) / 44)
    return Oracle.PlainDate.from({ year, month, day: day + 28 - 31 * whole(month / 4) }).toString()
  }
  const years = Array.from({ length: 1_417 }, (_, index) => 1_583 + index)
  expect(years.filter(year => easterOf(year).toString() !== oudin(year))).toEqual([])
})

const calendar = { title: 'Test', weekend: [6, 7] as (1 | 2 | 3 | 4 | 5 | 6 | 7)[], fact: 'design default', holidays: [{ title: 'New Year', yearly: '01-01' }, { title: 'Good Friday', easter: -2 }, { title: 'Easter Monday', easter: 1 }, { title: 'Once', on: '2027-05-12' }] }

test.each([
  ['a week over a weekend', '2027-03-01T12:00:00Z', 5, '2027-03-08T23:00:00Z'],
  ['one day from a Friday', '2027-03-05T12:00:00Z', 1, '2027-03-08T23:00:00Z'],
  ['one day from a Sunday', '2027-03-07T12:00:00Z', 1, '2027-03-08T23:00:00Z'],
  ['over Easter and the change of the clocks', '2027-03-25T12:00:00Z', 1, '2027-03-30T22:00:00Z'],
  ['over New Year', '2026-12-31T12:00:00Z', 1, '2027-01-04T23:00:00Z'],
  ['over a day that is free once', '2027-05-11T12:00:00Z', 1, '2027-05-13T22:00:00Z'],
  ['late in the evening, when it is tomorrow there', '2027-03-01T23:30:00Z', 1, '2027-03-03T23:00:00Z'],
])('[process-210] %s: from %s, %i working days end at %s', (_, from, count, end) => {
  expect(afterWorkingDays(from, count, 'Europe/Zurich', calendar)).toBe(end)
})

test('[process-210] without a calendar working days are those but Saturday and Sunday, and each working day more ends later', () => {
  fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 60 }), (date, count) => {
    const last = (many: number) => Oracle.Instant.from(afterWorkingDays(date.toISOString(), many, 'UTC', undefined)).toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 })
    const end = last(count)
    expect(end.dayOfWeek).toBeLessThanOrEqual(5)
    expect(Oracle.PlainDate.compare(last(count + 1), end)).toBe(1)
    const days = Oracle.Instant.from(date.toISOString()).toZonedDateTimeISO('UTC').toPlainDate().until(end, { largestUnit: 'days' }).days
    const worked = Array.from({ length: days }, (_, index) => end.subtract({ days: index }).dayOfWeek).filter(day => day <= 5)
    expect(worked).toHaveLength(count)
  }), { numRuns: 60 })
})

test.each([
  [{ title: 'Once', on: '2027-05-12' }, '2027-05-12', '2027-05-12'], [{ title: 'Once', on: '2027-05-12' }, '2027-05-13', null],
  [{ title: 'Christmas', yearly: '12-25' }, '2027-12-25', '2027-12-25'], [{ title: 'Christmas', yearly: '12-25' }, '2027-12-26', '2028-12-25'],
  [{ title: 'Leap day', yearly: '02-29' }, '2096-03-01', '2104-02-29'], [{ title: 'Good Friday', easter: -2 }, '2027-03-01', '2027-03-26'],
  [{ title: 'Good Friday', easter: -2 }, '2027-03-27', '2028-04-14'],
])('[process-251] the next day of %j from %s is %s', (holiday, from, day) => {
  expect(nextDayOff(holiday, from)).toBe(day)
})

test('[process-210] a holiday of 29 February is none in other years', () => {
  const leap = { weekend: [], holidays: [{ title: 'Leap day', yearly: '02-29' }] }
  expect(afterWorkingDays('2027-02-27T12:00:00Z', 2, 'UTC', leap)).toBe('2027-03-02T00:00:00Z')
  expect(afterWorkingDays('2028-02-27T12:00:00Z', 2, 'UTC', leap)).toBe('2028-03-02T00:00:00Z')
})
