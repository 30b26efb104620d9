import { accept, refusal, type Result } from '@plenary/kernel'
import type { Attestation, SeatFacts } from './facts.ts'
import { gateOf } from './conditions.ts'
import type { Rulebook } from './rulebook.ts'
import { listed, type Actor } from './may.ts'
import { roleWords } from './role.ts'

/** What a person declares on a gate. */
export interface Declaration {
  readonly gate: string
  readonly person: string
  /** The person's own seat, where each seat speaks for itself. */
  readonly seat?: string | null
  readonly reason?: string | null
  readonly document?: string | null
}

/**
 * Decides whether a person may attest a gate. The declaration names the role it is made in and carries a reason or a document.
 * `seats` are those the person acts for. Refuses with: `unknown-gate`, `computed-gate`, `not-yours`, `not-your-seat`, `reason-missing`.
 */
export function attest(rulebook: Rulebook, declaration: Declaration, actor: Actor, seats: readonly SeatFacts[], now: string): Result<Attestation> {
  const gate = gateOf(rulebook, declaration.gate)
  if (gate === null) return refusal('unknown-gate', `There is no gate ${JSON.stringify(declaration.gate)}.`)
  if (gate.kind === 'computed') return refusal('computed-gate', `“${gate.title}” is computed from what Plenary holds; nobody can attest it.`)
  const role = gate.by.find(one => actor.roles.includes(one))
  if (role === undefined) return refusal('not-yours', `Only ${listed(gate.by.map(one => roleWords[one][0]), 'or')} attests “${gate.title}”.`)
  const seat = declaration.seat ?? null
  if (gate.eachSeat && !seats.some(one => one.id === seat && one.kind === 'participating')) {
    return refusal('not-your-seat', 'Each participating seat attests this for itself; choose a seat you act for.')
  }
  const reason = declaration.reason?.trim() ?? ''
  const document = declaration.document?.trim() ?? ''
  if (reason === '' && document === '') return refusal('reason-missing', 'An attestation carries a reason or a document.')
  return accept({
    gate: declaration.gate, person: declaration.person, role, seat: gate.eachSeat ? seat : null, reason, document: document === '' ? null : document, at: now,
  })
}
