import { accept, refusal, type Result } from '@plenary/kernel'
import { compareInstants, dateInWords, lastDayInWords, lastDayOf, reached } from './clock.ts'
import { countedWith } from './counted.ts'
import { clockSince } from './deadlines.ts'
import type { Facts, Recount } from './facts.ts'
import { may, type Actor } from './may.ts'
import { endOfClock } from './period.ts'
import { ballotsAt, stageOf, type Rulebook, type RulebookClock } from './rulebook.ts'
import { calendarOn, type CalendarVersion } from './secretariat.ts'

/** A clock of the rulebook that runs for a draft, and how its end is counted. */
export interface RunningClock {
  readonly key: string
  readonly title: string
  readonly since: string
  readonly due: string
  /** How the end is counted, in words, with the calendar. */
  readonly words: string
  /** The version of the secretariat's calendar it is counted with; null where none is asked, or the rulebook's counts. */
  readonly calendar: CalendarVersion | null
  /** When it would end by the version in force on its last day, where that is another day. Nothing moves until officers decide. */
  readonly anew: { readonly calendar: CalendarVersion; readonly due: string; readonly words: string; readonly counted: string } | null
}

/** A calendar version as sentences name it: "version 2 of the calendar of TC 3". */
const named = ({ of, number }: CalendarVersion): string => `version ${number} of the calendar of ${of}`

function wordsOf({ calendar }: Pick<Rulebook, 'calendar'>, { workingDays }: RulebookClock, version: CalendarVersion | null): string {
  if (workingDays === undefined) return 'Counted in days of the calendar; no working days are asked.'
  const counted = `${workingDays} working ${workingDays === 1 ? 'day' : 'days'}, counted with`
  if (version !== null) return `${counted} ${named(version)}, in force from ${dateInWords(`${version.from}T00:00:00Z`, 'UTC')}.`
  return calendar === undefined ? `${counted} every day but Saturday and Sunday.` : `${counted} the calendar of the rulebook (${calendar.title}).`
}

function anewOf(rulebook: Rulebook, { calendars = [] }: Facts, clock: RulebookClock, { since, due }: Pick<RunningClock, 'since' | 'due'>): RunningClock['anew'] {
  const other = calendarOn(calendars, lastDayOf(due, rulebook.zone))
  if (other === null) return null
  const then = endOfClock(rulebook, clock, since, other)
  if (then === due) return null
  const words = `Counted with ${named(other)} it would end with ${lastDayInWords(then, rulebook.zone)}.`
  return { calendar: other, due: then, words, counted: wordsOf(rulebook, clock, other) }
}

/** Every clock of the rulebook that runs for a draft now, in the order of the rulebook. */
export function runningClocks(rulebook: Rulebook, facts: Facts): readonly RunningClock[] {
  if (facts.draft.withdrawn) return []
  return (rulebook.clocks ?? []).flatMap(clock => {
    const since = clockSince(rulebook, facts, clock)
    if (since === null) return []
    const { key, title } = clock
    const calendar = countedWith(rulebook, facts, clock, since)
    const due = endOfClock(rulebook, clock, since, calendar)
    if (reached(facts.now, due)) return []
    return [{ key, title, since, due, words: wordsOf(rulebook, clock, calendar), calendar, anew: anewOf(rulebook, facts, clock, { since, due }) }]
  })
}

/** A running clock is counted with another calendar: its end moves. */
export interface ClockRecounted extends Recount {
  readonly kind: 'clock.recounted'
  readonly title: string
  readonly from: string
  readonly to: string
  /** How it is counted from now on, in words. */
  readonly words: string
  readonly at: string
  readonly reason: string
}

/** `due` is the new end that the officer has seen: if the calendar was changed meanwhile, it is another one. */
export interface RecountRequest { readonly clock: string; readonly due: string; readonly reason: string }

/**
 * Decides whether the end of a running clock moves to where the calendar now in force puts it.
 * Refuses with: `withdrawn`, `not-yours`, `reason-missing`, `not-running`, `nothing-moves`, `changed`, `over`.
 */
export function recountClock(rulebook: Rulebook, facts: Facts, wanted: RecountRequest, actor: Actor): Result<ClockRecounted> {
  const { stage, withdrawn } = facts.draft
  if (withdrawn) return refusal('withdrawn', 'This draft is withdrawn. Restore it first.')
  const verdict = may(actor, 'clock.recount', { phase: stageOf(rulebook, stage).phase, voted: ballotsAt(rulebook, stage).length > 0 })
  if (!verdict.allowed) return refusal('not-yours', verdict.why)
  if (wanted.reason.trim() === '') return refusal('reason-missing', 'Moving the end of a running clock takes a reason; it stays in the record.')
  const running = runningClocks(rulebook, facts).find(one => one.key === wanted.clock)
  if (running === undefined) return refusal('not-running', 'This clock does not run for the draft, or has run out.')
  const { anew, key, title, since, due } = running
  if (anew === null) return refusal('nothing-moves', `“${title}” ends on the same day by the calendar now in force.`)
  if (compareInstants(anew.due, wanted.due) !== 0) return refusal('changed', `The calendar was changed meanwhile. ${anew.words} Look again, then decide.`)
  if (reached(facts.now, anew.due)) return refusal('over', `${anew.words} That day is over, so it keeps its end.`)
  return accept({
    kind: 'clock.recounted', clock: key, title, since, calendar: anew.calendar.id, from: due, to: anew.due, words: anew.counted, at: facts.now,
    reason: wanted.reason.trim(),
  })
}
