import { IndexeddbPersistence, clearDocument } from 'y-indexeddb'
import type * as Y from 'yjs'

/** A copy of one text on this device. */
export interface KeptText {
  /** Resolves when what was kept is in the doc; false if this browser keeps nothing. */
  readonly ready: Promise<boolean>
  /** What the doc's `update` event names as the origin of changes read from the device. */
  readonly origin: unknown
  close(): void
  /** Forgets the copy, after which nothing more is kept. */
  forget(): Promise<void>
}

export type Keep = (name: string, doc: Y.Doc) => KeptText

/** One account's copy of one draft. Another account on the same device never sees it. */
export const keptName = (accountId: string, draftId: string): string => `plenary:text:${accountId}:${draftId}`

// A store that neither opens nor fails (another tab upgrading it, a sick disk) must not keep the text from the reader.
const patienceWithDisk = 3000

/** Keeps the text in IndexedDB. A browser that refuses (private window, full disk) says so once, and the page goes on without. */
export const keepOnDevice: Keep = (name, doc) => {
  const persistence = new IndexeddbPersistence(name, doc)
  const opened = persistence._db.then(() => true, () => false)
  const read = opened.then(open => open && persistence.whenSynced.then(() => true))
  const ready = Promise.race([read, new Promise<boolean>(resolve => setTimeout(resolve, patienceWithDisk, false))])
  return {
    ready,
    origin: persistence,
    close: () => void persistence.destroy().catch(() => undefined),
    forget: async () => {
      if (!await opened) return
      await persistence.destroy()
      await clearDocument(name)
    },
  }
}

/** For a browser without a store, and for tests in a process without one. */
export const keepNothing: Keep = () => ({ ready: Promise.resolve(false), origin: null, close: () => undefined, forget: () => Promise.resolve() })
