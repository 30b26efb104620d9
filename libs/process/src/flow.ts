import { compareInstants, daysBetween, earlier, reached } from './clock.ts'
import { gateNamed } from './conditions.ts'
import type { Facts, StageEntry } from './facts.ts'
import { gatesOf } from './move.ts'
import { endOf } from './period.ts'
import { gateNamesOf, stageOf, wayOn, type Rulebook } from './rulebook.ts'
import { enteredAt, standing } from './stand.ts'

/** One draft with the edition of the rulebook it runs under. */
export interface Flowing {
  readonly book: Rulebook
  readonly facts: Facts
}

/** How one stage stands. */
export interface StageFlow {
  readonly stage: string
  /** Drafts at work that stand in it. */
  readonly drafts: number
  /** Of them, those that have outstayed the time the rulebook expects. */
  readonly late: number
  /** The median of the stays that ended in the year before, in whole days; null if none ended. */
  readonly medianDays: number | null
}

/** How one move stands. */
export interface MoveFlow {
  readonly from: string
  readonly to: string
  /** How often it was made in the year before; moves taken back are not counted. */
  readonly made: number
  /** Drafts that have stood in the stage for its minimum time and cannot move on, because something else is missing. Only the way on has any. */
  readonly waiting: number
  /** What most of those that wait lack; the first of the rulebook's order among equals. */
  readonly missing: { readonly title: string; readonly drafts: number } | null
}

/** How drafts flow through a rulebook: what a picture of the process shows. */
export interface Flow {
  readonly stages: readonly StageFlow[]
  readonly moves: readonly MoveFlow[]
}

const TIME = 'minimum-time'

/** The median of whole numbers, the lower of the two middle ones. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null
}

/** The stays of a draft that ended since an instant, as stage and whole days. */
function staysEnded({ book, facts }: Flowing, since: string): readonly { readonly stage: string; readonly days: number }[] {
  const entries = standing(facts.history)
  return entries.slice(1).map((entry, index) => ({ left: entry.at, came: entries[index] as StageEntry }))
    .filter(({ left }) => compareInstants(left, since) >= 0)
    .map(({ left, came }) => ({ stage: came.to, days: daysBetween(came.at, left, book.zone) }))
}

/** What a draft that is due to move on lacks, as titles; nothing while its minimum time runs, or where no way leads on. */
function lacks({ book, facts }: Flowing): readonly string[] {
  const way = wayOn(book, facts.draft.stage)
  if (way === undefined) return []
  const unmet = gatesOf(way, book, facts).filter(state => !state.met)
  return unmet.some(state => state.gate === TIME) ? [] : unmet.map(state => state.title)
}

function isLate({ book, facts }: Flowing): boolean {
  const { target } = stageOf(book, facts.draft.stage)
  return target !== undefined && reached(facts.now, endOf(book, enteredAt(facts.history, facts.now), target))
}

/** `order` are the titles as the rulebook has them; a draft under another edition may lack something else. */
function mostMissing(lists: readonly (readonly string[])[], order: readonly string[]): MoveFlow['missing'] {
  const lacking = lists.flat()
  const counted = [...new Set([...order, ...lacking])].map(title => ({ title, drafts: lacking.filter(one => one === title).length }))
  return counted.filter(one => one.drafts > 0).toSorted((a, b) => b.drafts - a.drafts)[0] ?? null
}

/** How the given drafts flow through a rulebook. Drafts that are withdrawn stand nowhere; what they did in the year before counts. */
export function flowOf(book: Rulebook, drafts: readonly Flowing[], now: string): Flow {
  const since = earlier(now, 'P1Y', book.zone)
  const atWork = drafts.filter(({ facts }) => !facts.draft.withdrawn)
  const standingIn = (stage: string): readonly Flowing[] => atWork.filter(({ facts }) => facts.draft.stage === stage)
  const ended = drafts.flatMap(draft => staysEnded(draft, since))
  const made = drafts.flatMap(({ facts }) => standing(facts.history).filter(entry => compareInstants(entry.at, since) >= 0))
  return {
    stages: book.stages.map(({ code }) => {
      const here = standingIn(code)
      return { stage: code, drafts: here.length, late: here.filter(isLate).length, medianDays: median(ended.filter(stay => stay.stage === code).map(stay => stay.days)) }
    }),
    moves: book.moves.map(move => {
      const { from, to } = move
      const waiting = wayOn(book, from)?.to === to ? standingIn(from).map(lacks).filter(titles => titles.length > 0) : []
      const order = gateNamesOf(book, move).map(name => gateNamed(book, name).title)
      return { from, to, made: made.filter(entry => entry.from === from && entry.to === to).length, waiting: waiting.length, missing: mostMissing(waiting, order) }
    }),
  }
}
