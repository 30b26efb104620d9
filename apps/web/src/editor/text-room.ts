import * as Y from 'yjs'
import { CLOSE, NACK, nackReason, type NackCode } from '@plenary/collab/protocol'
import { keptName, type Keep, type KeptText } from './kept-text.ts'
import { peopleIn, type Presence } from './people.ts'
import { patience, savingOf, type Saving } from './saving.ts'
import type { TextAhead } from './text-ahead.ts'
import { checkWhenQuiet, type AskSame } from './text-check.ts'
import { TextLine, type LineAddress } from './text-line.ts'
import { readRefused, readUnsent, writeRefused, writeUnsent, type RefusedText, type Shelf } from './unsent.ts'
import { touchedClauses, wordsOf } from './touched.ts'
import { endedWords } from './ended.ts'

/** Origin of the commands this window gives to the tree of clauses; undo takes them back as it takes back typing. */
export const commandOrigin = Symbol('command')

// The origin of what the server had stored and sent ahead of the line.
const aheadOrigin = Symbol('ahead')

// What is wrong with one change says nothing about the next.
const aboutTheChange: ReadonlySet<NackCode> = new Set([NACK.malformed, NACK.tooLarge, NACK.full, NACK.tooDeep])

/** The one undo stack of a draft. Its scope is the whole doc: clauses come and go, and each of them is undone by the same stack. */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(doc, {
    trackedOrigins: new Set<unknown>([commandOrigin]),
    captureTimeout: 600,
    // The editor's binding opens a transaction at every move of the caret; with the doc as scope each would be an empty step.
    captureTransaction: transaction => transaction.changed.size > 0,
  })
}

/** One Y.Doc with what belongs to it. A refusal replaces all of it: what a client has written it cannot un-write. */
export interface RoomText {
  readonly doc: Y.Doc
  readonly line: TextLine
  readonly kept: KeptText
  readonly undo: Y.UndoManager
  /** Stops comparing this copy with the server's text. */
  readonly unwatch: () => void
}

export interface RoomState {
  readonly saving: Saving
  /** Changes made here that the server has not confirmed. */
  readonly changes: number
  readonly line: 'connecting' | 'open' | 'closed'
  /** The text has arrived from the server or from this device. */
  readonly ready: boolean
  readonly people: readonly Presence[]
  /** Null when this person may write; otherwise why not, in a sentence. */
  readonly readOnly: string | null
  readonly refused: readonly RefusedText[]
}

export interface RoomOptions extends LineAddress {
  readonly accountId: string
  readonly keep: Keep
  /** The stored text in one packed answer, for a device that keeps none of it yet. */
  readonly ahead: () => Promise<TextAhead>
  readonly shelf: Shelf
  /** Compares this copy with the server's text when nobody has written for a while. */
  readonly same?: AskSame
  /** For how many milliseconds. */
  readonly quietFor?: number
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
  #text: RoomText
  #state: RoomState
  #readOnly: string | null
  #ended: string | null = null
  #kept = true
  #ready = false
  #letIn = false
  #savedAt = ''
  #changes: number
  #since = 0
  #clauses: Set<string>
  #refused: RefusedText[]
  #timer: ReturnType<typeof setTimeout> | undefined
  #shelved = false
  #anew = 0

  constructor(options: RoomOptions, readOnly: string | null) {
    this.#options = options
    this.#readOnly = readOnly
    const unsent = readUnsent(options.shelf, options.accountId, options.draftId)
    this.#changes = unsent.changes
    this.#clauses = new Set(unsent.clauses)
    this.#since = unsent.changes > 0 ? options.now() : 0
    this.#shelved = unsent.changes > 0
    this.#refused = readRefused(options.shelf, options.accountId, options.draftId)
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
    this.#update()
  }

