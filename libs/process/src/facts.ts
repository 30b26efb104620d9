import type { Phase } from './phase.ts'
import type { Role, SeatKind } from './role.ts'
import type { CalendarVersion } from './secretariat.ts'

/** An appeal that is not decided yet. */
export interface PendingAppeal {
  readonly number: number
  readonly against: string
  readonly body: string
  /** Whether the adoption on which the draft stands rests on what it contests. */
  readonly ofAdoption?: boolean
}

/** Everything gates may ask, as plain values. The shell loads it; instants are ISO 8601 with zone, `now` comes from the one clock. */
export interface Facts {
  readonly now: string
  readonly draft: DraftFacts
  /** Every change of stage, oldest first, the entry into the first stage included. Moves taken back stay in it. */
  readonly history: readonly StageEntry[]
  /** Interest categories the committee declares. */
  readonly categories: readonly { readonly id: string; readonly name: string }[]
  readonly seats: readonly SeatFacts[]
  /** The latest public call of this cycle, if one was opened. */
  readonly call: CallFacts | null
  readonly comments: { readonly total: number; readonly undecided: number }
  /** Reasoned objections that have not ended; `lacks` says what each one waits for, such as "waits for its seat". */
  readonly openObjections: readonly { readonly id: string; readonly by: string; readonly on: string; readonly lacks?: string | null; readonly answered: boolean }[]
  /** Appeals against what was decided about the draft that are not decided yet. */
  readonly pendingAppeals?: readonly PendingAppeal[]
  /** Texts that the draft refers to normatively, and whether each is as mature as the draft is about to be. */
  readonly references: readonly { readonly name: string; readonly mature: boolean; readonly why: string }[]
  /** The latest last call that has closed. */
  readonly lastCall?: { readonly openedAt: string; readonly clear: boolean; readonly sentence: string } | null
  /** The latest finding of consensus, decision by consent or adoption by silence. */
  readonly consensus?: { readonly at: string; readonly reached: boolean; readonly sentence: string } | null
  /** What the strict validator says of the text as it stands. */
  readonly text: { readonly faults: number; readonly first: string | null; readonly empty: boolean }
  readonly lastSubstantiveChangeAt: string | null
  /** The latest frozen edition. */
  readonly edition: EditionFacts | null
  /** Of the languages the draft declares, those in which the text is present. */
  readonly languagesPresent: readonly string[]
  /** The latest ballot on the latest edition. */
  readonly ballot: BallotFacts | null
  readonly attestations: readonly Attestation[]
  /** The calendars of the secretariats that count for the draft: of its committee, and of those above it. */
  readonly calendars?: readonly CalendarVersion[]
  /** Which clocks the officers decided to count anew, and with which calendar; the latest decision last. */
  readonly recounts?: readonly Recount[]
}

/** A clock that runs since an instant is counted with another calendar. */
export interface Recount { readonly clock: string; readonly since: string; readonly calendar: string }

export interface DraftFacts {
  readonly id: string
  readonly committeeId: string
  readonly stage: string
  readonly withdrawn: boolean
  /** The languages the text must exist in; one is enough. */
  readonly languages: readonly string[]
}

/** One change of stage as it happened. `from` is null for the entry into the first stage. */
export interface StageEntry {
  readonly id: string
  readonly from: string | null
  readonly to: string
  readonly at: string
  readonly by: string | null
  readonly kind: 'opened' | 'forward' | 'back' | 'takenBack'
  readonly reason: string | null
  /** The gates that were unmet when the chair moved on in spite of them. */
  readonly overridden: readonly string[]
}

export interface SeatFacts {
  readonly id: string
  readonly name: string
  readonly kind: SeatKind
  readonly category: string | null
}

export interface CallFacts {
  readonly openedAt: string
  readonly closesAt: string
}

export interface EditionFacts {
  readonly number: number
  readonly hash: string
  readonly frozenAt: string
}

export interface BallotFacts {
  readonly id: string
  /** The counting rule it was held under. */
  readonly rule: string
  readonly closesAt: string
  /** Null while the ballot is open. */
  readonly outcome: string | null
  readonly passed: boolean
  /** The result in words with its figures. */
  readonly sentence: string | null
  readonly edition: number
  readonly editionHash: string
  /** When the result was recorded; the appeal window runs from here. */
  readonly decidedAt: string | null
}

/** A named person's word for what Plenary cannot compute. Shown as attested for ever. */
export interface Attestation {
  readonly gate: string
  readonly person: string
  readonly role: Role
  /** The seat spoken for, where each seat must speak. */
  readonly seat: string | null
  readonly reason: string
  readonly document: string | null
  readonly at: string
}

/** Where a draft stands in the seven phases, with the code its rulebook uses. */
export interface Standpoint {
  readonly stage: string
  readonly phase: Phase
}
