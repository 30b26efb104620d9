import { Temporal } from 'temporal-polyfill'
import type { Rulebook } from './rulebook.ts'

type Calendar = NonNullable<Rulebook['calendar']>

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

/** Whether the secretariat works on a day. */
export function isWorkingDay(day: Temporal.PlainDate, { weekend, holidays }: Calendar): boolean {
  if ((weekend as readonly number[]).includes(day.dayOfWeek)) return false
  return !holidays.some(holiday => {
    if ('on' in holiday) return holiday.on === day.toString()
    if ('yearly' in holiday) return holiday.yearly === day.toString().slice(5)
    return easterOf(day.year).add({ days: holiday.easter }).equals(day)
  })
}

/**
 * The instant at which so many working days have passed: the day of `from` is not counted, the last day counts whole. Without a calendar
 * the days of the week but Saturday and Sunday are working days.
 */
export function afterWorkingDays(from: string, count: number, zone: string, calendar: Calendar | undefined): string {
  const known = calendar ?? { title: '', weekend: [6, 7], holidays: [], fact: '' }
  let day = Temporal.Instant.from(from).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day, known)) left -= 1
  }
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().toString()
}
