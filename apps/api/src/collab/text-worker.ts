import { parentPort } from 'node:worker_threads'
import { readDocument, type TextDocument } from '@plenary/document'
import * as Y from 'yjs'

/** What the worker is asked: to fold updates into one, or to read them as a document. */
export interface TextTask {
  readonly id: number
  readonly kind: 'fold' | 'read'
  readonly updates: readonly Uint8Array[]
}

/** `failure` is a sentence about the text: it could not be built or read. */
export interface TextAnswer {
  readonly id: number
  readonly data?: Uint8Array
  readonly document?: TextDocument
  readonly failure?: string
}

function build(updates: readonly Uint8Array[]): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.transact(() => {
    for (const update of updates) Y.applyUpdate(ydoc, update)
  })
  return ydoc
}

function answer({ id, kind, updates }: TextTask): TextAnswer {
  try {
    const ydoc = build(updates)
    if (kind === 'fold') return { id, data: Y.encodeStateAsUpdate(ydoc) }
    if (ydoc.store.pendingStructs || ydoc.store.pendingDs) return { id, failure: 'Part of the text waits for something that is not there.' }
    return { id, document: readDocument(ydoc) }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (task: TextTask) => parentPort?.postMessage(answer(task)))
