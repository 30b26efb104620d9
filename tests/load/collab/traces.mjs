// Recorded editing sessions. A trace file is gzipped JSON in the form of github.com/josephg/editing-traces.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'

// The same every time, so that the same trace makes the same bytes.
const CLIENT = 4

export const readTrace = file => JSON.parse(gunzipSync(readFileSync(file)))

/** Replays what one person typed; `typed` is called with each keystroke's update. Stops early at `length` characters. */
export function replay(trace, { typed = null, length = Number.POSITIVE_INFINITY } = {}) {
  const doc = new Y.Doc()
  doc.clientID = CLIENT
  const text = doc.getText('content')
  if (trace.startContent) text.insert(0, trace.startContent)
  if (typed) doc.on('update', typed)
  for (const { patches } of trace.txns) {
    for (const [at, deleted, inserted] of patches) {
      if (deleted) text.delete(at, deleted)
      if (inserted) text.insert(at, inserted)
    }
    if (text.length >= length) break
  }
  return { state: Buffer.from(Y.encodeStateAsUpdate(doc)), text: text.toString() }
}
