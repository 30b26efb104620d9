import { accept, refusal, type Result } from '@plenary/kernel'
import { compareInstants, spanOfDate } from './clock.ts'
import type { Facts } from './facts.ts'
import { listed, may, type Actor } from './may.ts'
import { ballotsAt, stageOf, type Rulebook } from './rulebook.ts'

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

/** A running draft goes on under another edition of its rulebook. */
export interface EditionMoved { readonly kind: 'rulebook.moved', readonly from: string, readonly to: string, readonly at: string, readonly reason: string }

/**
 * Decides whether a running draft moves to another edition of its rulebook. Until then it keeps the one it began under.
 * Refuses with: `withdrawn`, `not-yours`, `reason-missing`, `unknown-edition`, `same-edition`, `no-such-stage`, `ballot-open`.
 */
export function moveToEdition(
  { editions, current }: { readonly editions: readonly Rulebook[]; readonly current: Rulebook },
  { edition: wanted, reason }: { readonly edition: string; readonly reason: string }, facts: Pick<Facts, 'draft' | 'ballot' | 'now'>, actor: Actor,
): Result<EditionMoved> {
  const { stage, withdrawn } = facts.draft
  if (withdrawn) return refusal('withdrawn', 'This draft is withdrawn. Restore it first.')
  const verdict = may(actor, 'rulebook.move', { phase: stageOf(current, stage).phase, voted: ballotsAt(current, stage).length > 0 })
  if (!verdict.allowed) return refusal('not-yours', verdict.why)
  if (reason.trim() === '') return refusal('reason-missing', 'Moving a running draft to another edition of its rulebook takes a reason; it stays in the record.')
  const found = editions.find(one => one.edition === wanted)
  if (found === undefined) return refusal('unknown-edition', `There is no edition “${wanted}” of ${current.title}. There are: ${listed(editions.map(one => one.edition))}.`)
  if (wanted === current.edition) return refusal('same-edition', `The draft runs under the edition ${wanted} already.`)
  if (!found.stages.some(one => one.code === stage)) {
    return refusal('no-such-stage', `The edition ${wanted} has no stage ${stage}. Move the draft to a stage that it has, and then to the edition.`)
  }
  if (facts.ballot !== null && facts.ballot.outcome === null) return refusal('ballot-open', 'A ballot is open under the present edition. Wait until it closes.')
  return accept({ kind: 'rulebook.moved', from: current.edition, to: wanted, at: facts.now, reason: reason.trim() })
}
