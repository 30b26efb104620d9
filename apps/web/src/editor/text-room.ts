import type * as Y from 'yjs'
import { CLOSE, NACK, nackReason, type NackCode } from '@plenary/collab/protocol'
import { endedWords } from './ended.ts'
import { peopleIn, type Presence } from './people.ts'
import { Refusals } from './refusals.ts'
import { closeText, commandOrigin, forgetText, openText, type RoomText, type TextOptions } from './room-text.ts'
import { patience, savingOf, type Saving } from './saving.ts'
import { touchedClauses, wordsOf } from './touched.ts'
import { Unconfirmed } from './unconfirmed.ts'
import type { RefusedText, Shelf } from './unsent.ts'

// What is wrong with one change says nothing about the next.
const aboutTheChange: ReadonlySet<NackCode> = new Set([NACK.malformed, NACK.tooLarge, NACK.full, NACK.tooDeep])

export interface RoomState {
  readonly saving: Saving
  /** Changes made here that the server has not confirmed. */
  readonly changes: number
  readonly line: 'connecting' | 'open' | 'closed'
  /** The network lets pages through and no live text. */
  readonly blocked: boolean
  /** The text has arrived from the server or from this device. */
  readonly ready: boolean
  readonly people: readonly Presence[]
  /** Null when this person may write; otherwise why not, in a sentence. */
  readonly readOnly: string | null
  readonly refused: readonly RefusedText[]
  /** The refused words could be accepted now. */
  readonly mayOfferAgain: boolean
}

export interface RoomOptions extends TextOptions {
  readonly shelf: Shelf
  /** Milliseconds, from any fixed point. */
  readonly now: () => number
  /** The time of day as the reader writes it. */
  readonly clockWords: () => string
}

/** One person's window on one shared text: the text, the line, the copy on the device, the truth about what is saved. */
export class TextRoom {
  readonly #options: RoomOptions
  readonly #listeners = new Set<() => void>()
  readonly #textListeners = new Set<(text: RoomText) => void>()
  readonly #unconfirmed: Unconfirmed
  readonly #refusals: Refusals
  #text: RoomText
  #state: RoomState
  #readOnly: string | null
  #outdated: string | null = null
  #ended: string | null = null
  #kept = true
  #ready = false
  #letIn = false
  #savedAt = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #anew = 0

  constructor(options: RoomOptions, readOnly: string | null) {
    const { shelf, accountId, draftId } = options
    this.#options = options
    this.#readOnly = readOnly
    this.#unconfirmed = new Unconfirmed(shelf, accountId, draftId, options.now())
    this.#refusals = new Refusals(shelf, accountId, draftId)
    this.#text = this.#begin()
    this.#state = this.#look()
  }

