import type { Facts } from './facts.ts'
import { endOfClock } from './period.ts'
import type { Rulebook, RulebookClock } from './rulebook.ts'
import { calendarAt, type CalendarVersion } from './secretariat.ts'

/**
 * The version of the secretariat's calendar by which a clock that began at an instant is counted: the one the officers decided on since, else the
 * one in force on that day and on record then. Null where no working days are counted, and where the rulebook's own calendar counts.
 */
export function countedWith({ zone }: Pick<Rulebook, 'zone'>, { calendars = [], recounts }: Facts, clock: RulebookClock, since: string): CalendarVersion | null {
  if (clock.workingDays === undefined) return null
  const decided = recounts?.findLast(one => one.clock === clock.key && one.since === since)
  return calendars.find(one => one.id === decided?.calendar) ?? calendarAt(calendars, since, zone)
}

/** When a clock that began at an instant has run, counted as it is counted for this draft. */
export const endCounted = (rulebook: Rulebook, facts: Facts, clock: RulebookClock, since: string): string =>
  endOfClock(rulebook, clock, since, countedWith(rulebook, facts, clock, since))
