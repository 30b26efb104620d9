import * as Y from 'yjs'
import { judge, type AllowedRoot } from './judgement.ts'
import { serviceLimits } from './limits.ts'
import type { Entry, StoredText } from './ports.ts'
import { Text } from './text.ts'
import { scanUpdate } from './update.ts'

/** What a change did to a document: one update, or none when it left it as it was. */
export interface Changed<T> {
  readonly update: Uint8Array | null
  readonly value: T
}

/** Makes a change to the document that these bytes are, in one transaction of Yjs. What the change throws, this throws. */
export function changeDocument<T>(whole: Uint8Array, change: (document: Y.Doc) => T): Changed<T> {
  const document = new Y.Doc({ gc: false })
  Y.applyUpdate(document, whole)
  const updates: Uint8Array[] = []
  document.on('update', update => { updates.push(update) })
  const value = document.transact(() => change(document))
  document.destroy()
  return { update: updates.length === 0 ? null : Y.mergeUpdates(updates), value }
}

/**
 * Makes a change to a stored text and checks it at the same door as what comes over a socket. The entry is what has to be stored, if anything.
 * Throws when the change writes what no text may hold: that is a fault of the change, not of the person.
 */
export function prepareChange<T>(stored: StoredText, author: string, change: (document: Y.Doc) => T, allowed: AllowedRoot): { entry: Entry | null; value: T } {
  const text = new Text(stored)
  const { update, value } = changeDocument(text.whole(), change)
  const scan = update ? scanUpdate(update) : null
  if (!update) return { entry: null, value }
  const known = {
    clockOf: (client: number) => text.clockOf(client), storedClockOf: (client: number) => text.clockOf(client),
    ownerOf: (client: number) => text.ownerOf(client), mayWriteAs: () => false, hasDeleted: (range: { client: number; clock: number; length: number }) => text.hasDeleted(range),
    places: (needed: boolean) => text.places(needed),
  }
  const judgement = scan ? judge(update, scan, known, author, { limits: serviceLimits, allowed }) : { kind: 'malformed' as const }
  if (judgement.kind === 'nothing') return { entry: null, value }
  if (judgement.kind !== 'news') throw new Error(`The change cannot be stored: ${JSON.stringify(judgement)}`)
  const { data, reach, claims } = judgement
  return { entry: { author, session: null, data, clients: [...reach.keys()], claims, authority: 'service' }, value }
}
