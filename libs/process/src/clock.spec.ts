import { Temporal as Oracle } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { dateInWords, daysBetween, durationInWords, endOfPeriod, endOfPeriodOnDay, isDuration, isZone, lastDayInWords, later, reached, spanOfDate, startsOfDays } from './clock.ts'

test.each([
  ['P28D', '2026-12-02T09:30:00Z', 'UTC', '2026-12-31T00:00:00Z', 'the end of day 28, day 0 not counted'],
  ['P1M', '2027-01-31T12:00:00Z', 'UTC', '2027-03-01T00:00:00Z', 'a month from 31 January ends with February'],
  ['P1M', '2028-01-31T12:00:00Z', 'UTC', '2028-03-01T00:00:00Z', 'also in a leap year'],
  ['P14D', '2027-03-20T22:30:00Z', 'Europe/Zurich', '2027-04-03T22:00:00Z', 'days are those of the zone, across the change to summer time'],
  ['P14D', '2027-03-20T23:30:00Z', 'Europe/Zurich', '2027-04-04T22:00:00Z', 'an hour later it is the next day there'],
  ['P4Y6M', '2028-02-29T00:00:00Z', 'UTC', '2032-08-30T00:00:00Z', 'years and months keep their unit'],
  ['PT72H', '2026-12-02T09:30:00Z', 'UTC', '2026-12-05T09:30:00Z', 'hours are counted to the minute'],
  ['PT90M', '2026-12-02T09:30:00Z', 'UTC', '2026-12-02T11:00:00Z', 'and so are minutes'],
  ['PT45S', '2026-12-02T09:30:00Z', 'UTC', '2026-12-02T09:30:45Z', 'and seconds'],
  ['P0D', '2026-12-02T09:30:00Z', 'UTC', '2026-12-02T09:30:00Z', 'nothing is over at once'],
])('[process-1] %s from %s in %s ends at %s: %s', (duration, from, zone, end) => {
  expect(endOfPeriod(from, duration, zone)).toBe(end)
})

test.each([
  ['P2M', '2026-07-12T09:30:00Z', '2026-09-12T00:00:00Z', 'on its last day'], ['PT72H', '2026-12-02T09:30:00Z', '2026-12-05T09:30:00Z', 'to the minute'],
  ['PT90M', '2026-12-02T09:30:00Z', '2026-12-02T11:00:00Z', 'to the minute'], ['PT45S', '2026-12-02T09:30:00Z', '2026-12-02T09:30:45Z', 'to the second'],
  ['P0D', '2026-12-02T09:30:00Z', '2026-12-02T09:30:00Z', 'at once'],
])('[process-1] where the last day is included %s from %s ends at %s, %s', (duration, from, end) => {
  expect(endOfPeriodOnDay(from, duration, 'UTC')).toBe(end)
})

test('[process-1] the end of a period agrees with another implementation of Temporal everywhere', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Zurich', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia', 'Africa/Cairo')
  const duration = fc.record({ years: fc.nat(6), months: fc.nat(14), days: fc.integer({ min: 1, max: 400 }) })
  fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), duration, zones, (date, span, zone) => {
    const from = date.toISOString()
    const text = `P${span.years}Y${span.months}M${span.days}D`
    const start = Oracle.Instant.from(from).toZonedDateTimeISO(zone)
    expect(endOfPeriod(from, text, zone)).toBe(start.add(span).add({ days: 1 }).startOfDay().toInstant().toString())
    expect(later(from, text, zone)).toBe(start.add(span).toInstant().toString())
    expect(reached(endOfPeriod(from, text, zone), later(from, text, zone))).toBe(true)
  }))
})

test.each(['P14D', 'P4Y6M', 'PT72H', 'P1DT12H', 'P2W', 'P12W', 'PT5M', 'PT15M', 'PT5S', 'PT45S', 'PT1H30M15S'])('[process-2] %s is a duration', text => expect(isDuration(text)).toBe(true))
test.each(['', 'P', 'PT', '14D', 'P-14D', 'P1.5D', 'p14d', 'P14', 'P1DT'])('[process-2] %j is none', text => expect(isDuration(text)).toBe(false))

test.each([['P4Y6M', '4 years and 6 months'], ['P1D', '1 day'], ['P60D', '60 days'], ['PT72H', '72 hours'], ['P0D', 'no time']])('[process-2] %s is said as “%s”', (duration, words) => {
  expect(durationInWords(duration)).toBe(words)
})

test('[process-1] days are named and counted in the zone of the rulebook', () => {
  expect(dateInWords('2026-12-31T23:30:00Z', 'Europe/Zurich')).toBe('1 January 2027')
  expect(lastDayInWords('2026-12-31T23:00:00Z', 'Europe/Zurich')).toBe('31 December 2026')
  expect(daysBetween('2026-12-31T22:30:00Z', '2026-12-31T23:30:00Z', 'Europe/Zurich')).toBe(1)
  expect(daysBetween('2027-03-27T12:00:00Z', '2027-03-29T08:00:00Z', 'Europe/Zurich')).toBe(2)
  expect(startsOfDays('2027-03-27T12:00:00Z', 3, 'Europe/Zurich')).toEqual(['2027-03-26T23:00:00Z', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'])
})

test.each([
  ['2027', '2027-01-01T00:00:00Z', '2027-12-31T23:59:59.999999999Z'], ['2027-02', '2027-02-01T00:00:00Z', '2027-02-28T23:59:59.999999999Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z', '2028-02-29T23:59:59.999999999Z'], ['2027-12', '2027-12-01T00:00:00Z', '2027-12-31T23:59:59.999999999Z'],
])('[process-28] the date %s is some time from %s to %s', (date, first, last) => {
  expect(spanOfDate(date, 'UTC')).toEqual({ first, last })
})

test.each(['', '27', 'in 2027', '2027-13', '2027-02-29', '2027-02-31', '2027-00-01', '2027-1-1', '2027-01-01T00:00:00Z'])('[process-29] %j is no date', date => {
  expect(spanOfDate(date, 'UTC')).toBeNull()
})

test('[process-4] a time zone is known by its name', () => {
  expect(['UTC', 'Europe/Zurich', 'Europe/Atlantis', ''].map(isZone)).toEqual([true, true, false, false])
})
