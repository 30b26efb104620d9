import { accept, refusal, type Result } from '@plenary/kernel'
import { endOfPeriod, reached } from '@plenary/process'

/**
 * The life of an objection. Each end is another word: its seat acknowledged the answer, withdrew it, retracted it as raised in error, let the time
 * to answer back pass (`lapsed`); the chair found it resolved, or that work proceeds in spite of it; a deciding body upheld or overruled it.
 */
export const objectionStatuses = [
  'raised', 'triaged', 'addressed', 'sustained', 'acknowledged', 'withdrawn', 'retracted', 'lapsed', 'resolved', 'proceeds', 'appealed', 'upheld', 'overruled',
] as const
export type ObjectionStatus = (typeof objectionStatuses)[number]

/** What an objection is about. A value objection is substantive: it is answered in kind and never closed as out of scope without a finding. */
export const objectionKinds = ['editorial', 'substantive', 'procedural', 'out-of-scope'] as const
export type ObjectionKind = (typeof objectionKinds)[number]

/** How an objection was answered. */
export const answerOutcomes = ['accepted', 'partly', 'not-accepted'] as const
export type AnswerOutcome = (typeof answerOutcomes)[number]

/** What the chair finds of an objection that its seat sustains. */
export const findings = ['resolved', 'proceeds'] as const
export type Finding = (typeof findings)[number]

/** Where an objection stands. Instants are ISO 8601. */
export interface Objection {
  readonly status: ObjectionStatus
  readonly kind: ObjectionKind | null
  /** The latest answer's outcome; null before there is one. */
  readonly answered: AnswerOutcome | null
  /** Until when its seat says whether the answer clears it; null while nothing waits for its seat. */
  readonly respondBy: string | null
  /** The chair's finding that is in force or under appeal. */
  readonly finding: Finding | null
}

/** What is done to an objection. `lapse` is the clock's; `appeal`, `release`, `uphold` and `overrule` come from an appeal. */
export type ObjectionAct =
  | { readonly act: 'triage'; readonly kind: string; readonly reason: string }
  | { readonly act: 'address'; readonly outcome: string; readonly reason: string }
  | { readonly act: 'acknowledge' | 'sustain' | 'withdraw' | 'retract'; readonly reason: string }
  | { readonly act: 'find'; readonly outcome: string; readonly reason: string }
  | { readonly act: 'lapse' | 'appeal' | 'release' }
  | { readonly act: 'uphold' | 'overrule'; readonly reason: string }

/** One dated step in the life of an objection. */
export interface ObjectionStep extends Objection {
  readonly act: ObjectionAct['act']
  readonly at: string
  readonly reason: string
  /** Of a triage, an answer or a finding: which it was. */
  readonly outcome: string | null
}

/** When something is done, and how long a seat has to say whether an answer clears its objection. */
export interface ObjectionTerms { readonly now: string; readonly zone: string; readonly respond: string }

/** A new objection. */
export const raised: Objection = { status: 'raised', kind: null, answered: null, respondBy: null, finding: null }

const blocking: readonly ObjectionStatus[] = ['raised', 'triaged', 'addressed', 'sustained', 'appealed', 'upheld']

/** Whether an objection stands in the way of adoption. */
export const stands = (status: ObjectionStatus): boolean => blocking.includes(status)

/** From which states each act is possible. */
const from: Readonly<Record<ObjectionAct['act'], readonly ObjectionStatus[]>> = {
  triage: ['raised', 'triaged'],
  address: ['triaged', 'addressed', 'sustained', 'upheld'],
  acknowledge: ['addressed', 'sustained'],
  sustain: ['addressed'],
  withdraw: ['raised', 'triaged', 'addressed', 'sustained', 'upheld'],
  retract: ['raised', 'triaged'],
  lapse: ['addressed'],
  find: ['sustained'],
  appeal: ['resolved', 'proceeds', 'overruled'],
  release: ['appealed'],
  uphold: ['appealed'],
  overrule: ['appealed'],
}

/** The acts that its state allows, whoever asks. */
export const actsOn = (status: ObjectionStatus): readonly ObjectionAct['act'][] =>
  (Object.keys(from) as ObjectionAct['act'][]).filter(act => from[act].includes(status))

const words: Readonly<Record<ObjectionStatus, string>> = {
  raised: 'raised and waits for triage', triaged: 'triaged and waits for an answer', addressed: 'answered and waits for its seat', sustained: 'sustained and waits for a finding',
  acknowledged: 'acknowledged', withdrawn: 'withdrawn', retracted: 'retracted', lapsed: 'lapsed', resolved: 'found resolved', proceeds: 'found not to stand in the way',
  appealed: 'under appeal', upheld: 'upheld on appeal', overruled: 'overruled on appeal',
}

/** An objection says what is wrong and what would clear it. Refuses with: `reason-missing`, `remedy-missing`. */
export function raiseObjection(reason: string, wouldClear: string): Result<{ readonly reason: string; readonly wouldClear: string }> {
  if (reason.trim() === '') return refusal('reason-missing', 'An objection takes a reason; without one it is not a reasoned objection.')
  if (wouldClear.trim() === '') return refusal('remedy-missing', 'Say what change would clear the objection.')
  return accept({ reason: reason.trim(), wouldClear: wouldClear.trim() })
}

const isOneOf = <T extends string>(list: readonly T[], word: string): word is T => (list as readonly string[]).includes(word)

const lacksReason: Partial<Record<ObjectionAct['act'], string>> = {
  address: 'An answer speaks to the substance of the objection.',
  sustain: 'Say why the answer does not clear the objection.',
  find: 'A finding takes a reason; it is shown with the decision.',
  uphold: 'An outcome of an appeal takes a reason; it is published.',
  overrule: 'An outcome of an appeal takes a reason; it is published.',
}

