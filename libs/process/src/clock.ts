import { Temporal } from 'temporal-polyfill'

/** Whether a text is an ISO 8601 duration of at least nothing. */
export function isDuration(text: string): boolean {
  return /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(text)
}

const at = (instant: string, zone: string): Temporal.ZonedDateTime => Temporal.Instant.from(instant).toZonedDateTimeISO(zone)

// Any day would do, if only it is always the same.
const measured = '2025-01-01T00:00:00Z'

/** Whether one instant is at or after another. */
export const reached = (now: string, due: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(due)) >= 0

/** An instant as a number, for comparing many: nanoseconds of the epoch are cut to milliseconds. */
export const momentOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds

/** The earlier first. */
export const compareInstants = (one: string, other: string): number =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other))

/** Whether a duration is some days or longer units, and nothing smaller. */
function isOfDays(duration: string): boolean {
  const { hours, minutes, seconds, blank } = Temporal.Duration.from(duration)
  return hours === 0 && minutes === 0 && seconds === 0 && !blank
}

/**
 * The end of a minimum time or a window: day 0 is not counted, the last day counts whole.
 * Units are kept (a month is a month), days begin and end in the zone. The instant returned is the first that lies after the period.
 */
export function endOfPeriod(from: string, duration: string, zone: string): string {
  const end = at(from, zone).add(duration)
  return (isOfDays(duration) ? end.add({ days: 1 }).startOfDay() : end).toInstant().toString()
}

/**
 * The end of a period whose last day is included: the act may happen on the day the period ends. A ballot of two months from 12 July may
 * be closed on 12 September. The instant returned is the beginning of that day, or the exact moment if hours are counted.
 */
export function endOfPeriodOnDay(from: string, duration: string, zone: string): string {
  const end = at(from, zone).add(duration)
  return (isOfDays(duration) ? end.startOfDay() : end).toInstant().toString()
}

/** The instant one duration later, at the same time of day in the zone. */
export const later = (from: string, duration: string, zone: string): string =>
  at(from, zone).add(Temporal.Duration.from(duration)).toInstant().toString()

/** The instant one duration earlier, at the same time of day in the zone. */
export const earlier = (from: string, duration: string, zone: string): string =>
  at(from, zone).subtract(Temporal.Duration.from(duration)).toInstant().toString()

/** Whether a duration is nothing. */
export const isNothing = (duration: string): boolean => Temporal.Duration.from(duration).blank

/** The shorter first, measured from one fixed day. */
export const compareDurations = (one: string, other: string): number => compareInstants(later(measured, one, 'UTC'), later(measured, other, 'UTC'))

/** Whether a named time zone exists. */
export function isZone(zone: string): boolean {
  try {
    at(measured, zone)
    return true
  } catch {
    return false
  }
}

/** The calendar day of an instant in the zone, such as 2027-03-04. */
export const dayOf = (instant: string, zone: string): string => at(instant, zone).toPlainDate().toString()

/** The calendar day in the zone that is the last to belong to a period which ends at this instant. */
export const lastDayOf = (end: string, zone: string): string => dayOf(Temporal.Instant.from(end).subtract({ nanoseconds: 1 }).toString(), zone)

/** Whole calendar days from one instant to another in the zone: 0 on the same day. */
export function daysBetween(from: string, to: string, zone: string): number {
  const first = at(from, zone).toPlainDate()
  return first.until(at(to, zone).toPlainDate()).days
}

/** The instants at which `count` days begin in the zone, the first being the day of `from`. */
export function startsOfDays(from: string, count: number, zone: string): readonly string[] {
  const first = at(from, zone).startOfDay()
  return Array.from({ length: count }, (_, index) => first.add({ days: index }).startOfDay().toInstant().toString())
}

/** The first and the last instant of a date as coarse as a day, a month or a year, in the zone; null when it is none of these. */
export function spanOfDate(date: string, zone: string): { readonly first: string; readonly last: string } | null {
  const parts = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(date)
  if (parts === null) return null
  const [, year, month, day] = parts
  const start = Temporal.PlainDate.from({ year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) })
  if (day !== undefined && start.day !== Number(day)) return null
  const after = start.add(day !== undefined ? { days: 1 } : month !== undefined ? { months: 1 } : { years: 1 })
  const instant = (plain: Temporal.PlainDate): Temporal.Instant => plain.toZonedDateTime(zone).toInstant()
  return { first: instant(start).toString(), last: instant(after).subtract({ nanoseconds: 1 }).toString() }
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A date as a sentence names it, in the zone: "4 March 2027". */
export function dateInWords(instant: string, zone: string): string {
  const date = at(instant, zone)
  return `${date.day} ${monthNames[date.month - 1]} ${date.year}`
}

/** The last day that belongs to a period which ends at this instant, in words. */
export const lastDayInWords = (end: string, zone: string): string =>
  dateInWords(Temporal.Instant.from(end).subtract({ nanoseconds: 1 }).toString(), zone)

const units = [['years', 'year'], ['months', 'month'], ['weeks', 'week'], ['days', 'day'], ['hours', 'hour'], ['minutes', 'minute'], ['seconds', 'second']] as const

/** A duration in words that keep its units: "4 years and 6 months". */
export function durationInWords(duration: string): string {
  const span = Temporal.Duration.from(duration)
  const parts = units.filter(([key]) => span[key] !== 0).map(([key, word]) => `${span[key]} ${word}${span[key] === 1 ? '' : 's'}`)
  return parts.length === 0 ? 'no time' : parts.join(' and ')
}
