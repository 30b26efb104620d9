import { parentPort } from 'node:worker_threads'
import { readDocument, type TextDocument } from '@plenary/document'
import * as Y from 'yjs'

/** What the worker is asked: to fold updates into one, or to read them as a document. */
export interface TextTask {
  readonly id: number
  readonly kind: 'fold' | 'read'
  /** All updates in one piece, which is handed over, and where each ends: a view that is sent to a worker takes all the memory below it along. */
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** `failure` is a sentence about the text: it could not be built or read. */
export interface TextAnswer {
  readonly id: number
  readonly data?: Uint8Array
  readonly document?: TextDocument
  readonly failure?: string
}

function build({ bytes, ends }: TextTask): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.transact(() => ends.forEach((end, i) => Y.applyUpdate(ydoc, bytes.subarray(ends[i - 1] ?? 0, end))))
  return ydoc
}

function answer(task: TextTask): TextAnswer {
  const { id, kind } = task
  try {
    const ydoc = build(task)
    if (kind === 'fold') return { id, data: Y.encodeStateAsUpdate(ydoc) }
    if (ydoc.store.pendingStructs || ydoc.store.pendingDs) return { id, failure: 'Part of the text waits for something that is not there.' }
    return { id, document: readDocument(ydoc) }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (task: TextTask) => parentPort?.postMessage(answer(task)))
