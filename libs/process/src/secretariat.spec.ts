import { afterWorkingDays } from './calendar.ts'
import { calendarAt, calendarOn, recordCalendar, type CalendarVersion, type WantedCalendar } from './secretariat.ts'

const version = (number: number, from: string, more: Partial<CalendarVersion> = {}): CalendarVersion =>
  ({ id: `v${number}`, number, from, weekend: [6, 7], holidays: [], recordedAt: '2027-01-01T00:00:00Z', of: 'TC 1', distance: 0, ...more })

const versions = [
  version(1, '2027-01-01'), version(2, '2027-06-01', { recordedAt: '2027-05-01T00:00:00Z' }), version(3, '2027-06-01', { recordedAt: '2027-05-02T00:00:00Z' }),
  version(4, '2027-03-01', { recordedAt: '2027-04-01T00:00:00Z' }),
]

test.each([
  ['2026-12-31', undefined], ['2027-01-01', 'v1'], ['2027-02-28', 'v1'], ['2027-03-01', 'v4'], ['2027-05-31', 'v4'], ['2027-06-01', 'v3'], ['2030-01-01', 'v3'],
] as const)('[process-252] on %s the calendar in force is %s', (day, id) => {
  expect(calendarOn(versions, day)?.id).toBe(id)
  expect(calendarOn([...versions].reverse(), day)?.id).toBe(id)
})

test('[process-252] the nearest secretariat that has a calendar on that day counts', () => {
  const above = version(9, '2020-01-01', { distance: 1, of: 'ISO' })
  expect(calendarOn([above, ...versions], '2026-12-31')?.id).toBe('v9')
  expect(calendarOn([above, ...versions], '2027-01-01')?.id).toBe('v1')
})

test.each([
  ['2027-03-15T12:00:00Z', 'UTC', 'v1', 'the version of March was recorded in April'], ['2027-04-01T00:00:00Z', 'UTC', 'v4', 'from its record on it counts'],
  ['2027-05-31T23:30:00Z', 'Europe/Zurich', 'v3', 'it is 1 June there'], ['2027-05-31T23:30:00Z', 'UTC', 'v4', 'and 31 May here'], ['2026-12-31T12:00:00Z', 'UTC', undefined, 'none is in force'],
] as const)('[process-252] what began at %s in %s is counted with %s: %s', (instant, zone, id, _) => {
  expect(calendarAt(versions, instant, zone)?.id).toBe(id)
})

test.each([
  ['Friday and Saturday off', { weekend: [5, 6], holidays: [] }, '2027-03-04T12:00:00Z', 2, '2027-03-09T00:00:00Z'],
  ['a week of seven days', { weekend: [], holidays: [] }, '2027-03-04T12:00:00Z', 3, '2027-03-08T00:00:00Z'],
  ['a holiday once', { weekend: [6, 7], holidays: [{ title: 'Move', on: '2027-03-05' }] }, '2027-03-04T12:00:00Z', 1, '2027-03-09T00:00:00Z'],
  ['Orthodox Easter is not this Easter', { weekend: [6, 7], holidays: [{ title: 'Easter Monday', easter: 1 }] }, '2027-03-26T12:00:00Z', 1, '2027-03-31T00:00:00Z'],
] as const)('[process-210] %s', (_, daysOff, from, count, end) => {
  expect(afterWorkingDays(from, count, 'UTC', daysOff)).toBe(end)
})

const wanted: WantedCalendar = {
  from: '2027-01-01', weekend: [6, 7], reason: 'As the government decided.',
  holidays: [{ title: ' New Year ', yearly: '01-01' }, { title: 'Leap day', yearly: '02-29' }, { title: 'Good Friday', easter: -2, on: null }, { title: 'Easter Monday', easter: 1 },
    { title: 'Move', on: '2027-05-12' }, { title: 'Move back', on: '2027-05-14' }],
}

test('[process-251] a calendar is recorded as it was asked for, its titles trimmed and its weekend in order', () => {
  expect(recordCalendar({ ...wanted, weekend: [7, 6, 7], reason: ' As the government decided. ' }, null)).toEqual({ ok: true, value: {
    from: '2027-01-01', weekend: [6, 7], reason: 'As the government decided.',
    holidays: [{ title: 'New Year', yearly: '01-01' }, { title: 'Leap day', yearly: '02-29' }, { title: 'Good Friday', easter: -2 }, { title: 'Easter Monday', easter: 1 },
      { title: 'Move', on: '2027-05-12' }, { title: 'Move back', on: '2027-05-14' }],
  } })
})

const holidays = (...listed: WantedCalendar['holidays']): Partial<WantedCalendar> => ({ holidays: listed })

