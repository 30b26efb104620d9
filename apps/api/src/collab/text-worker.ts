import { createHash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { canonicalDocument, readDocument, type TextDocument } from '@plenary/document'
import * as Y from 'yjs'
import type { Answered } from './worker-line.ts'

/** What the worker is asked: to fold updates into one, to read them as a document, or to say its hash. */
export interface TextTask {
  readonly id: number
  readonly kind: 'fold' | 'read' | 'hash'
  /** All updates in one piece, which is handed over, and where each ends: a view that is sent to a worker takes all the memory below it along. */
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** An update, by its place among those asked about, that could not be read as part of the text. */
export interface Fault {
  readonly place: number
  readonly reason: string
}

export interface TextAnswer extends Answered {
  readonly data?: Uint8Array
  readonly document?: TextDocument
  readonly hash?: string
  /** What the document was read without. */
  readonly faults?: readonly Fault[]
}

/** How much of the text waits for something that is not there. */
const waitingIn = ({ store }: Y.Doc): number => (store.pendingStructs?.update.length ?? 0) + (store.pendingDs?.length ?? 0)

/** Puts together what can be put together, and says what cannot. */
function build({ bytes, ends }: TextTask): { ydoc: Y.Doc; faults: Fault[] } {
  const ydoc = new Y.Doc()
  const faults: Fault[] = []
  ydoc.transact(() => {
    ends.forEach((end, place) => {
      const waiting = waitingIn(ydoc)
      try {
        Y.applyUpdate(ydoc, bytes.subarray(ends[place - 1] ?? 0, end))
        if (waitingIn(ydoc) > waiting) faults.push({ place, reason: 'It waits for something that is not there.' })
      } catch (error) {
        faults.push({ place, reason: error instanceof Error ? error.message : String(error) })
      }
    })
  })
  return { ydoc, faults }
}

function answer(task: TextTask): TextAnswer {
  const { id, kind } = task
  try {
    const { ydoc, faults } = build(task)
    if (kind === 'hash') return { id, hash: createHash('sha256').update(canonicalDocument(readDocument(ydoc)), 'utf8').digest('hex') }
    if (kind === 'read') return { id, document: readDocument(ydoc), faults }
    // What could not be read must not be lost by folding: the text stays as it is stored.
    return faults[0] ? { id, failure: faults[0].reason } : { id, data: Y.encodeStateAsUpdate(ydoc) }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (task: TextTask) => parentPort?.postMessage(answer(task)))
