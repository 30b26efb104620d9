import { Worker } from 'node:worker_threads'
import type { TextDocument } from '@plenary/document'
import type { TextAnswer, TextTask } from './text-worker.ts'

const PATIENCE_MS = 30_000
// A worker runs compiled code: under the tests this file is source, and the worker lies where the build puts it.
const script = import.meta.url.endsWith('.ts') ? '../../dist/collab/text-worker.js' : './text-worker.js'

/** A text that cannot be built or read as a document. */
export class UnreadableText extends Error {}

interface Asked {
  readonly resolve: (answer: TextAnswer) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** Does with whole documents what would stop the sockets if it were done beside them. */
export class TextWorkers {
  private worker: Worker | null = null
  private readonly asked = new Map<number, Asked>()
  private last = 0

  /** Many updates as one that says the same, deleted content collected. */
  async fold(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    return (await this.ask('fold', updates)).data!
  }

  /** The text as plain data. Throws `UnreadableText`. */
  async read(updates: readonly Uint8Array[]): Promise<TextDocument> {
    return (await this.ask('read', updates)).document!
  }

  async end(): Promise<void> {
    const { worker } = this
    this.worker = null
    await worker?.terminate()
    this.fail(new Error('The application is closing'))
  }

  private async ask(kind: TextTask['kind'], updates: readonly Uint8Array[]): Promise<TextAnswer> {
    const id = ++this.last
    const answer = await new Promise<TextAnswer>((resolve, reject) => {
      // A text that takes this long is an attack: the worker is given up, and the next question gets a new one.
      const timer = setTimeout(() => this.giveUp(new UnreadableText('The text takes too long to read.')), PATIENCE_MS).unref()
      this.asked.set(id, { resolve, reject, timer })
      this.started().postMessage({ id, kind, updates } satisfies TextTask)
    })
    if (answer.failure !== undefined) throw new UnreadableText(answer.failure)
    return answer
  }

  private started(): Worker {
    if (this.worker) return this.worker
    const worker = new Worker(new URL(script, import.meta.url))
    worker.unref()
    worker.on('message', (answer: TextAnswer) => {
      const asked = this.asked.get(answer.id)
      this.asked.delete(answer.id)
      clearTimeout(asked?.timer)
      asked?.resolve(answer)
    })
    worker.on('error', error => { if (this.worker === worker) this.giveUp(error instanceof Error ? error : new Error(String(error))) })
    this.worker = worker
    return worker
  }

  private giveUp(error: Error): void {
    void this.worker?.terminate()
    this.worker = null
    this.fail(error)
  }

  private fail(error: Error): void {
    for (const { reject, timer } of this.asked.values()) {
      clearTimeout(timer)
      reject(error)
    }
    this.asked.clear()
  }
}
