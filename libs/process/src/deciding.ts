import { endOf } from './period.ts'
import { durationInWords, lastDayInWords, later, reached } from './clock.ts'
import { ballotsAt, ballotUnder, gateNamesOf, stageOf, wayOn, type BallotOfRulebook, type Rulebook } from './rulebook.ts'
import type { Facts } from './facts.ts'
import { listed, may, type Actor } from './may.ts'
import { checklist } from './move.ts'
import { openBallot, type EarlierBallot } from './opening.ts'
import type { Act } from './permissions.ts'

/** What a way of deciding is for: to hear where seats stand, to settle something without a vote, to vote on the text, to move the draft. */
export type Matter = 'hear' | 'settle' | 'vote' | 'move'

/** An instrument beside the ballot, as whoever asks knows it. `refusal` says why it cannot be opened now; null when it can. */
export interface OfferedInstrument {
  readonly name: string
  readonly title: string
  readonly use: string
  readonly binds: 'advisory' | 'gate' | 'decides'
  readonly bindsInWords: string
  readonly refusal: string | null
}

/** What is known beside the facts of the draft. */
export interface DecidingKnown {
  /** From the lightest to the most binding. */
  readonly instruments: readonly OfferedInstrument[]
  readonly earlier: readonly EarlierBallot[]
  /** A counting rule in a sentence for those who vote; empty when it has none. */
  ruleInWords(rule: string): string
}

/** One way to decide something about a draft. */
export interface WayToDecide {
  readonly matter: Matter
  /** The instrument, the counting rule, or the stage to move to. */
  readonly name: string
  readonly title: string
  /** What it decides, or what is asked. */
  readonly question: string
  /** When it carries, in words. */
  readonly threshold: string
  /** What follows, in words. */
  readonly follows: string
  /** Whether the way on from here asks for it. */
  readonly asked: boolean
  readonly offered: boolean
  /** Why it is not offered; empty when it is. */
  readonly why: string
  /** The path in the app where it is done. */
  readonly where: string
}

/** What the way on asks that an instrument answers, by the name of the gate. */
const answers: Readonly<Record<string, readonly string[]>> = {
  'last-call-clear': ['last-call'], 'consensus-found': ['consensus', 'consent-round', 'silence-procedure'],
}

/** What the table says to an act on this draft; empty when it is granted. */
function barredBy(act: Act, book: Rulebook, { draft }: Facts, actor: Actor): string {
  const verdict = may(actor, act, { phase: stageOf(book, draft.stage).phase, withdrawn: draft.withdrawn, voted: ballotsAt(book, draft.stage).length > 0 })
  return verdict.allowed ? '' : verdict.why
}

function instrumentsOf(book: Rulebook, facts: Facts, actor: Actor, { instruments }: DecidingKnown, asked: ReadonlySet<string>): readonly WayToDecide[] {
  const barred = barredBy('poll.open', book, facts, actor)
  return instruments.map(({ name, title, use, binds, bindsInWords, refusal }) => {
    const why = barred === '' ? refusal ?? '' : barred
    return {
      matter: binds === 'advisory' ? 'hear' : 'settle', name, title, question: use, threshold: bindsInWords, follows: '', asked: asked.has(name),
      offered: why === '', why, where: `/d/${facts.draft.id}/polls?open=${name}`,
    }
  })
}

function findingOf(book: Rulebook, facts: Facts, actor: Actor, asked: ReadonlySet<string>): WayToDecide {
  const barred = barredBy('consensus.find', book, facts, actor)
  const unanswered = facts.openObjections.filter(one => !one.answered)
  const why = barred !== '' ? barred : unanswered.length === 0 ? '' :
    `Consensus is found when every objection is addressed; ${unanswered.length === 1 ? 'that' : 'those'} of ${listed(unanswered.map(one => one.by))} ${unanswered.length === 1 ? 'is' : 'are'} not.`
  return {
    matter: 'settle', name: 'consensus', title: 'Finding of the chair', question: 'Is there consensus, and on what?',
    threshold: 'Every objection is addressed, though not every one accommodated; the chair gives the reason.', follows: 'The finding is kept with its record and can be appealed where it is on an objection.',
    asked: asked.has('consensus'), offered: why === '', why, where: `/d/${facts.draft.id}/polls#findings`,
  }
}

