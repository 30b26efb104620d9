/** @jest-environment jsdom */
import { daysAhead, distance, endOfDay, moment, setServerTime } from './moment.ts'

beforeAll(() => {
  document.documentElement.lang = 'en'
  setServerTime('2026-12-02T11:04:00Z')
})

test.each([
  ['2026-12-04T17:00:00Z', 'Europe/Zurich', 'Fri 4 Dec, 18:00 CET'],
  ['2026-12-04T17:00:00Z', 'UTC', 'Fri 4 Dec, 17:00 UTC'],
  ['2026-07-01T00:30:00Z', 'Europe/Zurich', 'Wed 1 Jul, 02:30 CEST'],
  ['2028-02-29T12:00:00Z', 'UTC', 'Tue 29 Feb 2028, 12:00 UTC'],
])('%s in %s is told as %s: the zone always, the year when it is another', (iso, zone, words) => {
  expect(moment(iso, zone)).toBe(words)
})

test.each([
  ['2026-12-04T17:04:00Z', { past: false, days: 2, hours: 6, minutes: 0 }],
  ['2026-12-02T10:04:00Z', { past: true, days: 0, hours: 1, minutes: 0 }],
])('from 2 December 11:04 to %s', (iso, expected) => {
  expect(distance(iso, new Date('2026-12-02T11:04:00Z'))).toEqual(expected)
})

test('days ahead are calendar days, not spans of 24 hours', () => {
  const late = new Date(2026, 11, 2, 23, 30)
  expect(daysAhead(new Date(2026, 11, 3, 0, 30).toISOString(), late)).toBe(1)
  expect(daysAhead(new Date(2026, 11, 2, 0, 30).toISOString(), late)).toBe(0)
  expect(daysAhead(new Date(2026, 11, 1, 23, 59).toISOString(), late)).toBe(-1)
})

test('a date field ends at the last second of its day where the reader is', () => {
  expect(new Date(endOfDay('2026-12-04')).toString()).toContain('23:59:59')
})
