import { plural, t } from '@lingui/core/macro'

/** What a window knows about its own text and its line to the server. */
export interface SavingFacts {
  readonly line: 'connecting' | 'open' | 'closed'
  /** Everything held here is confirmed as durable by the server. */
  readonly complete: boolean
  /** Changes made here that are not confirmed. */
  readonly changes: number
  /** Milliseconds since the oldest of them, 0 if there is none. */
  readonly waiting: number
  /** This browser keeps a copy of the text on the device. */
  readonly kept: boolean
  /** The server refused words written here and they wait to be looked at. */
  readonly refused: boolean
  /** The network lets pages through and no live text. */
  readonly blocked: boolean
  /** Why there will be no connection, in words; null while one is sought. */
  readonly ended: string | null
}

/** The words are true at the moment they are shown: `saved` only when everything is confirmed. */
export interface Saving {
  readonly state: 'saved' | 'sending' | 'local' | 'refused' | 'offline'
  readonly words: string
}

/** After this many milliseconds without confirmation a change is called "not saved". */
export const patience = 2000

/** What the save state says. `at` is the time of the last confirmation, written for the reader; '' if there was none. */
export function savingOf(facts: SavingFacts, at: string): Saving {
  if (facts.refused) return { state: 'refused', words: t`Not accepted: your words are kept below the title` }
  if (facts.complete && facts.changes === 0) return { state: 'saved', words: at === '' ? t`Saved on the server` : t`Saved on the server, ${at}` }
  if (facts.changes > 0 && (facts.ended !== null || facts.waiting >= patience)) return { state: 'local', words: keptWords(facts) }
  if (facts.changes > 0) return { state: 'sending', words: t`Saving…` }
  if (facts.ended !== null) return { state: 'offline', words: facts.ended }
  if (facts.blocked) return { state: 'offline', words: t`Live editing does not get through` }
  return facts.line === 'closed'
    ? { state: 'offline', words: t`Not connected: you see the last text received` }
    : { state: 'sending', words: t`Connecting…` }
}

function keptWords(facts: SavingFacts): string {
  return facts.kept
    ? plural(facts.changes, { one: 'Not saved, # change kept on this device', other: 'Not saved, # changes kept on this device' })
    : plural(facts.changes, { one: 'Not saved: keep this page open, # change is only here', other: 'Not saved: keep this page open, # changes are only here' })
}
