import * as Y from 'yjs'
import { keptName, type Keep, type KeptText } from './kept-text.ts'
import type { TextAhead } from './text-ahead.ts'
import { checkWhenQuiet, type AskSame, type TextCheck } from './text-check.ts'
import { TextLine, type LineAddress, type LineListener } from './text-line.ts'

/** Origin of the commands this window gives to the tree of clauses; undo takes them back as it takes back typing. */
export const commandOrigin = Symbol('command')

// The origin of what the server had stored and sent ahead of the line.
const aheadOrigin = Symbol('ahead')

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
  /** Compares this copy with the server's text; null when nobody can be asked. */
  readonly check: TextCheck | null
}

export interface TextOptions extends LineAddress {
  readonly accountId: string
  readonly keep: Keep
  /** The stored text in one packed answer, for a device that keeps none of it yet. */
  readonly ahead: () => Promise<TextAhead>
  /** Compares this copy with the server's text when nobody has written for a while. */
  readonly same?: AskSame
  /** For how many milliseconds. */
  readonly quietFor?: number
}

/** What a text tells the room it is opened for. */
export interface TextListener extends LineListener {
  /** This window changed the text. */
  wrote(transaction: Y.Transaction): void
  /** Somebody else came, went or moved. */
  met(): void
  /** No other text has taken this one's place. */
  isCurrent(): boolean
  /** What the device kept and the server sent ahead is there, and the line is being opened. `kept`: whether this browser keeps anything. */
  gathered(kept: boolean): void
  /** Nothing was written here that is not confirmed. */
  settled(): boolean
  /** This copy does not say what the text says. */
  different(): void
}

/** Opens a text: what the device kept first, so that the first answer to the server holds it; what it lacks comes packed, and the line brings the rest. */
export function openText(options: TextOptions, listener: TextListener): RoomText {
  const doc = new Y.Doc()
  const kept = options.keep(keptName(options.accountId, options.draftId), doc)
  const line = new TextLine(doc, options, listener)
  const undo = undoOf(doc)
  doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin !== line.origin && origin !== kept.origin && origin !== aheadOrigin) listener.wrote(transaction)
  })
  line.awareness.on('change', () => listener.met())
  const { same } = options
  const check = same === undefined ? null : checkWhenQuiet({
    doc, ask: same, stand: () => line.stand(), settled: () => listener.settled(), different: () => listener.different(),
  }, options.quietFor)
  void gather(doc, line, kept, options.ahead, listener)
  return { doc, line, kept, undo, check }
}

async function gather(doc: Y.Doc, line: TextLine, kept: KeptText, ahead: TextOptions['ahead'], listener: TextListener): Promise<void> {
  const isKept = await kept.ready
  if (!listener.isCurrent()) return
  if (doc.share.size === 0) {
    const updates = await ahead()
    if (!listener.isCurrent()) return
    if (updates !== null) doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update, aheadOrigin) }, aheadOrigin)
  }
  line.open()
  listener.gathered(isKept)
}

/** Lets a text go; the device keeps its copy. */
export function closeText({ doc, line, kept, undo, check }: RoomText): void {
  check?.stop()
  undo.destroy()
  line.close()
  kept.close()
  doc.destroy()
}

/** Lets a text go and has the device forget it. */
export async function forgetText({ doc, line, kept, undo, check }: RoomText): Promise<void> {
  check?.stop()
  line.close()
  undo.destroy()
  await kept.forget().finally(() => doc.destroy())
}