function notPossible(objection: Objection, act: ObjectionAct['act']): Result<never> {
  const { status } = objection
  if (act === 'address' && status === 'raised') return refusal('untriaged', 'Say first of what kind the objection is, then answer it in kind.')
  if (act === 'find' && stands(status) && objection.answered === null) return refusal('unanswered', 'Answer the objection before recording a finding on it.')
  if (act === 'find' && status === 'addressed') return refusal('not-heard', 'Its seat still has time to say whether the answer clears the objection. A finding follows when the seat sustains it.')
  if (act === 'retract' && stands(status)) return refusal('answered', 'It has been answered. Withdraw it instead: retracting says that it was raised in error.')
  if (act === 'appeal') return refusal('no-finding', 'An appeal goes against a finding of the chair, and there is none.')
  return stands(status)
    ? refusal('not-now', `This objection is ${words[status]}.`)
    : refusal('ended', `This objection is ${words[status]} already.`)
}

/**
 * Decides one act on an objection. Refuses with: `ended`, `not-now`, `untriaged`, `unanswered`, `not-heard`, `answered`, `no-finding`, `too-early`,
 * `too-late`, `unknown-kind`, `unknown-outcome`, `nothing-changed`, `reason-missing`.
 */
export function actOn(objection: Objection, act: ObjectionAct, terms: ObjectionTerms): Result<ObjectionStep> {
  const { now } = terms
  if (!from[act.act].includes(objection.status)) return notPossible(objection, act.act)
  const reason = 'reason' in act ? act.reason.trim() : ''
  const step = (changes: Partial<Objection>, outcome: string | null = null): Result<ObjectionStep> =>
    accept({ ...objection, respondBy: null, ...changes, act: act.act, at: now, reason, outcome })
  const due = objection.respondBy
  if (act.act === 'lapse' && due !== null && !reached(now, due)) return refusal('too-early', 'Its seat still has time to answer back.')
  if (act.act === 'sustain' && due !== null && reached(now, due)) return refusal('too-late', 'The time to say so is over. Raise a new objection if something new has come up.')
  if (act.act === 'triage' && !isOneOf(objectionKinds, act.kind)) return refusal('unknown-kind', `An objection is ${objectionKinds.join(', ')}.`)
  if (act.act === 'address' && !isOneOf(answerOutcomes, act.outcome)) return refusal('unknown-outcome', `An objection is answered ${answerOutcomes.join(', ')}.`)
  if (act.act === 'find' && !isOneOf(findings, act.outcome)) return refusal('unknown-outcome', `A finding is ${findings.join(' or ')}.`)
  if (reason === '' && (lacksReason[act.act] !== undefined || (act.act === 'triage' && act.kind !== 'substantive'))) {
    return refusal('reason-missing', lacksReason[act.act] ?? 'Say why the objection is not one of substance; its seat reads it.')
  }
  switch (act.act) {
    case 'triage': return step({ status: 'triaged', kind: act.kind as ObjectionKind }, act.kind)
    case 'address': return step({ status: 'addressed', answered: act.outcome as AnswerOutcome, finding: null, respondBy: endOfPeriod(now, terms.respond, terms.zone) }, act.outcome)
    case 'acknowledge': return step({ status: 'acknowledged' })
    case 'sustain': return step({ status: 'sustained' })
    case 'withdraw': return step({ status: 'withdrawn' })
    case 'retract': return step({ status: 'retracted' })
    case 'lapse': return step({ status: 'lapsed' })
    case 'find': {
      if (act.outcome === 'resolved' && objection.answered === 'not-accepted') {
        return refusal('nothing-changed', 'Nothing of the objection was accepted, so it cannot be found resolved. The finding that work proceeds in spite of it is open.')
      }
      return step({ status: act.outcome as Finding, finding: act.outcome as Finding }, act.outcome)
    }
    case 'appeal': return step({ status: 'appealed' })
    case 'release': return step({ status: objection.finding ?? 'proceeds' })
    case 'uphold': return step({ status: 'upheld' })
    case 'overrule': return step({ status: 'overruled' })
  }
}

/** The test of reconciliation in three parts, as a fact for a gate: stated and understood, answered in substance, closed by a dated act. */
export interface Reconciliation { readonly stated: boolean; readonly answered: boolean; readonly closed: boolean; readonly lacks: string | null }

/** Which parts of the reconciliation an objection has, and in words what it lacks. */
export function reconciliation(objection: Pick<Objection, 'status' | 'kind' | 'answered'>): Reconciliation {
  const stated = objection.kind !== null
  const answered = objection.answered !== null && objection.status !== 'upheld'
  const closed = !stands(objection.status)
  const lacks: Partial<Record<ObjectionStatus, string>> = {
    raised: 'is not triaged yet', triaged: 'is not answered yet', addressed: 'waits for its seat', sustained: 'waits for the finding of the chair',
    appealed: 'is under appeal', upheld: 'was upheld and waits for a new answer',
  }
  return { stated, answered, closed, lacks: lacks[objection.status] ?? null }
}

/** Whose turn it is with an objection; null when it has ended. */
export type Turn = 'officers' | 'drafters' | 'seat' | 'chair' | 'deciding body'
const turns: Partial<Record<ObjectionStatus, Turn>> = { raised: 'officers', triaged: 'drafters', addressed: 'seat', sustained: 'chair', appealed: 'deciding body', upheld: 'drafters' }
export const turnOf = (status: ObjectionStatus): Turn | null => turns[status] ?? null
