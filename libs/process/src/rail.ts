import { daysBetween, endOfPeriod, lastDayInWords } from './clock.ts'
import type { StageEntry } from './facts.ts'
import type { Phase } from './phase.ts'
import type { Rulebook, Stage } from './rulebook.ts'
import { standing } from './stand.ts'

/** Something worth a mark on the ruler of the current station. `day` counts from 1, the day of entering. */
export interface Tick {
  readonly day: number
  readonly kind: 'minimum' | 'target'
  readonly words: string
}

/** One station of the stage rail. */
export interface Station {
  readonly code: string
  readonly phase: Phase
  readonly title: string
  readonly purpose: string
  readonly state: 'done' | 'current' | 'ahead'
  readonly enteredAt: string | null
  readonly leftAt: string | null
  /** The day the draft is in, counted from 1; null unless it stands here. */
  readonly day: number | null
  /** The days of the rulebook's target, else of its minimum; null if it sets neither, or when the draft does not stand here. */
  readonly of: number | null
  readonly late: boolean
  readonly ticks: readonly Tick[]
  /** "day 17 of 30, due 15 December 2026". Empty unless the draft stands here. */
  readonly words: string
  /** How often the draft has come to this stage. */
  readonly visits: number
}

const tickOf = (kind: Tick['kind'], span: string | undefined, entered: string, zone: string): readonly Tick[] => {
  if (span === undefined) return []
  const end = endOfPeriod(entered, span, zone)
  // The end is the first instant after the period, so the day before it is the last that counts.
  return [{ kind, day: daysBetween(entered, end, zone), words: lastDayInWords(end, zone) }]
}

function currentStation(stage: Stage, entered: string, zone: string, now: string): Pick<Station, 'day' | 'of' | 'late' | 'ticks' | 'words'> {
  const day = daysBetween(entered, now, zone) + 1
  const ticks = [...tickOf('minimum', stage.minimum, entered, zone), ...tickOf('target', stage.target, entered, zone)]
  const goal = ticks.at(-1)
  if (goal === undefined) return { day, of: null, late: false, ticks, words: `day ${day}` }
  const late = goal.kind === 'target' && day > goal.day
  const due = goal.kind === 'target' ? 'due' : 'not before the end of'
  return { day, of: goal.day, late, ticks, words: `day ${day} of ${goal.day}, ${late ? 'was due' : due} ${goal.words}` }
}

/** The stage rail: every station of the rulebook with its dates, and the day count where the draft stands. Identical on screen, in mail and in print. */
export function stageRail(history: readonly StageEntry[], rulebook: Rulebook, now: string): readonly Station[] {
  const inForce = standing(history)
  const here = inForce.at(-1)
  const position = rulebook.stages.findIndex(stage => stage.code === here?.to)
  return rulebook.stages.map((stage, index) => {
    const visit = inForce.findLastIndex(entry => entry.to === stage.code)
    const entered = inForce[visit]?.at ?? null
    const current = index === position
    const base: Station = {
      code: stage.code,
      phase: stage.phase,
      title: stage.title,
      purpose: stage.purpose,
      state: current ? 'current' : index < position ? 'done' : 'ahead',
      enteredAt: entered,
      leftAt: current ? null : (inForce[visit + 1]?.at ?? null),
      day: null,
      of: null,
      late: false,
      ticks: [],
      words: '',
      visits: inForce.filter(entry => entry.to === stage.code).length,
    }
    return current && entered !== null ? { ...base, ...currentStation(stage, entered, rulebook.zone, now) } : base
  })
}
