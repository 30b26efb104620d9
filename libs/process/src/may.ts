import { actsOnOpenText, actsOnWithdrawn, permissions, type Act, type Cell, type Condition } from './permissions.ts'
import { isFrozen, type Phase } from './phase.ts'
import { roles, roleWords, type Role } from './role.ts'

/** Who asks: all roles of a person towards the committee concerned (`rolesOf`). */
export interface Actor {
  readonly roles: readonly Role[]
}

/** What the act is about. Leave out what does not apply; a missing condition counts as not given. */
export interface Situation {
  /** The phase of the draft concerned; absent when the act concerns no draft. */
  readonly phase?: Phase
  readonly callOpen?: boolean
  readonly adopted?: boolean
  readonly withdrawn?: boolean
  /** The rulebook holds a ballot in the stage, and freezes the text for it. */
  readonly voted?: boolean
  /** The thing acted on is the actor's own (their comment, their objection, their sessions). */
  readonly own?: boolean
  /** The seat concerned lets the actor cast its vote beside its head. */
  readonly holdsVote?: boolean
}

/** Whether an act is allowed, and the sentence that says why, for the button and the refusal alike. */
export interface Verdict {
  readonly allowed: boolean
  readonly why: string
}

const holds = (condition: Condition | undefined, situation: Situation): boolean => {
  switch (condition) {
    case undefined: return true
    case 'a call is open': return situation.callOpen === true
    case 'the text is adopted': return situation.adopted === true
    case 'it is their own': return situation.own === true
    case 'they hold the vote of their seat': return situation.holdsVote === true
  }
}

const inPhase = (cell: Cell, { phase, voted }: Situation): boolean =>
  phase === undefined || cell.during.includes(phase) || (cell.whereVoted === true && voted === true)

/** Joins words as a sentence does: "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const conditionWords = (cell: Cell): string => (cell.when === undefined ? '' : ` when ${cell.when}`)

/** One cell of the table as a sentence, such as "A drafter may write in the text in issue, engagement, drafting and negotiation." */
export function sentenceOf(act: Act, role: Role): string {
  const { words, cells } = permissions[act]
  const cell = cells[role]
  if (cell === undefined || cell.during.length === 0) return `${capital(roleWords[role][0])} may not ${words}.`
  const where = cell.during.length === 7 ? '' : ` in ${listed(cell.during)}`
  return `${capital(roleWords[role][0])} may ${words}${where}${conditionWords(cell)}.`
}

const whoMay = (act: Act): string => {
  const named = roles.filter(role => (permissions[act].cells[role]?.during.length ?? 0) > 0)
  const people = named.map(role => roleWords[role][1] + conditionWords(permissions[act].cells[role] as Cell))
  return people.length === 0 ? `Nobody may ${permissions[act].words}.` : `Only ${listed(people)} may ${permissions[act].words}.`
}

const refusalOf = (act: Act, own: readonly Role[], situation: Situation): string => {
  const { words, cells } = permissions[act]
  const held = own.filter(role => (cells[role]?.during.length ?? 0) > 0)
  const role = held[0]
  if (role === undefined) return whoMay(act)
  const near = held.find(one => inPhase(cells[one] as Cell, situation))
  if (near === undefined) {
    const frozen = act === 'text.write' && isFrozen(situation.phase as Phase) ? ', where the text is frozen' : ''
    return `One may ${words} in ${listed((cells[role] as Cell).during)}; this draft is in ${situation.phase}${frozen}.`
  }
  // Whom the phase does not stop is stopped by the condition of the cell.
  return `${capital(roleWords[near][0])} may ${words} only when ${(cells[near] as Cell).when}.`
}

/** Whether somebody may do an act here and now. Reads the table at the moment of the call. What the table does not grant is refused. */
export function may(actor: Actor, act: Act, situation: Situation = {}): Verdict {
  if (situation.withdrawn === true && !actsOnWithdrawn.includes(act)) {
    return { allowed: false, why: 'This draft is withdrawn. Restore it first.' }
  }
  if (situation.voted === true && actsOnOpenText.includes(act)) {
    return { allowed: false, why: 'The text is frozen here, because it is voted on.' }
  }
  const { cells } = permissions[act]
  const granting = actor.roles.find(role => {
    const cell = cells[role]
    return cell !== undefined && cell.during.length > 0 && inPhase(cell, situation) && holds(cell.when, situation)
  })
  if (granting !== undefined) return { allowed: true, why: sentenceOf(act, granting) }
  return { allowed: false, why: refusalOf(act, actor.roles, situation) }
}