const thresholdOf = (ballot: BallotOfRulebook, known: DecidingKnown): string => known.ruleInWords(ballot.rule) || `By the rule ${ballot.rule}.`
const followsOf = ({ ifCarries, ifFails, ifNothing }: BallotOfRulebook): string => [ifCarries, ifFails, ifNothing].join(' ')

function ballotsOf(book: Rulebook, facts: Facts, actor: Actor, known: DecidingKnown, needsBallot: boolean): readonly WayToDecide[] {
  const barred = barredBy('ballot.open', book, facts, actor)
  const here = ballotsAt(book, facts.draft.stage)
  return book.ballots.map(ballot => {
    const isHere = here.includes(ballot)
    const wanted = { rule: ballot.rule, closesAt: later(later(facts.now, ballot.duration, book.zone), 'P1D', book.zone) }
    const opened = openBallot(book, facts, wanted, known.earlier)
    const elsewhere = `The rulebook holds it in ${listed(ballot.stages.map(code => stageOf(book, code).title), 'or')}, and the draft stands in ${stageOf(book, facts.draft.stage).title}.`
    const why = !isHere ? elsewhere : barred !== '' ? barred : opened.ok ? '' : opened.refusal.message
    return {
      matter: 'vote', name: ballot.rule, title: ballot.title, question: `${ballot.voters} vote for at least ${durationInWords(ballot.duration)}.`,
      threshold: thresholdOf(ballot, known), follows: followsOf(ballot), asked: isHere && needsBallot, offered: why === '', why,
      where: `/d/${facts.draft.id}/stage#ballot`,
    }
  })
}

function movesOf(book: Rulebook, facts: Facts, actor: Actor): readonly WayToDecide[] {
  const on = wayOn(book, facts.draft.stage)
  const barred = facts.draft.withdrawn ? 'This draft is withdrawn. Restore it first.' : ''
  return checklist(book, facts, actor).map(move => {
    const unmet = move.gates.filter(gate => !gate.met)
    const lacking = unmet.map(gate => gate.message).join(' ')
    const why = barred !== '' ? barred : !move.allowed ? move.why : move.overridable ? '' : lacking
    return {
      matter: 'move', name: move.to, title: move.title, question: `To ${stageOf(book, move.to).title}. ${stageOf(book, move.to).purpose}`,
      threshold: move.gates.length === 0 ? 'It asks nothing but a decision.' : `It asks: ${listed(move.gates.map(gate => gate.title.toLowerCase()))}.`,
      follows: move.overridable ? `${lacking} It may be passed over, with a reason that stays visible for ever.` : move.reasonRequired ? 'It takes a reason.' : '',
      asked: move.to === on?.to, offered: why === '', why, where: `/d/${facts.draft.id}/stage`,
    }
  })
}

/**
 * Every way in which something about a draft can be decided where it stands, from the lightest to the most binding. What the rulebook, the
 * table of permissions or the state of the draft does not permit now stays in the list and says why.
 */
export function waysToDecide(book: Rulebook, facts: Facts, actor: Actor, known: DecidingKnown): readonly WayToDecide[] {
  const on = wayOn(book, facts.draft.stage)
  const gates = on === undefined ? [] : gateNamesOf(book, on)
  const asked = new Set(gates.flatMap(gate => answers[gate] ?? []))
  return [
    ...instrumentsOf(book, facts, actor, known, asked), findingOf(book, facts, actor, asked),
    ...ballotsOf(book, facts, actor, known, gates.includes('ballot-passed')), ...movesOf(book, facts, actor),
  ]
}

/** What a ballot's result has made possible, in words: where it leads, and from when. Null while nothing has been decided by vote. */
export function resultLeads(book: Rulebook, { ballot, draft, now }: Pick<Facts, 'ballot' | 'draft' | 'now'>): { readonly sentence: string; readonly follows: string } | null {
  if (ballot === null || ballot.outcome === null) return null
  const held = ballotUnder(book, ballot.rule, draft.stage)
  if (held === null) return null
  const appeal = ballot.decidedAt === null ? null : endOf(book, ballot.decidedAt, book.appeal.window)
  const contestable = appeal !== null && !reached(now, appeal) ? ` It can be appealed until ${lastDayInWords(appeal, book.zone)}.` : ''
  return { sentence: ballot.sentence ?? ballot.outcome, follows: `${ballot.passed ? held.ifCarries : held.ifFails}${contestable}` }
}