test.each<[string, Partial<WantedCalendar>, string, string]>([
  ['a day that is none', { from: 'tomorrow' }, 'from', 'There is no day “tomorrow” from which the calendar could be in force.'],
  ['a day that no month has', { from: '2027-02-30' }, 'from', 'There is no day “2027-02-30”'],
  ['a month', { from: '2027-02' }, 'from', 'There is no day “2027-02”'],
  ['a weekday that no week has, beside one that it has', { weekend: [0, 6] }, 'weekend', 'from 1, Monday, to 7'],
  ['a weekday that no week has', { weekend: [0] }, 'weekend', 'from 1, Monday, to 7'],
  ['no working day', { weekend: [1, 2, 3, 4, 5, 6, 7] }, 'weekend', 'no working day left'],
  ['a holiday without a title', holidays({ title: ' ', yearly: '01-01' }), 'holidays[0]', 'needs a title'],
  ['a holiday without a day', holidays({ title: 'New Year', yearly: '01-01' }, { title: 'Some day' }), 'holidays[1]', 'Holiday 2, “Some day”, needs a title and exactly one of'],
  ['a holiday with two days', holidays({ title: 'Both', yearly: '01-01', easter: 1 }), 'holidays[0]', 'exactly one of'],
  ['a month that no year has', holidays({ title: 'Odd', yearly: '13-01' }), 'holidays[0]', 'exactly one of'],
  ['a yearly day that no year has', holidays({ title: 'Odd', yearly: '02-30' }), 'holidays[0]', 'Holiday 1, “Odd”: no year has a day 02-30.'],
  ['a day that is none', holidays({ title: 'Odd', on: '2027-02-29' }), 'holidays[0]', 'there is no day 2027-02-29'],
  ['half a day from Easter', holidays({ title: 'Odd', easter: 1.5 }), 'holidays[0]', 'exactly one of'],
  ['a day far from Easter', holidays({ title: 'Odd', easter: -81 }), 'holidays[0]', 'more than 80 days from Easter'],
  ['a day twice', holidays({ title: 'One', on: '2027-05-12' }, { title: 'Other', on: '2027-05-12' }), 'holidays[1]', 'Holiday 2, “Other”, falls on the day of holiday 1.'],
  ['too many', { holidays: Array.from({ length: 201 }, () => ({ title: 'Day', yearly: '01-01' })) }, 'holidays', 'at most 200 holidays; there are 201'],
])('[process-251] %s is refused with its place', (_, change, place, sentence) => {
  expect(recordCalendar({ ...wanted, ...change }, null)).toMatchObject({ ok: false, refusal: {
    code: 'bad-calendar', message: expect.stringContaining(sentence), missing: [{ gate: place, message: expect.stringContaining(sentence), where: '' }],
  } })
})

test('[process-251] a version without a reason, and one that changes nothing, is refused', () => {
  expect(recordCalendar({ ...wanted, reason: ' ' }, null)).toMatchObject({ refusal: { code: 'reason-missing' } })
  const latest = recordCalendar(wanted, null)
  if (!latest.ok) throw new Error(latest.refusal.message)
  expect(recordCalendar({ ...wanted, reason: ' ' }, null)).toMatchObject({ refusal: { message: 'A change of the calendar takes a reason; it stays in the record.' } })
  const turned = { ...wanted, weekend: [7, 6], holidays: [...wanted.holidays].reverse() }
  expect(recordCalendar(turned, latest.value)).toMatchObject({ refusal: { code: 'nothing-new', message: 'This is the calendar as it stands; nothing was changed.' } })
  expect(recordCalendar(turned, { ...latest.value, weekend: [7, 6] })).toMatchObject({ refusal: { code: 'nothing-new' } })
  expect(recordCalendar({ ...turned, from: '2027-02-01' }, latest.value).ok).toBe(true)
  expect(recordCalendar({ ...turned, weekend: [7] }, latest.value).ok).toBe(true)
  expect(recordCalendar({ ...turned, holidays: [] }, latest.value).ok).toBe(true)
  const renamed = wanted.holidays.map(holiday => (holiday.title === 'Move' ? { ...holiday, title: 'Moving' } : holiday))
  const moved = wanted.holidays.map(holiday => (holiday.title === 'Move' ? { ...holiday, on: '2027-05-13' } : holiday))
  expect([renamed, moved].map(changed => recordCalendar({ ...wanted, holidays: changed }, latest.value).ok)).toEqual([true, true])
})

test('[process-251] as many holidays as a calendar takes, and days as far from Easter as may be, are recorded', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ title: `Day ${index}`, on: `20${String(index + 10).slice(-2)}-0${1 + Math.floor(index / 90)}-11` }))
  expect(recordCalendar({ ...wanted, holidays: many }, null).ok).toBe(true)
  expect(recordCalendar({ ...wanted, ...holidays({ title: 'Early', easter: -80 }, { title: 'Late', easter: 80 }) }, null).ok).toBe(true)
})