  /** The current text. Listen with `onText`: it is replaced when a change is refused. */
  get text(): RoomText { return this.#text }

  readonly state = (): RoomState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onText(listener: (text: RoomText) => void): () => void {
    this.#textListeners.add(listener)
    return () => this.#textListeners.delete(listener)
  }

  /** Tells the room what the server says of this person's right; null: may write. */
  setReadOnly(why: string | null): void {
    if (this.#readOnly === why) return
    this.#readOnly = why
    if (why !== null) this.#text.check?.soon()
    this.#update()
  }

  /** The person has taken the refused words elsewhere or lets them go. */
  forgetRefused(): void {
    this.#refusals.forget()
    this.#update()
  }

  /** Makes the refused changes once more, where they were made; what others wrote since stays. Does nothing unless `mayOfferAgain`. */
  offerAgain(): void {
    if (this.#mayOfferAgain) this.#refusals.offerTo(this.#text.doc, commandOrigin)
    this.#update()
  }

  /** Notes on the device what is not confirmed, at once: the page is about to go. */
  remember(): void {
    if (this.#unconfirmed.changes > 0) this.#unconfirmed.shelve()
  }

  /** The network came back, or the machine woke: do not wait for the next attempt. */
  hurry(): void {
    if (this.#ended === null) this.#text.line.reopen()
  }

  close(): void {
    this.remember()
    clearTimeout(this.#timer)
    closeText(this.#text)
    this.#listeners.clear()
    this.#textListeners.clear()
  }

  #begin(): RoomText {
    this.#letIn = false
    const text: RoomText = openText(this.#options, {
      changed: () => { if (this.#text === text) this.#lineChanged() },
      refused: code => this.#refuse(code),
      ended: code => this.#lineEnded(code),
      readOnly: code => this.#bar(code),
      wrote: transaction => this.#wrote(transaction),
      met: () => this.#update(),
      isCurrent: () => this.#text === text,
      gathered: kept => this.#gathered(kept),
      settled: () => this.#unconfirmed.changes === 0 && text.line.complete,
      different: () => this.#readAnew(),
    })
    return text
  }

  #gathered(kept: boolean): void {
    this.#kept = kept
    this.#ready ||= this.#text.doc.share.size > 0
    this.#update()
  }

  #wrote(transaction: Y.Transaction): void {
    const { doc, line } = this.#text
    this.#unconfirmed.add(transaction, touchedClauses(doc, transaction), this.#options.now())
    this.#lookAgain()
    // While somebody types, the words stay "Saving…"; only the first change needs to say so at once.
    if (this.#unconfirmed.changes === 1 || line.state !== 'open') this.#update()
  }

  #lineChanged(): void {
    const { line } = this.#text
    if (line.received) this.#ready = this.#letIn = true
    if (line.complete) {
      if (this.#unconfirmed.changes > 0) this.#unconfirmed.clear()
      this.#savedAt = this.#options.clockWords()
    }
    this.#update()
  }

  /** Comes back when patience has run out, to say so. */
  #lookAgain(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#update()
      if (this.#unconfirmed.changes === 0) return
      this.#unconfirmed.shelve()
      this.#lookAgain()
    }, patience)
  }

  /** The server says, before anything was written, that it will take nothing from this page. */
  #bar(code: NackCode): void {
    this.#outdated = nackReason[code]
    this.#update()
  }

  #refuse(code: NackCode): void {
    this.#replace(code, aboutTheChange.has(code) ? this.#readOnly : nackReason[code])
  }

  #lineEnded(code: number): void {
    // Who was let in before is perhaps still let in, to read: ask once more, without the words that were refused.
    if (code === CLOSE.forbidden && this.#letIn) return this.#replace(NACK.forbidden, nackReason[NACK.forbidden])
    this.#ended = endedWords(code)
    this.#update()
  }

  /** Puts aside the words that were refused and starts again from the server's text. */
  #replace(code: NackCode, readOnly: string | null): void {
    const { doc } = this.#text
    const at = new Date(this.#options.now()).toISOString()
    const refused = wordsOf(doc, this.#unconfirmed.clauses).map(words => ({ ...words, why: nackReason[code], at }))
    this.#refusals.keep(refused, code, doc, this.#unconfirmed.ground)
    this.#unconfirmed.clear()
    this.#readOnly = readOnly
    this.#beginAnew()
  }

  /** This copy does not say what the text says, and holds nothing that is not confirmed: the server's text takes its place. */
  #readAnew(): void {
    // Whatever is wrong here, doing the same again and again would not mend it.
    if (this.#anew++ < 3) this.#beginAnew()
  }

  #beginAnew(): void {
    this.#ready = false
    void forgetText(this.#text).finally(() => {
      this.#text = this.#begin()
      for (const listener of this.#textListeners) listener(this.#text)
      this.#update()
    })
    this.#update()
  }

  get #whyReadOnly(): string | null { return this.#ended ?? this.#outdated ?? this.#readOnly }

  get #mayOfferAgain(): boolean {
    return this.#refusals.canOffer && this.#whyReadOnly === null && this.#ready && this.#text.line.received
  }

  #look(): RoomState {
    const { line } = this.#text
    const { changes } = this.#unconfirmed
    const refused = this.#refusals.texts
    const facts = {
      line: line.state,
      complete: line.complete,
      changes,
      waiting: this.#unconfirmed.waiting(this.#options.now()),
      kept: this.#kept,
      refused: refused.length > 0,
      blocked: line.blocked,
      ended: this.#ended,
    }
    return {
      saving: savingOf(facts, this.#savedAt),
      changes,
      line: line.state,
      blocked: line.blocked,
      ready: this.#ready,
      people: this.#people(),
      readOnly: this.#whyReadOnly,
      refused,
      mayOfferAgain: this.#mayOfferAgain,
    }
  }

  /** The same list as before while it says the same: whoever shows it need not look again. */
  #people(): readonly Presence[] {
    const people = peopleIn(this.#text.line.awareness)
    const before = this.#state?.people
    return before !== undefined && JSON.stringify(before) === JSON.stringify(people) ? before : people
  }

  #update(): void {
    if (this.#text === undefined) return
    const state = this.#look()
    if (sameState(state, this.#state)) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

// A caret that moves changes the awareness many times a second; only what is shown may wake the page.
function sameState(a: RoomState, b: RoomState): boolean {
  return a.saving.state === b.saving.state && a.saving.words === b.saving.words && a.changes === b.changes && a.line === b.line
    && a.blocked === b.blocked && a.ready === b.ready && a.readOnly === b.readOnly && a.refused === b.refused
    && a.mayOfferAgain === b.mayOfferAgain && a.people === b.people
}
