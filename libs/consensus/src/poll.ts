import { accept, refusal, type Result } from '@plenary/kernel'
import { dateInWords, durationInWords, later, reached } from '@plenary/process'
import type { Answer, Instrument, Option, PollFacts, PollResult, PollSeat, WantedPoll } from './instrument.ts'
import { instruments } from './instruments/index.ts'

/** What is known when somebody wants to open an instrument. */
export interface OpeningFacts extends PollFacts {
  readonly now: string
  readonly zone: string
  /** The shortest silence procedure of the rulebook. */
  readonly silenceMinimum: string
  readonly withdrawn: boolean
  readonly seats: number
  /** Whether one of this kind is open on the draft already. */
  readonly sameOpen: boolean
}

/** A poll as its answers are judged by. */
export interface Poll {
  readonly instrument: Instrument
  readonly options: readonly Option[]
  readonly closesAt: string
  readonly state: 'open' | 'closed' | 'cancelled'
}

/** An instrument that may open. */
export interface PollOpened { readonly question: string; readonly options: readonly Option[] }

/**
 * Decides whether an instrument may open. Refuses with: `unknown-instrument`, `withdrawn`, `question-missing`, `nobody`, `same-open`, `too-short`
 * (naming the earliest close), and what the instrument itself asks.
 */
export function openPoll(name: string, wanted: WantedPoll, facts: OpeningFacts): Result<PollOpened> {
  const instrument: Instrument | undefined = Object.hasOwn(instruments, name) ? instruments[name as keyof typeof instruments] : undefined
  if (instrument === undefined) return refusal('unknown-instrument', `There is no instrument “${name}”. There are: ${Object.keys(instruments).join(', ')}.`)
  if (facts.withdrawn) return refusal('withdrawn', 'This draft is withdrawn. Restore it first.')
  const question = wanted.question.trim()
  if (question === '') return refusal('question-missing', 'Write what you ask, or what you propose.')
  if (facts.seats === 0) return refusal('nobody', 'The committee has no participating seat, so nobody could answer. Add seats first.')
  if (facts.sameOpen) return refusal('same-open', `A ${instrument.title.toLowerCase()} is open on this draft already.`)
  const asked = instrument.opens(wanted, facts)
  if (!asked.ok) return asked
  const minimum = instrument.minimum ?? facts.silenceMinimum
  const earliest = later(facts.now, minimum, facts.zone)
  if (!reached(wanted.closesAt, earliest)) {
    return refusal('too-short', `A ${instrument.title.toLowerCase()} is open for at least ${durationInWords(minimum)}: until ${dateInWords(earliest, facts.zone)} (${earliest}).`)
  }
  if (reached(facts.now, wanted.closesAt)) return refusal('too-short', 'Choose a close that lies ahead.')
  return accept({ question, options: instrument.options(wanted.options.map(option => option.trim())) })
}

const closed = (poll: Poll, now: string): Result<never> | null =>
  (poll.state !== 'open' || reached(now, poll.closesAt) ? refusal('closed', 'This is closed; nothing more is taken.') : null)

function ranked(options: readonly Option[], ranking: Answer['ranking']): Result<true> {
  const named = ranking.flat()
  if (named.length === 0) return refusal('ranking-missing', 'Rank at least one option.')
  if (ranking.some(equal => equal.length === 0) || new Set(named).size !== named.length) return refusal('bad-ranking', 'Give each option one rank.')
  const stranger = named.find(code => !options.some(option => option.code === code))
  return stranger === undefined ? accept(true) : refusal('bad-ranking', `There is no option “${stranger}” here.`)
}

/** Judges an answer of a seat. Refuses with: `closed`, `not-on-roll`, `unknown-choice`, `reason-missing`, `ranking-missing`, `bad-ranking`. */
export function answerPoll(poll: Poll, roll: readonly PollSeat[], given: Answer, now: string): Result<Answer> {
  const over = closed(poll, now)
  if (over !== null) return over
  if (!roll.some(({ seat }) => seat === given.seat)) return refusal('not-on-roll', 'This seat was not in the committee when it was asked.')
  const reason = given.reason.trim()
  if (poll.instrument === instruments['ranked-choice']) {
    const sound = ranked(poll.options, given.ranking)
    return sound.ok ? accept({ seat: given.seat, choice: 'ranking', reason, ranking: given.ranking }) : sound
  }
  const option = poll.options.find(({ code }) => code === given.choice)
  if (option === undefined) return refusal('unknown-choice', `Answer with one of: ${poll.options.map(one => one.name).join(', ')}.`)
  if (option.reason === 'required' && reason === '') return refusal('reason-missing', `“${option.name}” takes a reason.`)
  return accept({ seat: given.seat, choice: option.code, reason, ranking: [] })
}

/** Takes an answer back, such as the break of a silence. Refuses with: `closed`, `no-answer`. */
export function takeBackAnswer(poll: Poll, answered: boolean, now: string): Result<true> {
  const over = closed(poll, now)
  if (over !== null) return over
  return answered ? accept(true) : refusal('no-answer', 'Your seat has not answered, so there is nothing to take back.')
}

/** Cancels an instrument that should not have been opened. Refuses with: `closed`, `reason-missing`. */
export function cancelPoll(poll: Poll, reason: string, now: string): Result<string> {
  const over = closed(poll, now)
  if (over !== null) return over
  return reason.trim() === '' ? refusal('reason-missing', 'Say why it is cancelled.') : accept(reason.trim())
}

/** The result at the close, from the roll and the answers that stand. */
export const closePoll = (poll: Pick<Poll, 'instrument' | 'options'>, roll: readonly PollSeat[], answers: readonly Answer[], facts: PollFacts): PollResult =>
  poll.instrument.close(roll, answers, poll.options, facts)
