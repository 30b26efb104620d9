import type { FactName } from './fact-name.ts'
import type { Facts } from './facts.ts'
import { cycleStart } from './gate.ts'
import { compareInstants } from './clock.ts'
import type { Rulebook } from './rulebook.ts'

/** A count that conditions of rulebooks may bound. */
export interface AskedFact {
  /** One and several: "open objection", "open objections". */
  readonly words: readonly [one: string, many: string]
  count(facts: Facts, rulebook: Rulebook): number
  /** The path in the app where it is shown and put right. */
  where(facts: Facts): string
}

const flag = (yes: boolean): number => (yes ? 1 : 0)
const onDraft = (rest: string) => ({ draft }: Facts): string => `/d/${draft.id}${rest}`
const onPeople = ({ draft }: Facts): string => `/c/${draft.committeeId}/people`

/** Every count a condition may ask. A new one is one more line here and its name in `fact-name.ts`; it needs no word about any body. */
export const factsAsked = {
  seats: { words: ['participating seat', 'participating seats'], count: ({ seats }) => seats.filter(seat => seat.kind === 'participating').length, where: onPeople },
  observers: { words: ['observing seat', 'observing seats'], count: ({ seats }) => seats.filter(seat => seat.kind === 'observing').length, where: onPeople },
  categories: { words: ['interest category with a seat', 'interest categories with a seat'], count: ({ seats }) => new Set(seats.flatMap(seat => seat.category ?? [])).size, where: onPeople },
  comments: { words: ['comment', 'comments'], count: ({ comments }) => comments.total, where: onDraft('/comments') },
  undecidedComments: { words: ['comment without a disposition', 'comments without a disposition'], count: ({ comments }) => comments.undecided, where: onDraft('/comments?status=open') },
  openObjections: { words: ['open objection', 'open objections'], count: ({ openObjections }) => openObjections.length, where: onDraft('/comments?status=objection') },
  unansweredObjections: { words: ['unanswered objection', 'unanswered objections'], count: ({ openObjections }) => openObjections.filter(one => !one.answered).length, where: onDraft('/comments?status=objection') },
  faults: { words: ['fault in the text', 'faults in the text'], count: ({ text }) => text.faults, where: onDraft('?show=faults') },
  texts: { words: ['text', 'texts'], count: ({ text }) => flag(!text.empty), where: onDraft('') },
  languages: { words: ['language with a text', 'languages with a text'], count: ({ languagesPresent }) => languagesPresent.length, where: onDraft('/stage#languages') },
  editions: { words: ['frozen edition', 'frozen editions'], count: ({ edition }) => edition?.number ?? 0, where: onDraft('/editions') },
  callsHeld: { words: ['public call that is closed', 'public calls that are closed'], count: ({ call, now }) => flag(call !== null && compareInstants(call.closesAt, now) <= 0), where: onDraft('/stage#call') },
  ballotsPassed: { words: ['ballot passed on the latest edition', 'ballots passed on the latest edition'], count: ({ ballot }) => flag(ballot?.passed === true), where: onDraft('/stage#ballot') },
  ballotsLost: { words: ['ballot lost on the latest edition', 'ballots lost on the latest edition'], count: ({ ballot }) => flag(ballot !== null && ballot.outcome !== null && !ballot.passed), where: onDraft('/stage#ballot') },
  immatureReferences: { words: ['normative reference to a text that is not mature', 'normative references to texts that are not mature'], count: ({ references }) => references.filter(one => !one.mature).length, where: onDraft('/references') },
  rounds: {
    words: ['round of this cycle sent back', 'rounds of this cycle sent back'], where: onDraft('/history'),
    count: (facts, rulebook) => facts.history.filter(({ kind, at }) => kind === 'back' && compareInstants(at, cycleStart(facts, rulebook)) > 0).length,
  },
} as const satisfies Record<FactName, AskedFact>
