import { accept, refusal, type Result } from '@plenary/kernel'
import * as v from 'valibot'
import type { DaysOff, Holiday } from './calendar.ts'
import { compareInstants, dayOf, spanOfDate } from './clock.ts'
import { holidaySchema, weekdaySchema } from './rulebook-form.ts'

/** The days off of a secretariat as they are from a day on. A version never changes once it is recorded; another one follows it. */
export interface CalendarVersion extends DaysOff {
  readonly id: string
  /** Counted per committee. */
  readonly number: number
  /** The first day on which it is in force. */
  readonly from: string
  readonly recordedAt: string
  /** The code of the committee whose secretariat keeps it. */
  readonly of: string
  /** How far above the committee of the draft that committee stands; 0 is the draft's own. */
  readonly distance: number
}

/**
 * The version in force on a day: that of the nearest committee which has one then; of several, the one that came into force last, and of
 * these the one recorded last.
 */
export function calendarOn(versions: readonly CalendarVersion[], day: string): CalendarVersion | null {
  const inForce = versions.filter(one => one.from <= day)
  const rank = (one: CalendarVersion, other: CalendarVersion): number =>
    one.distance - other.distance || other.from.localeCompare(one.from) || other.number - one.number
  return [...inForce].sort(rank)[0] ?? null
}

/** The version by which something that began at an instant is counted: in force on that day in the zone, and on record then. */
export const calendarAt = (versions: readonly CalendarVersion[], instant: string, zone: string): CalendarVersion | null =>
  calendarOn(versions.filter(one => compareInstants(one.recordedAt, instant) <= 0), dayOf(instant, zone))

/** A calendar as an officer asks for it. Of each holiday one of `on`, `yearly` and `easter` is given. */
export interface WantedCalendar {
  readonly from: string
  readonly weekend: readonly number[]
  readonly holidays: readonly { readonly title: string; readonly on?: string | null; readonly yearly?: string | null; readonly easter?: number | null }[]
  readonly reason: string
}

/** What is put on record. */
export interface CalendarRecorded extends DaysOff { readonly from: string; readonly reason: string }

const mostHolidays = 200
// A day farther before Easter may lie in the year before.
const farthestFromEaster = 80

const refuse = (place: string, sentence: string) => refusal('bad-calendar', sentence, [{ gate: place, message: sentence, where: '' }])

/** On which day a holiday falls, as one text: two that have the same are the same day. */
const dayOfHoliday = (holiday: Holiday): string =>
  ('on' in holiday ? holiday.on : 'yearly' in holiday ? `every ${holiday.yearly}` : `Easter ${holiday.easter}`)

function faultOf(holiday: Holiday): string | null {
  if ('on' in holiday) return spanOfDate(holiday.on, 'UTC') === null ? `there is no day ${holiday.on}` : null
  // A leap year has every day that any year has.
  if ('yearly' in holiday) return spanOfDate(`2000-${holiday.yearly}`, 'UTC') === null ? `no year has a day ${holiday.yearly}` : null
  return Math.abs(holiday.easter) > farthestFromEaster ? `it is more than ${farthestFromEaster} days from Easter` : null
}

function readHolidays(wanted: WantedCalendar['holidays']): Result<readonly Holiday[]> {
  if (wanted.length > mostHolidays) return refuse('holidays', `A calendar takes at most ${mostHolidays} holidays; there are ${wanted.length}.`)
  const holidays: Holiday[] = []
  for (const [index, one] of wanted.entries()) {
    const place = `holidays[${index}]`
    const given = Object.fromEntries(Object.entries({ ...one, title: one.title.trim() }).filter(([, value]) => value != null))
    const read = v.safeParse(holidaySchema, given)
    if (!read.success) return refuse(place, `Holiday ${index + 1}, “${one.title}”, needs a title and exactly one of: a day, a day of every year, or days from Easter.`)
    const fault = faultOf(read.output)
    if (fault !== null) return refuse(place, `Holiday ${index + 1}, “${one.title}”: ${fault}.`)
    const twin = holidays.findIndex(other => dayOfHoliday(other) === dayOfHoliday(read.output))
    if (twin >= 0) return refuse(place, `Holiday ${index + 1}, “${one.title}”, falls on the day of holiday ${twin + 1}.`)
    holidays.push(read.output)
  }
  return accept(holidays)
}

const sameDays = (one: DaysOff, other: DaysOff): boolean => {
  const told = ({ weekend, holidays }: DaysOff): string =>
    JSON.stringify([[...weekend].sort(), holidays.map(holiday => `${dayOfHoliday(holiday)} ${holiday.title}`).sort()])
  return told(one) === told(other)
}

/**
 * Decides whether a calendar is put on record after the latest one, null if there is none. What runs already is not moved by it.
 * Refuses with: `bad-calendar` (with the place), `nothing-new`, `reason-missing`.
 */
export function recordCalendar(wanted: WantedCalendar, latest: (DaysOff & { readonly from: string }) | null): Result<CalendarRecorded> {
  const { from, reason } = wanted
  // A day, and not a month or a year.
  if (!/-\d\d-/.test(from) || spanOfDate(from, 'UTC') === null) return refuse('from', `There is no day “${from}” from which the calendar could be in force.`)
  const weekend = [...new Set(wanted.weekend)].sort()
  if (weekend.some(day => !v.is(weekdaySchema, day))) return refuse('weekend', 'A day of the week is a number from 1, Monday, to 7.')
  if (weekend.length === 7) return refuse('weekend', 'There is no working day left in the week.')
  const holidays = readHolidays(wanted.holidays)
  if (!holidays.ok) return holidays
  const days = { weekend, holidays: holidays.value }
  if (latest !== null && latest.from === from && sameDays(latest, days)) return refusal('nothing-new', 'This is the calendar as it stands; nothing was changed.')
  if (reason.trim() === '') return refusal('reason-missing', 'A change of the calendar takes a reason; it stays in the record.')
  return accept({ from, ...days, reason: reason.trim() })
}
