import { afterWorkingDays, type DaysOff } from './calendar.ts'
import { endOfPeriod, endOfPeriodOnDay } from './clock.ts'
import type { Rulebook, RulebookClock } from './rulebook.ts'

type Days = Pick<Rulebook, 'zone' | 'lastDay'>

/** When a period of a rulebook is over: after its last day, or on it, as the body counts. The first instant that lies after the period. */
export const endOf = (book: Days, from: string, duration: string): string =>
  (book.lastDay === 'whole' ? endOfPeriod : endOfPeriodOnDay)(from, duration, book.zone)

/** When a clock of a rulebook that began at an instant has run. Working days are those of the secretariat's calendar, else of the rulebook's. */
export const endOfClock = (
  book: Days & Pick<Rulebook, 'calendar'>, clock: Pick<RulebookClock, 'duration' | 'workingDays'>, from: string, daysOff: DaysOff | null = null,
): string =>
  // A clock has the one or the other; its form asks for it.
  clock.duration === undefined ? afterWorkingDays(from, clock.workingDays as number, book.zone, daysOff ?? book.calendar) : endOf(book, from, clock.duration)
