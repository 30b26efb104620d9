import { Worker } from 'node:worker_threads'

/** What a worker says about one task. `failure` is a sentence about the text: it could not be built or read. */
export interface Answered {
  readonly id: number
  readonly failure?: string
}

/** A text that cannot be built or read as a document. */
export class UnreadableText extends Error {}

/** More is asked than can be answered soon. */
export class TooBusy extends Error {}

interface Asked<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** A line to one worker thread: started at the first question, given up when it takes too long, started anew at the next. */
export class WorkerLine<Task extends { readonly id: number }, Answer extends Answered> {
  private worker: Worker | null = null
  private readonly asked = new Map<number, Asked<Answer>>()
  private last = 0

  /** `script` is named without its ending. `onEnd` is called whenever a worker is gone, with all it knew. */
  constructor(private readonly script: string, private readonly limits: { patienceMs: number; waiting: number }, private readonly onEnd: () => void = () => undefined) {}

  /** Throws `UnreadableText` when the worker could not read the text, `TooBusy` when too many wait already. */
  async ask(task: Omit<Task, 'id'>): Promise<Answer> {
    if (this.asked.size >= this.limits.waiting) throw new TooBusy('Many texts are being read just now. Try again in a moment.')
    const id = ++this.last
    const answer = await new Promise<Answer>((resolve, reject) => {
      // A text that takes this long is an attack: the worker is given up, and the next question gets a new one.
      const timer = setTimeout(() => this.giveUp(new UnreadableText('The text takes too long to read.')), this.limits.patienceMs).unref()
      this.asked.set(id, { resolve, reject, timer })
      this.started().postMessage({ ...task, id })
    })
    if (answer.failure !== undefined) throw new UnreadableText(answer.failure)
    return answer
  }

  async end(): Promise<void> {
    const { worker } = this
    this.worker = null
    await worker?.terminate()
    this.fail(new Error('The application is closing'))
  }

  private started(): Worker {
    if (this.worker) return this.worker
    // A worker runs compiled code: under the tests this file is source, and the worker lies where the build puts it.
    const folder = import.meta.url.endsWith('.ts') ? '../../dist/collab/' : './'
    const worker = new Worker(new URL(`${folder}${this.script}.js`, import.meta.url))
    worker.unref()
    worker.on('message', (answer: Answer) => {
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
    this.onEnd()
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
