import type { Instrument } from '../instrument.ts'
import { consentRound } from './consent-round.ts'
import { lastCall } from './last-call.ts'
import { rankedChoice } from './ranked-choice.ts'
import { silenceProcedure } from './silence-procedure.ts'
import { strawPoll } from './straw-poll.ts'
import { temperatureCheck } from './temperature-check.ts'

/** Every instrument beside the formal ballot, from the lightest to the most binding. One more is one file and one line. */
export const instruments = {
  'temperature-check': temperatureCheck,
  'straw-poll': strawPoll,
  'ranked-choice': rankedChoice,
  'consent-round': consentRound,
  'last-call': lastCall,
  'silence-procedure': silenceProcedure,
} satisfies Record<string, Instrument>

/** The name of an instrument. */
export type InstrumentName = keyof typeof instruments

/** The instrument with this name, or null. */
export const instrumentOf = (name: string): Instrument | null => (Object.hasOwn(instruments, name) ? instruments[name as InstrumentName] : null)
