// The server's clock is the only one that counts (a demo may have moved it by years), so the browser only measures what passed since it was told.
let told = { at: Number.NaN, mark: 0 }

/** Takes over the server's time; every "today" and "days left" of the interface follows it. */
export function setServerTime(iso: string): void {
  told = { at: Date.parse(iso), mark: performance.now() }
}

/** The server's present time. Before the server has spoken: the time at which the page was loaded. */
export function now(): Date {
  const base = Number.isNaN(told.at) ? performance.timeOrigin : told.at
  return new Date(base + (performance.now() - told.mark))
}

const DAY = 86_400_000
const language = (): string => (document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang)

function parts(instant: Date, options: Intl.DateTimeFormatOptions): Map<string, string> {
  return new Map(new Intl.DateTimeFormat(language(), options).formatToParts(instant).map(part => [part.type, part.value]))
}

const zoned = (zone: string | undefined): Intl.DateTimeFormatOptions => (zone === undefined || zone === '' ? {} : { timeZone: zone })

/** "Fri 4 Dec", with the year when it is not the present one. */
export function day(iso: string, zone?: string): string {
  const instant = new Date(iso)
  const said = parts(instant, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...zoned(zone) })
  const year = said.get('year') === parts(now(), { year: 'numeric', ...zoned(zone) }).get('year') ? '' : ` ${said.get('year')}`
  return `${said.get('weekday')} ${said.get('day')} ${said.get('month')}${year}`
}

/** "4 Dec", with the year when it is not the present one: for a day long gone, where room is short. */
export function shortDay(iso: string, zone?: string): string {
  return day(iso, zone).replace(/^\S+ /, '')
}

/** "Fri 4 Dec, 18:00 CET": a deadline always names its zone. */
export function moment(iso: string, zone?: string): string {
  const said = parts(new Date(iso), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short', ...zoned(zone) })
  return `${day(iso, zone)}, ${said.get('hour')}:${said.get('minute')} ${said.get('timeZoneName')}`
}

/** "12:04" in the reader's zone. */
export function hour(iso: string): string {
  const said = parts(new Date(iso), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${said.get('hour')}:${said.get('minute')}`
}

/** How much of a span is left or gone, in the two largest units: days and hours, or hours and minutes. Negative when it is gone. */
export function distance(
  iso: string,
  from: Date = now(),
): { readonly past: boolean; readonly days: number; readonly hours: number; readonly minutes: number } {
  const milliseconds = Date.parse(iso) - from.getTime()
  const rest = Math.abs(milliseconds)
  return {
    past: milliseconds < 0,
    days: Math.floor(rest / DAY),
    hours: Math.floor((rest % DAY) / 3_600_000),
    minutes: Math.floor((rest % 3_600_000) / 60_000),
  }
}

/** Whole calendar days from today to that day in the reader's zone: 0 today, 1 tomorrow, negative in the past. */
export function daysAhead(iso: string, from: Date = now()): number {
  const midnight = (instant: Date): number => Date.UTC(instant.getFullYear(), instant.getMonth(), instant.getDate())
  return Math.round((midnight(new Date(iso)) - midnight(from)) / DAY)
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The day that many days after an instant (now, unless told) in the reader's zone, as a date field takes it. */
export function inDays(count: number, from: Date = now()): string {
  const at = new Date(from)
  at.setDate(at.getDate() + count)
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
}

/** The last instant of a date field's day in the reader's zone. */
export const endOfDay = (date: string): string => new Date(`${date}T23:59:59`).toISOString()
