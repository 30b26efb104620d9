import { type Result } from '@plenary/kernel'

/** What an instrument is for: it informs, it opens a gate, or it decides. */
export type Binding = 'advisory' | 'gate' | 'decides'

/** How an option counts for the squares and the words of a result. */
export type Side = 'favour' | 'half' | 'abstain' | 'against'

/** One answer a seat can give. */
export interface Option {
  readonly code: string
  readonly name: string
  readonly side: Side
  readonly reason: 'required' | 'optional'
}

/** A seat that may answer, fixed at the opening. */
export interface PollSeat { readonly seat: string; readonly name: string }

/** What a seat answered. `ranking` holds the codes of options, the best first, equal ones together; only the ranked choice uses it. */
export interface Answer {
  readonly seat: string
  readonly choice: string
  readonly reason: string
  readonly ranking: readonly (readonly string[])[]
}

/** One line of a result: how many chose it, and which seats. */
export interface Line { readonly code: string; readonly name: string; readonly side: Side; readonly count: number; readonly seats: readonly string[] }

/** One round of a runoff: the exact figures of each option, and who left after it. */
export interface Round {
  readonly counts: readonly { readonly code: string; readonly name: string; readonly figure: string }[]
  /** How many answers still name an option that stands: the base of the majority. */
  readonly base: number
  readonly out: readonly string[]
}

/** How two options compare: how many rank one over the other. */
export interface Pair { readonly one: string; readonly other: string; readonly prefer: number; readonly preferOther: number }

/** A result: what came out, whether what was asked carries (null when nothing was decided), and the figures in words. */
export interface PollResult {
  readonly outcome: string
  readonly carries: boolean | null
  readonly sentence: string
  readonly lines: readonly Line[]
  /** Seats on the roll that said nothing. */
  readonly silent: readonly string[]
  readonly rounds: readonly Round[]
  readonly pairs: readonly Pair[]
}

/** What is known when an instrument is opened or closed, beside its answers. */
export interface PollFacts {
  /** Objections that stand on the draft at this moment. */
  readonly openObjections: number
}

/** What somebody wants to ask. */
export interface WantedPoll {
  readonly question: string
  readonly closesAt: string
  readonly options: readonly string[]
  /** The day on which a decision taken by consent is looked at again. */
  readonly reviewOn: string | null
}

/** An instrument of decision: what it asks, what its answers are, what it binds and how it closes. One file each. */
export interface Instrument {
  readonly title: string
  /** What it answers, and when to use it, in one sentence. */
  readonly use: string
  readonly binds: Binding
  readonly bindsInWords: string
  /** What it means that a seat says nothing. */
  readonly silence: string
  /** Who sees which seat said what: everyone, or the officers. */
  readonly names: 'everyone' | 'officers'
  /** Whether answers are seen as they come, or when it has closed. */
  readonly shows: 'at once' | 'at close'
  /** How long it is open at least; null leaves it to the rulebook's minimum for a silence procedure. */
  readonly minimum: string | null
  /** Whether an answer can be taken back before the close. */
  readonly takesBack: boolean
  options(given: readonly string[]): readonly Option[]
  /** What else its opening asks. Refuses with codes of its own. */
  opens(wanted: WantedPoll, facts: PollFacts): Result<true>
  close(seats: readonly PollSeat[], answers: readonly Answer[], options: readonly Option[], facts: PollFacts): PollResult
}

/** The lines of a result in the order of the options, and who was silent. */
export function distribution(seats: readonly PollSeat[], answers: readonly Answer[], options: readonly Option[]): Pick<PollResult, 'lines' | 'silent'> {
  const choiceOf = new Map(answers.map(answer => [answer.seat, answer.choice]))
  const lines = options.map(({ code, name, side }) => {
    const chosen = seats.filter(({ seat }) => choiceOf.get(seat) === code).map(one => one.name)
    return { code, name, side, count: chosen.length, seats: chosen }
  })
  return { lines, silent: seats.filter(({ seat }) => !choiceOf.has(seat)).map(one => one.name) }
}

/** "1 seat", "3 seats". */
export const seatsInWords = (count: number): string => `${count} ${count === 1 ? 'seat' : 'seats'}`

/** How many were heard: "9 of 12 seats answered." */
export const heardInWords = (seats: number, silent: number): string => `${seats - silent} of ${seatsInWords(seats)} answered.`
