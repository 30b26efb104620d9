import { phases, writingPhases, type Phase } from './phase.ts'
import type { Role } from './role.ts'

/** A condition beyond role and stage. */
export type Condition = 'a call is open' | 'the text is adopted' | 'it is their own' | 'they hold the vote of their seat'

/** One cell of the table: in which phases a role may do an act, and on what condition. */
export interface Cell {
  readonly during: readonly Phase[]
  readonly when?: Condition
  /** Also in any other phase, in stages where the rulebook holds a ballot. */
  readonly whereVoted?: true
}

/** One row of the table. `words` completes the sentence "The chair may …". */
export interface Permission {
  readonly words: string
  readonly cells: Partial<Record<Role, Cell>>
}

const always: Cell = { during: phases }
const writing: Cell = { during: writingPhases }
// The text under ballot is judged by votes with reasons, so comments rest during adoption and come back with use.
const commenting: Cell = { during: [...writingPhases, 'implementation', 'review'] }
const voting: Cell = { during: ['adoption', 'review'], whereVoted: true }
const holding: Cell = { ...voting, when: 'they hold the vote of their seat' }
const own: Cell = { during: phases, when: 'it is their own' }
const duringCall: Cell = { during: phases, when: 'a call is open' }
const onceAdopted: Cell = { during: phases, when: 'the text is adopted' }
const during = (...named: readonly Phase[]): Cell => ({ during: named })

const members = {
  chair: always, secretary: always, drafter: always, head: always, delegate: always,
  observer: always, liaison: always, guest: always, oversight: always,
} satisfies Permission['cells']
const commenters = {
  chair: commenting, secretary: commenting, drafter: commenting, head: commenting, delegate: commenting, observer: commenting, liaison: commenting,
} satisfies Permission['cells']

/**
 * THE table of permissions: act × role × phase. The API, the socket and the buttons read it at the moment they ask,
 * through `may`; nothing else decides a right. It is deliberately mutable at run time: a test changes one cell and sees all three follow.
 * What is not written here is refused.
 */
