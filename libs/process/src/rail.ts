import { daysBetween, endOfPeriod, lastDayInWords, startsOfDays } from './clock.ts'
import type { StageEntry } from './facts.ts'
import type { Phase } from './phase.ts'
import type { Rulebook, Stage } from './rulebook.ts'
import { standing } from './stand.ts'

/** A mark on the ruler of the current station: each day, each fifth a longer one, today, and the days that matter. */
export interface Tick {
  /** The instant at which the day begins in the rulebook's zone. */
  readonly at: string
  readonly kind: 'day' | 'fifth' | 'today' | 'deadline'
}

/** One station of the stage rail. Day counts and the ruler are given only where the draft stands. */
export interface Station {
  readonly code: string
  readonly phase: Phase
  readonly title: string
  readonly purpose: string
  readonly state: 'done' | 'current' | 'waiting'
  /** When the draft last came to this stage, and when it left it. */
  readonly enteredAt: string | null
  readonly leftAt: string | null
  /** How often the draft has come to this stage. */
  readonly visits: number
  /** The first instant after the target time (or the minimum, if there is no target). */
  readonly until: string | null
  /** The day the draft is in, counted from 1, the day of entering. */
  readonly day: number | null
  /** How many days there are until `until`. */
  readonly days: number | null
  readonly late: boolean
  readonly ticks: readonly Tick[]
  /** "day 17 of 60, due 15 December 2026". Empty unless the draft stands here. */
  readonly words: string
}

type Ruler = Pick<Station, 'until' | 'day' | 'days' | 'late' | 'ticks' | 'words'>
const noRuler: Ruler = { until: null, day: null, days: null, late: false, ticks: [], words: '' }

// A ruler longer than this is measured in another unit by the screen; its days would be too many to draw.
const longestRuler = 400

function ticksOf(entered: string, days: number, marked: readonly number[], today: number, zone: string): readonly Tick[] {
  if (days > longestRuler) return []
  const kindOf = (day: number): Tick['kind'] =>
    day === today ? 'today' : marked.includes(day) ? 'deadline' : day % 5 === 0 ? 'fifth' : 'day'
  return startsOfDays(entered, days, zone).map((at, index) => ({ at, kind: kindOf(index + 1) }))
}

function rulerOf(stage: Stage, entered: string, zone: string, now: string): Ruler {
  const day = daysBetween(entered, now, zone) + 1
  const span = stage.target ?? stage.minimum
  if (span === undefined) return { ...noRuler, day, words: `day ${day}` }
  const until = endOfPeriod(entered, span, zone)
  // The day of entering is day 1 on the ruler and day 0 of the period, so a period of n days ends with day n + 1.
  const lastDays = [stage.minimum, stage.target].flatMap(one => (one === undefined ? [] : [daysBetween(entered, endOfPeriod(entered, one, zone), zone)]))
  const days = Math.max(...lastDays)
  const late = stage.target !== undefined && day > days
  const ticks = ticksOf(entered, Math.max(days, day), lastDays, day, zone)
  // A minimum that has run is no deadline: from then on the days are only counted.
  if (stage.target === undefined && day > days) return { until: null, day, days: null, late, ticks, words: `day ${day}, open to go on since ${lastDayInWords(until, zone)}` }
  const due = stage.target === undefined ? 'not before the end of' : late ? 'was due' : 'due'
  return {
    until, day, days, late, ticks, words: `day ${day} of ${days}, ${due} ${lastDayInWords(until, zone)}`,
  }
}

/** The stage rail: every station of the rulebook with its dates, and the ruler where the draft stands. Identical on screen, in mail and in print. */
export function stageRail(history: readonly StageEntry[], rulebook: Rulebook, now: string): readonly Station[] {
  const inForce = standing(history)
  const here = inForce.at(-1)
  const position = rulebook.stages.findIndex(stage => stage.code === here?.to)
  return rulebook.stages.map((stage, index) => {
    const visit = inForce.findLastIndex(entry => entry.to === stage.code)
    const enteredAt = inForce[visit]?.at ?? null
    const current = index === position
    return {
      code: stage.code,
      phase: stage.phase,
      title: stage.title,
      purpose: stage.purpose,
      state: current ? 'current' : index < position ? 'done' : 'waiting',
      enteredAt,
      leftAt: current || visit < 0 ? null : (inForce[visit + 1]?.at ?? null),
      visits: inForce.filter(entry => entry.to === stage.code).length,
      ...(current && enteredAt !== null ? rulerOf(stage, enteredAt, rulebook.zone, now) : noRuler),
    }
  })
}
