import { daysBetween, lastDayInWords, startsOfDays } from './clock.ts'
import type { StageEntry } from './facts.ts'
import { endOf } from './period.ts'
import { phases, phaseWords, type Phase } from './phase.ts'
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

function rulerOf(stage: Stage, entered: string, rulebook: Rulebook, now: string): Ruler {
  const { zone } = rulebook
  const day = daysBetween(entered, now, zone) + 1
  const span = stage.target ?? stage.minimum
  if (span === undefined) return { ...noRuler, day, words: `day ${day}` }
  const until = endOf(rulebook, entered, span)
  // The day of entering is day 1 on the ruler and day 0 of the period, so a period of n days ends with day n + 1.
  const lastDays = [stage.minimum, stage.target].flatMap(one => (one === undefined ? [] : [daysBetween(entered, endOf(rulebook, entered, one), zone)]))
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

const asStation = (stage: Stage, state: Station['state'], ruler: Ruler, visits: Pick<Station, 'enteredAt' | 'leftAt' | 'visits'>): Station =>
  ({ code: stage.code, phase: stage.phase, title: stage.title, purpose: stage.purpose, state, ...visits, ...ruler })

/** When a draft was last in one of these stages, and how often it came there from elsewhere. */
function visitsTo(inForce: readonly StageEntry[], codes: readonly string[], current: boolean): Pick<Station, 'enteredAt' | 'leftAt' | 'visits'> {
  const within = inForce.map(entry => codes.includes(entry.to))
  const last = within.lastIndexOf(true)
  const first = within.lastIndexOf(false, last) + 1
  const visits = within.filter((inside, index) => inside && within[index - 1] !== true).length
  // A station that was left is followed by another.
  const at = (index: number): string => (inForce[index] as StageEntry).at
  return { enteredAt: last < 0 ? null : at(first), leftAt: current || last < 0 ? null : at(last + 1), visits }
}

// More stations than this do not fit on a rail: then each phase is one station, and the current one shows the stage.
const mostStations = 10

/**
 * The stage rail: every station of the rulebook with its dates, and the ruler where the draft stands. Identical on screen, in mail and in print.
 * Stages in which the work ends are shown only to the draft that ended there.
 */
export function stageRail(history: readonly StageEntry[], rulebook: Rulebook, now: string): readonly Station[] {
  const inForce = standing(history)
  const here = inForce.at(-1)
  const stages = rulebook.stages.filter(stage => stage.ends === undefined || stage.code === here?.to)
  const stateOf = (index: number, position: number): Station['state'] => (index < position ? 'done' : index === position ? 'current' : 'waiting')
  // Where a station is the current one, the draft has come there.
  const rulerAt = (stage: Stage, current: boolean): Ruler => (current ? rulerOf(stage, (here as StageEntry).at, rulebook, now) : noRuler)
  if (stages.length <= mostStations) {
    const position = stages.findIndex(stage => stage.code === here?.to)
    return stages.map((stage, index) => asStation(stage, stateOf(index, position), rulerAt(stage, index === position), visitsTo(inForce, [stage.code], index === position)))
  }
  const present = stages.find(stage => stage.code === here?.to)
  const groups = phases.filter(phase => stages.some(stage => stage.phase === phase))
  const position = groups.findIndex(phase => phase === present?.phase)
  return groups.map((phase, index) => {
    const within = stages.filter(stage => stage.phase === phase)
    const current = index === position
    const shown = current ? present as Stage : { ...within[0] as Stage, title: phaseWords[phase] }
    return asStation(shown, stateOf(index, position), rulerAt(shown, current), visitsTo(inForce, within.map(stage => stage.code), current))
  })
}
