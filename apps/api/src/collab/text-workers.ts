import type { TextDocument } from '@plenary/document'
import type { Fault, TextAnswer, TextTask } from './text-worker.ts'
import { WorkerLine } from './worker-line.ts'

function packed(updates: readonly Uint8Array[]): Pick<TextTask, 'bytes' | 'ends'> {
  let end = 0
  const ends = Uint32Array.from(updates, update => end += update.length)
  const bytes = new Uint8Array(end)
  updates.forEach((update, i) => bytes.set(update, ends[i]! - update.length))
  return { bytes, ends }
}

/** Does with whole documents what would stop the sockets if it were done beside them. */
export class TextWorkers {
  private readonly line = new WorkerLine<TextTask, TextAnswer>('text-worker', { patienceMs: 30_000, waiting: 10_000 })

  /** Many updates as one that says the same, deleted content collected. */
  async fold(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    return (await this.line.ask({ kind: 'fold', ...packed(updates) })).data!
  }

  /** The text as plain data, and what it was read without. Throws `UnreadableText` when nothing can be read. */
  async read(updates: readonly Uint8Array[]): Promise<{ document: TextDocument; faults: readonly Fault[] }> {
    const { document, faults } = await this.line.ask({ kind: 'read', ...packed(updates) })
    return { document: document!, faults: faults ?? [] }
  }

  /** The SHA-256 of the text's canonical JSON, as an edition has it, in hexadecimal. */
  async hash(updates: readonly Uint8Array[]): Promise<string> {
    return (await this.line.ask({ kind: 'hash', ...packed(updates) })).hash!
  }

  end(): Promise<void> {
    return this.line.end()
  }
}
