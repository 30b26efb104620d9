import { canonicalDocument, readDocument } from '@plenary/document'
import type * as Y from 'yjs'

/** The answer to: does this copy, at this number of the text, say what the text says? `later`: it has gone on. Null: nobody answered. */
export type AskSame = (seq: number, hash: string) => Promise<'same' | 'different' | 'later' | null>

/** How long nobody must have written before copies are compared. */
export const quiet = 30_000
// So that the readers of one text do not all ask at one moment.
const spread = 10_000

/** The hash by which an edition is known too: of what the text says, not of the bytes that say it. */
export async function hashOf(doc: Y.Doc): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalDocument(readDocument(doc))))
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

export interface CheckedText {
  readonly doc: Y.Doc
  /** At which number of the log this copy stands, once everything up to it is here; null when the line cannot say. */
  readonly stand: () => Promise<number | null>
  /** Nothing was written here that is not confirmed. */
  readonly settled: () => boolean
  readonly ask: AskSame
  readonly different: () => void
}

/** A copy that is being compared. */
export interface TextCheck {
  /** Compares at once: the text was frozen, and what is read now is what will be decided on. */
  soon(): void
  stop(): void
}

/** Compares a copy with the server's text whenever nobody has written for a while. */
export function checkWhenQuiet({ doc, stand, settled, ask, different }: CheckedText, quietFor = quiet, spreadOver = spread): TextCheck {
  let timer: ReturnType<typeof setTimeout> | undefined
  let changes = 0
  const check = async (): Promise<void> => {
    const before = changes
    const same = (): boolean => changes === before && settled()
    if (!same()) return
    const seq = await stand()
    if (seq === null || !same()) return
    const answer = await ask(seq, await hashOf(doc))
    if (answer === 'different' && same()) different()
  }
  // A check that fails says nothing about the text; the next quiet comes.
  const soon = (): void => void check().catch(() => undefined)
  const wait = (): void => {
    changes += 1
    clearTimeout(timer)
    timer = setTimeout(soon, quietFor + spreadOver * Math.random())
  }
  doc.on('update', wait)
  wait()
  return {
    soon,
    stop: () => {
      clearTimeout(timer)
      doc.off('update', wait)
    },
  }
}
