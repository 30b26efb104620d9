import type { Attestation, Facts } from './facts.ts'
import type { Move, Rulebook } from './rulebook.ts'
import type { Role } from './role.ts'
import { standing } from './stand.ts'

/** What a gate says of the facts. `message` carries figures and names; `where` is the path in the app where it is done or shown. */
export interface Finding {
  readonly met: boolean
  readonly message: string
  readonly where: string
}

/** The move a gate is asked about, under its rulebook. */
export interface Question {
  readonly rulebook: Rulebook
  readonly move: Pick<Move, 'from' | 'to'>
}

/** A named condition computed from facts Plenary holds. */
export interface ComputedGate {
  readonly kind: 'computed'
  readonly title: string
  check(facts: Facts, question: Question): Finding
}

/** A named condition that a named person in a named role attests. */
export interface AttestedGate {
  readonly kind: 'attested'
  readonly title: string
  /** Who may attest it. */
  readonly by: readonly Role[]
  /** Whether each participating seat speaks for itself. */
  readonly eachSeat: boolean
  /** What the person declares, as a full sentence. */
  readonly statement: string
  check(facts: Facts, question: Question): Finding
}

export type Gate = ComputedGate | AttestedGate

/** A gate's finding with its name, for checklists and events. */
export interface GateState extends Finding {
  readonly gate: string
  readonly title: string
  readonly kind: Gate['kind']
  /** Whether the rulebook lets somebody move on in spite of it. */
  readonly overridable: boolean
  /** The declarations it rests on, if it is attested. */
  readonly attestations: readonly Attestation[]
}

export const met = (message: string, where: string): Finding => ({ met: true, message, where })
export const unmet = (message: string, where: string): Finding => ({ met: false, message, where })

/** "1 comment", "3 comments". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** When the present cycle began: the latest departure from review, or the opening. Declarations of an earlier cycle do not carry over. */
export function cycleStart(facts: Facts, rulebook: Rulebook): string {
  const inReview = new Set<string | null>(rulebook.stages.filter(stage => stage.phase === 'review').map(stage => stage.code))
  const inForce = standing(facts.history)
  return (inForce.findLast(entry => inReview.has(entry.from)) ?? inForce[0])?.at ?? facts.now
}
