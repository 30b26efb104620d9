import { accept, refusal, type Result } from '@plenary/kernel'
import { compareInstants, durationInWords, endOfPeriod, reached, spanOfDate } from './clock.ts'
import { stageOf, type Rulebook } from './rulebook.ts'

/** One dated event of a document's real history. Dates may be as coarse as a month or a year. */
export interface HistoryEvent {
  readonly date: string
  readonly stage: string
}

/** A real history of one document, to be held against a rulebook. */
export interface DocumentHistory {
  readonly doc: string
  readonly rulebook: string
  readonly events: readonly HistoryEvent[]
}

/** An event that the rulebook does not let happen as it is told. */
export interface RefusedEvent {
  readonly index: number
  readonly from: string | null
  readonly to: string
  readonly code: 'unknown-stage' | 'not-permitted' | 'too-soon'
  readonly message: string
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a history. Refuses with one sentence that names the document, the event and the field. */
export function readHistory(data: unknown, index: number): Result<DocumentHistory> {
  const name = isFields(data) && typeof data.doc === 'string' ? data.doc : `history ${index}`
  if (!isFields(data) || typeof data.doc !== 'string' || typeof data.rulebook !== 'string') return refusal('history', `${name}: needs doc and rulebook.`)
  if (!Array.isArray(data.events)) return refusal('history', `${name}: events is not a list.`)
  const events = data.events as unknown[]
  for (const [place, event] of events.entries()) {
    if (!isFields(event) || typeof event.stage !== 'string') return refusal('history', `${name}: events[${place}] needs a stage.`)
    if (typeof event.date !== 'string' || spanOfDate(event.date, 'UTC') === null) {
      return refusal('history', `${name}: events[${place}].date is not a date such as 2026-11-22, 2026-11 or 2026.`)
    }
  }
  return accept({ doc: data.doc, rulebook: data.rulebook, events: events as HistoryEvent[] })
}

/** The earliest instant at which a draft that came to `from` at `since` can be in each stage, minimum times included. */
function earliestArrivals(rulebook: Rulebook, from: string, since: string): ReadonlyMap<string, string> {
  const arrivals = new Map([[from, since]])
  const settled = new Set<string>()
  for (;;) {
    const open = [...arrivals].filter(([stage]) => !settled.has(stage)).sort((a, b) => compareInstants(a[1], b[1]))
    const next = open[0]
    if (next === undefined) return arrivals
    const [stage, arrived] = next
    settled.add(stage)
    const { minimum } = stageOf(rulebook, stage)
    for (const move of rulebook.moves.filter(one => one.from === stage)) {
      const waits = minimum !== undefined && move.gates.includes('minimum-time')
      const leaves = waits ? endOfPeriod(arrived, minimum, rulebook.zone) : arrived
      const known = arrivals.get(move.to)
      if (known === undefined || compareInstants(leaves, known) < 0) arrivals.set(move.to, leaves)
    }
  }
}

/**
 * Holds a history against a rulebook, event by event. Stages that were passed without a record are allowed for; dates are read in the
 * document's favour: a month may mean its first instant when a time begins, and its last when it ends.
 */
export function replay(rulebook: Rulebook, history: DocumentHistory): readonly RefusedEvent[] {
  const known = new Set(rulebook.stages.map(stage => stage.code))
  const refused: RefusedEvent[] = []
  let here: { readonly stage: string; readonly since: string } | null = null
  for (const [index, { stage: to, date }] of history.events.entries()) {
    const from: string | null = here?.stage ?? null
    const span = spanOfDate(date, rulebook.zone)
    if (span === null) throw new RangeError(`${JSON.stringify(date)} is not a date; read the history with readHistory first.`)
    if (!known.has(to)) {
      refused.push({ index, from, to, code: 'unknown-stage', message: `The rulebook ${rulebook.id} has no stage ${to}.` })
      continue
    }
    if (here === null) here = { stage: to, since: span.first }
    if (here.stage === to) continue
    const arrival = earliestArrivals(rulebook, here.stage, here.since).get(to)
    if (arrival === undefined) {
      refused.push({ index, from, to, code: 'not-permitted', message: `No path of permitted moves leads from ${here.stage} to ${to}.` })
    } else if (!reached(span.last, arrival)) {
      const { minimum } = stageOf(rulebook, here.stage)
      const least = minimum === undefined ? '' : ` ${here.stage} alone takes ${durationInWords(minimum)}.`
      refused.push({ index, from, to, code: 'too-soon', message: `The minimum times on the way from ${here.stage} to ${to} run until ${arrival}; the event is of ${date}.${least}` })
    }
    here = { stage: to, since: span.first }
  }
  return refused
}
