import { Temporal } from 'temporal-polyfill'
import { spanOfDate } from './clock.ts'
import type { Rulebook } from './rulebook.ts'

/** A day on which a secretariat does not work: once, every year, or so many days from Easter Sunday. */
export type Holiday = NonNullable<Rulebook['calendar']>['holidays'][number]

/** On which days a secretariat does not work: days of the week from 1, Monday, to 7, and holidays. */
export interface DaysOff {
  readonly weekend: readonly number[]
  readonly holidays: readonly Holiday[]
}

/** Without a calendar the days of the week but Saturday and Sunday are working days. */
export const ordinaryWeek: DaysOff = { weekend: [6, 7], holidays: [] }

/** Easter Sunday of a year in the Gregorian calendar, after the anonymous algorithm printed in Nature, 1876. */
export function easterOf(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const ofMonth = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(ofMonth / 31), day: (ofMonth % 31) + 1 })
}

/** On which day a holiday falls in a year, or once; null when that year has no such day. */
function dayIn(holiday: Holiday, year: number): string | null {
  if ('easter' in holiday) return easterOf(year).add({ days: holiday.easter }).toString()
  const day = 'on' in holiday ? holiday.on : `${year}-${holiday.yearly}`
  return spanOfDate(day, 'UTC') === null ? null : day
}

// From one leap year to the next it may be eight years.
const longestWait = 8

/** The first day from a day on, that day included, on which a holiday falls; null when it is over. */
export function nextDayOff(holiday: Holiday, from: string): string | null {
  if ('on' in holiday) return holiday.on >= from ? holiday.on : null
  const year = Number(from.slice(0, 4))
  const days = Array.from({ length: longestWait + 1 }, (_, years) => dayIn(holiday, year + years))
  return days.find(day => day !== null && day >= from) as string
}

/** Whether the secretariat works on a day. */
export function isWorkingDay(day: Temporal.PlainDate, { weekend, holidays }: DaysOff): boolean {
  return !weekend.includes(day.dayOfWeek) && !holidays.some(holiday => dayIn(holiday, day.year) === day.toString())
}

/** The instant at which so many working days have passed: the day of `from` is not counted, the last day counts whole. */
export function afterWorkingDays(from: string, count: number, zone: string, daysOff: DaysOff = ordinaryWeek): string {
  let day = Temporal.Instant.from(from).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day, daysOff)) left -= 1
  }
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().toString()
}
