import { accept, refusal, type Missing, type Refusal, type Result } from '@plenary/kernel'
import { attestationsOn } from './attested.ts'
import type { Facts } from './facts.ts'
import type { GateState } from './gate.ts'
import { gateNamed } from './conditions.ts'
import { listed, type Actor } from './may.ts'
import type { Phase } from './phase.ts'
import { roleWords, type Role } from './role.ts'
import { gateNamesOf, isFrozenIn, stageOf, wayOn, type Move, type Rulebook, type Stage } from './rulebook.ts'

/** What somebody says when they move a draft. */
export interface MoveRequest {
  readonly reason?: string | null
  /** Move on in spite of unmet gates, where the rulebook allows it. Takes a reason, shown for ever. */
  readonly override?: boolean
}

/** A draft moved to another stage. `freezes` says that the text must be frozen as an edition in the same transaction. */
export interface StageChanged {
  readonly kind: 'stage.moved'
  readonly from: string
  readonly to: string
  readonly phase: Phase
  readonly direction: Move['kind']
  readonly at: string
  readonly reason: string | null
  readonly freezes: boolean
  /** The text may be written again. */
  readonly thaws: boolean
  /** The work on the draft ends with this move, and how; null while it goes on. */
  readonly ends: NonNullable<Stage['ends']> | null
  /** What every gate said at that moment, met or overridden. */
  readonly gates: readonly GateState[]
  readonly overridden: readonly string[]
}

/** One permitted move, with everything a person needs to see before trying it. */
export interface MoveChecklist {
  readonly to: string
  readonly title: string
  readonly direction: Move['kind']
  readonly reasonRequired: boolean
  readonly gates: readonly GateState[]
  readonly missing: number
  /** Whether this actor may make the move, gates aside. `why` is the sentence for the button. */
  readonly allowed: boolean
  readonly overridable: boolean
  readonly why: string
  /** Who decides it, in words: "the chair", "the secretary". */
  readonly decides: readonly string[]
}

const hasRole = (actor: Actor, wanted: readonly Role[]): boolean => wanted.some(role => actor.roles.includes(role))
const peopleOf = (wanted: readonly Role[]): string => listed(wanted.map(role => roleWords[role][0]), 'or')
const saidBy = (text: string | null | undefined): string | null => (text?.trim() ? text.trim() : null)

/** What one gate says of the facts for a move. */
function stateOf(name: string, move: Move, rulebook: Rulebook, facts: Facts): GateState {
  const gate = gateNamed(rulebook, name)
  const attestations = gate.kind === 'attested' ? attestationsOn(name, facts, rulebook) : []
  const overridable = move.override?.gates.includes(name) ?? false
  return { gate: name, title: gate.title, kind: gate.kind, overridable, attestations, ...gate.check(facts, { rulebook, move }) }
}

/** What all gates of a move say. */
export const gatesOf = (move: Move, rulebook: Rulebook, facts: Facts): readonly GateState[] =>
  gateNamesOf(rulebook, move).map(name => stateOf(name, move, rulebook, facts))

const missingOf = (states: readonly GateState[]): readonly Missing[] =>
  states.filter(state => !state.met).map(({ gate, message, where }) => ({ gate, message, where }))

/** Every move the rulebook permits from here, each with all its gates: the rail's "See what is missing". */
export function checklist(rulebook: Rulebook, facts: Facts, actor: Actor): readonly MoveChecklist[] {
  return rulebook.moves.filter(move => move.from === facts.draft.stage).map(move => {
    const states = gatesOf(move, rulebook, facts)
    const unmet = states.filter(state => !state.met)
    const allowed = hasRole(actor, move.by)
    return {
      to: move.to,
      title: move.title,
      direction: move.kind,
      reasonRequired: move.reason === 'required',
      gates: states,
      missing: unmet.length,
      allowed,
      overridable: unmet.length > 0 && unmet.every(state => state.overridable) && hasRole(actor, exceptionOf(move).by),
      why: allowed ? `${move.title}.` : `Only ${peopleOf(move.by)} decides this move.`,
      decides: move.by.map(role => roleWords[role][0]),
    }
  })
}

/** Who may pass over a gate of a move. Asked only where a gate is one that may be passed over, and then the move names them. */
const exceptionOf = (move: Move): NonNullable<Move['override']> => move.override as NonNullable<Move['override']>

