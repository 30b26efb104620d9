import { compareInstants, dateInWords } from './clock.ts'
import type { Attestation, Facts } from './facts.ts'
import { counted, cycleStart, met, unmet, type AttestedGate, type Finding } from './gate.ts'
import { listed } from './may.ts'
import { roleWords } from './role.ts'
import type { Rulebook } from './rulebook.ts'

/** The declarations on a gate that count in the present cycle, oldest first. */
export function attestationsOn(name: string, facts: Facts, rulebook: Rulebook): readonly Attestation[] {
  const since = cycleStart(facts, rulebook)
  return facts.attestations.filter(one => one.gate === name && compareInstants(one.at, since) >= 0)
}

const inWords = (one: Attestation, zone: string): string => {
  const paper = one.document === null ? '' : ` (${one.document})`
  return `Attested by ${one.person}, ${roleWords[one.role][0]}, on ${dateInWords(one.at, zone)}: ${one.reason}${paper}`
}

function checkEachSeat(name: string, facts: Facts, rulebook: Rulebook): Finding {
  const where = `/d/${facts.draft.id}/stage#${name}`
  const spoken = new Set(attestationsOn(name, facts, rulebook).map(one => one.seat))
  const voting = facts.seats.filter(seat => seat.kind === 'participating')
  const silent = voting.filter(seat => !spoken.has(seat.id)).map(seat => seat.name)
  if (voting.length === 0) return unmet('The committee has no participating seat.', where)
  if (silent.length === 0) return met(`Attested by each of the ${counted(voting.length, 'participating seat')}.`, where)
  const some = silent.length > 5 ? [...silent.slice(0, 5), counted(silent.length - 5, 'other')] : silent
  return unmet(`${silent.length} of ${counted(voting.length, 'seat')} have not attested it: ${listed(some)}.`, where)
}

function checkOnce(name: string, statement: string, facts: Facts, rulebook: Rulebook): Finding {
  const where = `/d/${facts.draft.id}/stage#${name}`
  const latest = attestationsOn(name, facts, rulebook).at(-1)
  return latest === undefined ? unmet(`Nobody has attested it yet: ${statement}`, where) : met(inWords(latest, rulebook.zone), where)
}

/** Builds a gate that rests on a named person's word. */
export function attestedGate(name: string, told: Pick<AttestedGate, 'title' | 'by' | 'eachSeat' | 'statement'>): AttestedGate {
  return {
    ...told,
    kind: 'attested',
    check: (facts, { rulebook }) => (told.eachSeat ? checkEachSeat(name, facts, rulebook) : checkOnce(name, told.statement, facts, rulebook)),
  }
}