  /** The person has taken the refused words elsewhere or lets them go. */
  forgetRefused(): void {
    this.#refused = []
    writeRefused(this.#options.shelf, this.#options.accountId, this.#options.draftId, [])
    this.#update()
  }

  /** Notes on the device what is not confirmed, at once: the page is about to go. */
  remember(): void {
    if (this.#changes > 0) this.#shelve()
  }

  /** The network came back, or the machine woke: do not wait for the next attempt. */
  hurry(): void {
    if (this.#ended === null) this.#text.line.reopen()
  }

  close(): void {
    this.remember()
    clearTimeout(this.#timer)
    this.#end(this.#text)
    this.#listeners.clear()
    this.#textListeners.clear()
  }

  #begin(): RoomText {
    const { accountId, draftId, keep } = this.#options
    const doc = new Y.Doc()
    this.#letIn = false
    const kept = keep(keptName(accountId, draftId), doc)
    const line = new TextLine(doc, this.#options, {
      changed: () => this.#lineChanged(doc),
      refused: code => this.#refuse(code),
      ended: code => this.#lineEnded(code),
    })
    const undo = undoOf(doc)
    doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin !== line.origin && origin !== kept.origin && origin !== aheadOrigin) this.#changed(doc, transaction)
    })
    line.awareness.on('change', () => this.#update())
    void this.#gather(doc, line, kept)
    const { same } = this.#options
    const unwatch = same === undefined ? () => undefined : checkWhenQuiet({
      doc, ask: same, stand: () => line.stand(), settled: () => this.#changes === 0 && line.complete, different: () => this.#readAnew(),
    }, this.#options.quietFor)
    return { doc, line, kept, undo, unwatch }
  }

  /** What the device kept goes first, so that the first answer to the server holds it; what it lacks comes packed, and the line brings the rest. */
  async #gather(doc: Y.Doc, line: TextLine, kept: KeptText): Promise<void> {
    const isKept = await kept.ready
    if (this.#text.doc !== doc) return
    this.#kept = isKept
    if (doc.share.size === 0) {
      const updates = await this.#options.ahead()
      if (this.#text.doc !== doc) return
      if (updates !== null) doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update, aheadOrigin) }, aheadOrigin)
    }
    this.#ready ||= doc.share.size > 0
    line.open()
    this.#update()
  }

  #end({ doc, line, kept, undo, unwatch }: RoomText): void {
    unwatch()
    undo.destroy()
    line.close()
    kept.close()
    doc.destroy()
  }

  #changed(doc: Y.Doc, transaction: Y.Transaction): void {
    if (this.#changes === 0) this.#since = this.#options.now()
    this.#changes += 1
    for (const id of touchedClauses(doc, transaction)) this.#clauses.add(id)
    this.#lookAgain()
    // While somebody types, the words stay "Saving…"; only the first change needs to say so at once.
    if (this.#changes === 1 || this.#text.line.state !== 'open') this.#update()
  }

  #lineChanged(doc: Y.Doc): void {
    if (this.#text === undefined || this.#text.doc !== doc) return
    const { line } = this.#text
    if (line.received) this.#ready = this.#letIn = true
    if (line.complete && this.#changes > 0) {
      this.#changes = 0
      this.#since = 0
      this.#clauses.clear()
      if (this.#shelved) this.#shelve()
    }
    if (line.complete) this.#savedAt = this.#options.clockWords()
    this.#update()
  }

  // Most changes are confirmed within milliseconds; only those that wait are worth a note on the device.
  #shelve(): void {
    const { shelf, accountId, draftId } = this.#options
    this.#shelved = this.#changes > 0
    writeUnsent(shelf, accountId, draftId, { changes: this.#changes, clauses: [...this.#clauses] })
  }

  /** Comes back when patience has run out, to say so. */
  #lookAgain(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#update()
      if (this.#changes === 0) return
      this.#shelve()
      this.#lookAgain()
    }, patience)
  }

  #refuse(code: NackCode): void {
    const readOnly = aboutTheChange.has(code) ? this.#readOnly : nackReason[code]
    this.#replace(nackReason[code], readOnly)
  }

  #lineEnded(code: number): void {
    // Who was let in before is perhaps still let in, to read: ask once more, without the words that were refused.
    if (code === CLOSE.forbidden && this.#letIn) return this.#replace(nackReason[NACK.forbidden], nackReason[NACK.forbidden])
    this.#ended = endedWords(code)
    this.#readOnly = this.#ended
    this.#update()
  }

  /** Puts aside the words that were refused and starts again from the server's text. */
  #replace(why: string, readOnly: string | null): void {
    const old = this.#text
    const at = new Date(this.#options.now()).toISOString()
    const refused = wordsOf(old.doc, this.#clauses).map(words => ({ ...words, why, at }))
    this.#refused = [...this.#refused, ...refused]
    const { shelf, accountId, draftId } = this.#options
    writeRefused(shelf, accountId, draftId, this.#refused)
    this.#changes = 0
    this.#since = 0
    this.#clauses = new Set()
    this.#shelve()
    this.#readOnly = readOnly
    this.#beginAnew()
  }

  /** This copy does not say what the text says, and holds nothing that is not confirmed: the server's text takes its place. */
  #readAnew(): void {
    // Whatever is wrong here, doing the same again and again would not mend it.
    if (this.#anew++ < 3) this.#beginAnew()
  }

  #beginAnew(): void {
    const old = this.#text
    this.#ready = false
    old.unwatch()
    old.line.close()
    old.undo.destroy()
    void old.kept.forget().finally(() => {
      old.doc.destroy()
      this.#text = this.#begin()
      for (const listener of this.#textListeners) listener(this.#text)
      this.#update()
    })
    this.#update()
  }

  #look(): RoomState {
    const { line } = this.#text
    const facts = {
      line: line.state,
      complete: line.complete,
      changes: this.#changes,
      waiting: this.#changes === 0 ? 0 : this.#options.now() - this.#since,
      kept: this.#kept,
      refused: this.#refused.length > 0,
      blocked: line.blocked,
      ended: this.#ended,
    }
    return {
      saving: savingOf(facts, this.#savedAt),
      changes: this.#changes,
      line: line.state,
      ready: this.#ready,
      people: this.#people(),
      readOnly: this.#readOnly,
      refused: this.#refused,
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
    && a.ready === b.ready && a.readOnly === b.readOnly && a.refused === b.refused && a.people === b.people
}
