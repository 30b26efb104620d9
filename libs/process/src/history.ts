import { accept, refusal, type Result } from '@plenary/kernel'
import { spanOfDate } from './clock.ts'

/** One dated event of a document's real history. Dates may be as coarse as a month or a year. */
export interface HistoryEvent {
  readonly date: string
  readonly stage: string
  /** What happened, in words; printed results are read from it. */
  readonly event?: string | undefined
}

/** A real history of one document, to be held against a rulebook. */
export interface DocumentHistory {
  readonly doc: string
  readonly rulebook: string
  readonly events: readonly HistoryEvent[]
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
    if (event.event !== undefined && typeof event.event !== 'string') return refusal('history', `${name}: events[${place}].event is not a text.`)
  }
  return accept({ doc: data.doc, rulebook: data.rulebook, events: events as HistoryEvent[] })
}
