const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([+-])(\d{2}):(\d{2})$/
const daysTo = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const minutesADay = 1440

const leaps = (year: number): number => Math.trunc(year / 4) - Math.trunc(year / 100) + Math.trunc(year / 400)
const isLeap = (year: number): boolean => leaps(year) > leaps(year - 1)
const dayOf = (year: number, month: number, day: number): number =>
  year * 365 + leaps(year - 1) + (daysTo[month - 1] as number) + (month > 2 && isLeap(year) ? 1 : 0) + day

function dateOf(days: number): string {
  let year = Math.trunc(days / 366)
  while (dayOf(year + 1, 1, 1) <= days) year += 1
  let month = 12
  while (dayOf(year, month, 1) > days) month -= 1
  return [`${year}`.padStart(4, '0'), `${month}`.padStart(2, '0'), `${days - dayOf(year, month, 1) + 1}`.padStart(2, '0')].join('-')
}

/** The same instant written in UTC, if it was written with an offset such as `+02:00`; everything else is given back as it came. */
export function inUtc(instant: string): string {
  const parts = form.exec(instant)
  if (parts === null) return instant
  const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number) as [number, number, number, number, number]
  const [offsetHour, offsetMinute] = parts.slice(9).map(Number) as [number, number]
  if (month < 1 || month > 12 || hour > 23 || offsetHour > 23 || offsetMinute > 59) return instant
  const offset = (offsetHour * 60 + offsetMinute) * (parts[8] === '-' ? -1 : 1)
  const minutes = dayOf(year, month, day) * minutesADay + hour * 60 + minute - offset
  const rest = minutes % minutesADay
  const clock = [Math.trunc(rest / 60), rest % 60].map(part => `${part}`.padStart(2, '0')).join(':')
  return `${dateOf(Math.trunc(minutes / minutesADay))}T${clock}:${parts[6]}${parts[7] ?? ''}Z`
}