/** The sentence under the rail: what the draft waits for, who may act, and that nothing happens by itself. */
export function nextStep(rulebook: Rulebook, facts: Facts): { readonly sentence: string; readonly missing: number } {
  if (facts.draft.withdrawn) return { sentence: 'This draft is withdrawn. It can be restored.', missing: 0 }
  const on = wayOn(rulebook, facts.draft.stage)
  if (on === undefined) return { sentence: stageOf(rulebook, facts.draft.stage).purpose, missing: 0 }
  const who = peopleOf(on.by)
  const [first, ...others] = gatesOf(on, rulebook, facts).filter(gate => !gate.met)
  if (first === undefined) return { sentence: `Nothing is missing: ${who} may ${on.title.charAt(0).toLowerCase()}${on.title.slice(1)}.`, missing: 0 }
  const more = others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'thing is' : 'things are'} missing.`
  return { sentence: `${first.message}${more} Then ${who} decides; until then the draft stays in ${facts.draft.stage}.`, missing: others.length + 1 }
}

function refuseOverride(move: Move, states: readonly GateState[], actor: Actor): Refusal | null {
  const rigid = states.filter(state => !state.met && !state.overridable)
  if (rigid.length > 0) {
    const titles = listed(rigid.map(state => `“${state.title}”`))
    return { code: 'not-overridable', message: `The rulebook allows no exception from ${titles}.`, missing: missingOf(states) }
  }
  const allowed = exceptionOf(move).by
  if (hasRole(actor, allowed)) return null
  return { code: 'not-yours', message: `Only ${peopleOf(allowed)} may move on in spite of an unmet gate.`, missing: missingOf(states) }
}

/** The event of a move whose gates said what they said. */
export function stageChanged(
  move: Pick<Move, 'from' | 'to' | 'kind'>, rulebook: Rulebook, facts: Facts, states: readonly GateState[], reason: string | null,
): StageChanged {
  const { phase, ends = null } = stageOf(rulebook, move.to)
  const before = stageOf(rulebook, move.from).phase
  const [wasFrozen, isFrozen] = [isFrozenIn(rulebook, move.from), isFrozenIn(rulebook, move.to)]
  return {
    kind: 'stage.moved',
    from: move.from,
    to: move.to,
    phase,
    direction: move.kind,
    at: facts.now,
    reason,
    // Every entry into adoption freezes, also one straight from review: a ballot is always on an edition of its own.
    // Within adoption the text stays what it is, so that the ballot stays on the latest edition.
    freezes: isFrozen && (!wasFrozen || (phase === 'adoption' && before !== 'adoption')),
    thaws: wasFrozen && !isFrozen,
    ends,
    gates: states,
    overridden: states.filter(state => !state.met).map(state => state.gate),
  }
}

/**
 * Decides whether a draft may move to another stage. Reports every unmet gate, not just the first.
 * Refuses with: `withdrawn`, `not-permitted`, `not-yours`, `gates`, `not-overridable`, `reason-missing`.
 */
export function move(to: string, rulebook: Rulebook, facts: Facts, actor: Actor, request: MoveRequest = {}): Result<StageChanged> {
  if (facts.draft.withdrawn) return refusal('withdrawn', 'This draft is withdrawn. Restore it first.')
  const permitted = rulebook.moves.filter(one => one.from === facts.draft.stage)
  const wanted = permitted.find(one => one.to === to)
  if (wanted === undefined) {
    const others = permitted.map(one => one.to)
    const ways = others.length === 0 ? 'The rulebook permits no move from here.' : `From here the rulebook permits ${listed(others, 'or')}.`
    return refusal('not-permitted', `A draft in ${facts.draft.stage} cannot move to ${to}. ${ways}`)
  }
  const states = gatesOf(wanted, rulebook, facts)
  const missing = missingOf(states)
  if (!hasRole(actor, wanted.by)) return refusal('not-yours', `Only ${peopleOf(wanted.by)} decides this move.`, missing)
  const reason = saidBy(request.reason)
  if (missing.length > 0) {
    const things = missing.length === 1 ? 'One thing is' : `${missing.length} things are`
    if (request.override !== true) return refusal('gates', `${things} still missing before this draft can move to ${to}.`, missing)
    const refused = refuseOverride(wanted, states, actor)
    if (refused !== null) return refusal(refused.code, refused.message, refused.missing)
    if (reason === null) return refusal('reason-missing', 'Moving on in spite of an unmet gate takes a reason; it stays visible for ever.', missing)
  }
  if (wanted.reason === 'required' && reason === null) return refusal('reason-missing', 'This move takes a reason.')
  return accept(stageChanged(wanted, rulebook, facts, states, reason))
}
