import { ballotsAt, endOf, later, rulebookOf } from '@plenary/process'
import { inDays, now } from '../ui/moment.ts'

/** What a form has to know of a draft to propose a day. */
export interface Standpoint {
  readonly rulebook: string
  readonly rulebookEdition: string
  readonly stage: string
}

/** The counting rules that the draft's rulebook allows where it stands, the usual one first. */
export function rulesHere(draft: Standpoint): readonly { readonly rule: string; readonly title: string }[] {
  const book = rulebookOf(draft.rulebook, draft.rulebookEdition)
  return book === null ? [] : ballotsAt(book, draft.stage)
}

/**
 * The day that a form proposes for closing a ballot or a public call, as a date field takes it: the earliest that the draft's rulebook
 * allows, and one day more. Empty for a rulebook that this program does not have, and where it holds no ballot: then the person chooses,
 * and the server decides.
 */
export function closingDay(matter: 'ballot' | 'call', draft: Standpoint, from: Date = now(), rule?: string): string {
  const book = rulebookOf(draft.rulebook, draft.rulebookEdition)
  if (book === null) return ''
  const held = ballotsAt(book, draft.stage)
  const ballot = held.find(one => one.rule === rule) ?? held[0]
  const opens = from.toISOString()
  if (matter === 'ballot' && ballot === undefined) return ''
  const earliest = matter === 'ballot' ? later(opens, ballot?.duration ?? 'P0D', book.zone) : endOf(book, opens, book.call.minimum)
  // The reader's day may end before the rulebook's does: one day more is enough in every zone.
  return inDays(1, new Date(earliest))
}
