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

// What has no fields has none of those that are asked for.
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value ?? {}) as Readonly<Record<string, unknown>>

/** Reads a history. Refuses with one sentence that names the document, the event and the field. */
export function readHistory(data: unknown, index: number): Result<DocumentHistory> {
  const { doc, rulebook, events } = fieldsOf(data)
  if (typeof doc !== 'string' || typeof rulebook !== 'string') return refusal('history', `${typeof doc === 'string' ? doc : `history ${index}`}: needs doc and rulebook.`)
  if (!Array.isArray(events)) return refusal('history', `${doc}: events is not a list.`)
  for (const [place, event] of (events as unknown[]).entries()) {
    const { stage, date, event: words } = fieldsOf(event)
    if (typeof stage !== 'string') return refusal('history', `${doc}: events[${place}] needs a stage.`)
    if (typeof date !== 'string' || spanOfDate(date, 'UTC') === null) {
      return refusal('history', `${doc}: events[${place}].date is not a date such as 2026-11-22, 2026-11 or 2026.`)
    }
    if (words !== undefined && typeof words !== 'string') return refusal('history', `${doc}: events[${place}].event is not a text.`)
  }
  return accept({ doc, rulebook, events: events as HistoryEvent[] })
}