export const permissions = {
  'committee.create': { words: 'create a committee', cells: { administrator: always } },
  'committee.manage': { words: 'change a committee', cells: { administrator: always, secretary: always } },
  'body.create': { words: 'enter a body', cells: { administrator: always, secretary: always } },
  'seat.add': { words: 'add a seat', cells: { administrator: always, secretary: always } },
  'seat.end': { words: 'end a seat', cells: { administrator: always, secretary: always } },
  'person.invite': { words: 'invite a person', cells: { administrator: always, chair: always, secretary: always } },
  'role.grant': { words: 'give a role', cells: { administrator: always, chair: always, secretary: always } },
  'role.end': { words: 'end a role', cells: { administrator: always, chair: always, secretary: always } },

  // Working days are the secretariat's own: what it counts by is its officers' to say, whatever stage a draft is in.
  'calendar.keep': { words: 'keep the calendar of the secretariat', cells: { chair: always, secretary: always } },

  'draft.create': { words: 'open a new draft', cells: { chair: always, secretary: always } },
  'draft.read': { words: 'read the draft', cells: { ...members, public: duringCall, anonymous: onceAdopted } },
  'draft.import': { words: 'import a text into the draft', cells: { chair: writing, secretary: writing, drafter: writing } },
  'draft.withdraw': { words: 'withdraw the draft', cells: { chair: always, secretary: always } },
  'draft.restore': { words: 'restore the draft', cells: { chair: always, secretary: always } },
  // From the first sentence of the issue on, the same people hold the pen: comments and amendments carry everybody else's words.
  'text.write': { words: 'write in the text', cells: { chair: writing, secretary: writing, drafter: writing } },

  // Who wrote which words, and how the text read while it was made, is for those who make it.
  'text.history': { words: 'see how the text came about', cells: members },

  'comment.write': { words: 'comment on the text', cells: { ...commenters, public: duringCall } },
  'comment.reply': { words: 'reply to a comment', cells: { ...commenters, public: duringCall } },
  'comment.resolve': {
    words: 'resolve or reopen a comment',
    cells: { chair: always, secretary: always, drafter: always, head: own, delegate: own, observer: own, liaison: own, public: own },
  },
  'comment.decide': { words: 'decide a comment', cells: { chair: always, secretary: always, drafter: always } },
  'objection.raise': { words: 'raise an objection', cells: { head: commenting, delegate: commenting } },
  'objection.answer': { words: 'answer an objection', cells: { chair: always, secretary: always, drafter: always } },
  'objection.triage': { words: 'say of what kind an objection is', cells: { chair: always, secretary: always } },
  'objection.respond': { words: 'acknowledge, sustain, withdraw or retract an objection', cells: { head: own, delegate: own } },
  'objection.find': { words: 'record a finding on an objection', cells: { chair: always } },
  'appeal.file': { words: 'file an appeal', cells: { head: always, delegate: always } },
  'appeal.withdraw': { words: 'withdraw an appeal', cells: { head: own, delegate: own } },
  // Asked in the committee that decides, which is the parent of the one whose decision is contested where there is one.
  'appeal.decide': { words: 'record the outcome of an appeal', cells: { chair: always, secretary: always } },
  'minority.state': { words: 'attach a minority statement to a decision', cells: { head: always } },

  'poll.open': { words: 'open a poll', cells: { chair: always, secretary: always } },
  'poll.cancel': { words: 'cancel a poll', cells: { chair: always, secretary: always } },
  'poll.answer': { words: 'answer a poll', cells: { head: always, delegate: always } },
  'consensus.find': { words: 'record a finding of consensus', cells: { chair: always } },

  'call.open': { words: 'open a public call', cells: { chair: during('engagement', 'negotiation'), secretary: during('engagement', 'negotiation') } },
  'call.comment': {
    words: 'comment in a public call',
    cells: {
      chair: duringCall, secretary: duringCall, drafter: duringCall, head: duringCall, delegate: duringCall,
      observer: duringCall, liaison: duringCall, guest: duringCall, public: duringCall,
    },
  },

  'stage.move': { words: 'move the draft to another stage', cells: { chair: always, secretary: always } },
  'stage.override': { words: 'move the draft in spite of an unmet gate', cells: { chair: always } },
  'stage.takeBack': { words: 'take back a move made in error', cells: { chair: always, secretary: always } },
  'rulebook.move': { words: 'move the draft to another edition of its rulebook', cells: { chair: always, secretary: always } },
  'clock.recount': { words: 'count the end of a clock anew', cells: { chair: always, secretary: always } },
  'track.record': { words: 'record where the draft stands under another rulebook', cells: { chair: always, secretary: always } },
  'gate.attest': { words: 'attest a gate', cells: { chair: always, secretary: always, head: always, delegate: always } },

  'ballot.open': { words: 'open a ballot', cells: { chair: voting, secretary: voting } },
  // A seat has one vote, which its head casts, and any delegate whom the seat lets cast it too; the last one counts.
  'ballot.vote': { words: 'vote', cells: { head: voting, delegate: holding } },
  'proxy.give': { words: 'give the vote of a seat to another one', cells: { head: voting, delegate: holding } },
  'seat.hold': { words: 'say who casts the vote of a seat', cells: { secretary: always, head: own } },
  'ballot.extend': { words: 'put off the end of a ballot', cells: { chair: voting, secretary: voting } },
  'ballot.close': { words: 'end a ballot before its time', cells: { chair: voting, secretary: voting } },
  'ballot.annul': { words: 'annul a ballot', cells: { chair: voting } },
  'ballot.read': { words: 'see the ballot', cells: { ...members, public: onceAdopted, anonymous: onceAdopted } },
  // A meeting is the committee's, not a draft's: its attendance is recorded whatever stage a text is in.
  'meeting.manage': { words: 'conduct a meeting', cells: { chair: always, secretary: always } },
  'meeting.read': { words: 'see the meetings', cells: members },
  'ballot.enter': { words: 'enter the vote of a seat', cells: { chair: voting, secretary: voting } },
  // A roll is prepared by one and changed by two; oversight may be the second where a committee has but one officer.
  'roll.prepare': { words: 'prepare the roll of a ballot', cells: { chair: always, secretary: always } },
  'roll.change': { words: 'change the roll of a ballot', cells: { chair: always, secretary: always, oversight: always } },
  // What a seat is counted as is changed by two as its roll is; oversight may be the second.
  'seat.change': { words: 'change the category of a seat', cells: { chair: always, secretary: always, oversight: always } },
  'decision.record': { words: 'record a decision', cells: { chair: always, secretary: always } },
  'review.decide': { words: 'decide a review', cells: { chair: during('review'), secretary: during('review') } },

  'record.export': { words: 'export the record', cells: { ...members, public: onceAdopted, anonymous: onceAdopted } },
  'ledger.read': { words: 'read the ledger', cells: { ...members, administrator: always, public: onceAdopted, anonymous: onceAdopted } },
  'clock.move': { words: 'move the clock of the demo', cells: { secretary: always } },
  'outbox.read': { words: 'read the outbox', cells: { administrator: always, secretary: always } },
  'demo.remove': { words: 'remove the demo data', cells: { administrator: always, secretary: always } },
  'session.manage': { words: 'see and end sessions', cells: { public: own } },
} satisfies Record<string, Permission> as { [Name in ActName]: Permission }

type ActName =
  | 'committee.create' | 'committee.manage' | 'body.create' | 'seat.add' | 'seat.end' | 'person.invite' | 'role.grant' | 'role.end' | 'calendar.keep'
  | 'draft.create' | 'draft.read' | 'draft.import' | 'draft.withdraw' | 'draft.restore' | 'text.write' | 'text.history'
  | 'comment.write' | 'comment.reply' | 'comment.resolve' | 'comment.decide'
  | 'objection.raise' | 'objection.triage' | 'objection.answer' | 'objection.respond' | 'objection.find'
  | 'appeal.file' | 'appeal.withdraw' | 'appeal.decide' | 'minority.state'
  | 'poll.open' | 'poll.cancel' | 'poll.answer' | 'consensus.find' | 'call.open' | 'call.comment'
  | 'stage.move' | 'stage.override' | 'stage.takeBack' | 'rulebook.move' | 'clock.recount' | 'track.record' | 'gate.attest' | 'ballot.open' | 'ballot.vote' | 'ballot.read'
  | 'ballot.extend' | 'ballot.close' | 'ballot.annul' | 'ballot.enter' | 'meeting.manage' | 'meeting.read' | 'roll.prepare' | 'roll.change' | 'seat.hold' | 'seat.change'
  | 'proxy.give'
  | 'decision.record' | 'review.decide' | 'record.export' | 'ledger.read' | 'clock.move' | 'outbox.read' | 'demo.remove' | 'session.manage'

/** An act that asks a right. */
export type Act = ActName

/** All acts, in the order of the table. */
export const acts = Object.keys(permissions) as readonly Act[]

/** What can still be done to a withdrawn draft. */
export const actsOnWithdrawn: readonly Act[] = ['draft.read', 'draft.restore', 'text.history', 'ballot.read', 'record.export', 'ledger.read']

/** What needs a text that can still change. */
export const actsOnOpenText: readonly Act[] = ['text.write', 'draft.import']
