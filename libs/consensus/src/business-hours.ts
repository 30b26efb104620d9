import { Temporal } from 'temporal-polyfill'

const opens = 9
const closes = 17

/** Working hours between two instants in a zone: Monday to Friday, 9 to 17. Whole minutes are counted, so that a part of an hour shows as one. */
export function businessMinutes(from: string, to: string, zone: string): number {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(to).toZonedDateTimeISO(zone)
  if (Temporal.ZonedDateTime.compare(start, end) >= 0) return 0
  let minutes = 0
  for (let day = start.toPlainDate(); Temporal.PlainDate.compare(day, end.toPlainDate()) <= 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue
    const at = (hour: number): Temporal.ZonedDateTime => day.toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(hour) })
    const [first, last] = [at(opens), at(closes)]
    const begin = Temporal.ZonedDateTime.compare(first, start) < 0 ? start : first
    const finish = Temporal.ZonedDateTime.compare(last, end) > 0 ? end : last
    if (Temporal.ZonedDateTime.compare(begin, finish) < 0) minutes += Math.floor(begin.until(finish).total('minutes'))
  }
  return minutes
}

/** "24 working hours", with what is over an hour said in minutes. */
export function businessHoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const said = `${hours} working hour${hours === 1 ? '' : 's'}`
  return rest === 0 ? said : `${said} and ${rest} minute${rest === 1 ? '' : 's'}`
}
