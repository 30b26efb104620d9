import { endOfPeriod, later, rulebookOf } from '@plenary/process'
import { inDays, now } from '../ui/moment.ts'

/**
 * The day that a form proposes for closing a ballot or a public call, as a date field takes it: the earliest that the draft's rulebook
 * allows, and one day more. Empty for a rulebook that this program does not have: then the person chooses, and the server decides.
 */
export function closingDay(matter: 'ballot' | 'call', rulebookId: string, from: Date = now()): string {
  const book = rulebookOf(rulebookId)
  if (book === null) return ''
  const opens = from.toISOString()
  const earliest =
    matter === 'ballot' ? later(opens, book.ballot.duration, book.zone) : endOfPeriod(opens, book.call.minimum, book.zone)
  // The reader's day may end before the rulebook's does: one day more is enough in every zone.
  return inDays(1, new Date(earliest))
}
