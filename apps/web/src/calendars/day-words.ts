import { useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import type { Holiday as HolidayOfCalendar } from '@plenary/process'
import { now } from '../ui/moment.ts'
import type { Holiday } from './calendars.queries.ts'

// Days of a calendar have no zone: they are told as they are written.
const told = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** "12 May 2027" */
export const fullDay = (day: string): string => told(day, { day: 'numeric', month: 'long', year: 'numeric' })

/** "Wed 12 May 2027" */
export const dayWithWeekday = (day: string): string => told(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })

/** "Monday", for a day of the week from 1 to 7. The first of January 2024 was a Monday. */
export const weekdayName = (weekday: number): string => told(`2024-01-0${weekday}`, { weekday: 'long' })

/** Today by the server's clock, as a date field takes it. */
export const today = (): string => now().toISOString().slice(0, 10)

/** A holiday as the rules of the process take it. */
export const plainHoliday = ({ title, on, yearly, easter }: Holiday): HolidayOfCalendar =>
  on !== null ? { title, on } : yearly !== null ? { title, yearly } : { title, easter: easter ?? 0 }

/** On which day a holiday falls, in words. */
export function useDayWords(): (holiday: Holiday) => string {
  const { t } = useLingui()
  return ({ on, yearly, easter }) => {
    if (on !== null) return t`once, ${fullDay(on)}`
    if (yearly !== null) return t`every year, ${told(`2024-${yearly}`, { day: 'numeric', month: 'long' })}`
    const days = easter ?? 0
    if (days === 0) return t`Easter Sunday`
    return days < 0
      ? plural(-days, { one: 'the day before Easter Sunday', other: '# days before Easter Sunday' })
      : plural(days, { one: 'the day after Easter Sunday', other: '# days after Easter Sunday' })
  }
}
