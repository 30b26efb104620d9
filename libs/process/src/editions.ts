import { compareInstants, spanOfDate } from './clock.ts'
import type { Rulebook } from './rulebook.ts'

const beginning = ({ from, zone }: Rulebook): string => spanOfDate(from, zone)?.first ?? from

/**
 * The edition in force at an instant, of editions oldest first. Before the first one the first holds, after the last one the last:
 * no text is ever without a rule.
 */
export function editionAt(editions: readonly Rulebook[], instant: string): Rulebook {
  const begun = editions.filter(one => compareInstants(beginning(one), instant) <= 0)
  const found = begun.at(-1) ?? editions[0]
  if (found === undefined) throw new Error('A rulebook has at least one edition.')
  return found
}
