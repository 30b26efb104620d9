import type { TextDocument } from '@plenary/document'
import type { TextAnswer, TextTask } from './text-worker.ts'
import { WorkerLine } from './worker-line.ts'

/** Does with whole documents what would stop the sockets if it were done beside them. */
export class TextWorkers {
  private readonly line = new WorkerLine<TextTask, TextAnswer>('text-worker', { patienceMs: 30_000, waiting: 10_000 })

  /** Many updates as one that says the same, deleted content collected. */
  async fold(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    return (await this.line.ask({ kind: 'fold', updates })).data!
  }

  /** The text as plain data. Throws `UnreadableText`. */
  async read(updates: readonly Uint8Array[]): Promise<TextDocument> {
    return (await this.line.ask({ kind: 'read', updates })).document!
  }

  end(): Promise<void> {
    return this.line.end()
  }
}
