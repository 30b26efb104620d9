import { randomUUID } from 'node:crypto'

/** What the reader needs of a connection to Redis that answers in buffers. */
export interface RawClient {
  readonly isReady: boolean
  sendCommand(command: readonly string[]): Promise<unknown>
}

const BLOCK_MS = 500
/** Without an answer for this long nobody is heard any more. */
const SILENCE_MS = 3 * BLOCK_MS
const PATIENCE_MS = 250
const PAUSE_MS = 100
const ENTRIES_AT_ONCE = 500
const BEGINNING = '0-0'

type Streams = readonly (readonly [Buffer, readonly (readonly [Buffer, readonly Buffer[]])[]])[] | null

interface Stream {
  readers: number
  /** The last entry that was read; `null` until it is known where the stream stands. */
  last: string | null
  readonly waiting: (() => void)[]
}

const pause = (ms: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, ms).unref() })

function isBefore(one: string, other: string): boolean {
  const [a = 0, b = 0] = one.split('-').map(Number)
  const [c = 0, d = 0] = other.split('-').map(Number)
  return a === c ? b < d : a < c
}

/** Reads streams with one blocking command after the other: those that somebody wants, each from where it stood when they asked. */
export class StreamReader {
  private readonly streams = new Map<string, Stream>()
  private readonly wake = `plenary:wake:${randomUUID()}`
  private wokenAt = BEGINNING
  private answeredAt = Number.NEGATIVE_INFINITY
  private isSure = false
  private ended = false

  /** `client` is for reading alone: it waits most of the time. `waker` ends such a wait when a stream is added. */
  constructor(private readonly client: RawClient, private readonly waker: RawClient, private readonly hear: (entry: Buffer) => void) {
    void this.run()
  }

  /** Whether what is said is heard. */
  get isWell(): boolean { return this.isSure && this.client.isReady && performance.now() - this.answeredAt < SILENCE_MS }

  /** Reads this stream too; fulfilled when it is known from where, or when nothing can be heard just now. The returned function ends it. */
  async read(name: string): Promise<() => void> {
    const stream = this.streams.get(name) ?? { readers: 0, last: null, waiting: [] }
    this.streams.set(name, stream)
    stream.readers++
    if (stream.last === null && this.isWell) {
      const known = new Promise<void>(resolve => { stream.waiting.push(resolve) })
      this.interrupt()
      await Promise.race([known, pause(PATIENCE_MS)])
    }
    return () => {
      stream.readers--
      if (stream.readers === 0) this.streams.delete(name)
    }
  }

  end(): void { this.ended = true }

  private interrupt(): void {
    const wake = this.waker.sendCommand(['XADD', this.wake, 'MAXLEN', '1', '*', 'w', '1']).then(() => this.waker.sendCommand(['PEXPIRE', this.wake, '60000']))
    // Not woken, it looks again by itself when its wait is over.
    wake.catch(() => undefined)
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      try {
        await this.findPlaces()
        this.take(await this.next())
      } catch {
        // The client reports what happened to its connection and makes a new one. Where the streams stand then has to be found out anew.
        this.isSure = false
        await pause(PAUSE_MS)
      }
    }
  }

  private async findPlaces(): Promise<void> {
    const unsure = [...this.streams].filter(([, { last }]) => last === null || !this.isSure)
    await Promise.all(unsure.map(async ([name, stream]) => {
      const [newest] = await this.client.sendCommand(['XREVRANGE', name, '+', '-', 'COUNT', '1']) as (readonly [Buffer])[]
      const there = newest ? newest[0].toString() : BEGINNING
      // A stream that was begun anew counts from the start.
      if (stream.last === null || isBefore(there, stream.last)) stream.last = there
      for (const tell of stream.waiting.splice(0)) tell()
    }))
  }

  private async next(): Promise<Streams> {
    const places = [...this.streams].filter(([, { last }]) => last !== null)
    const names = [this.wake, ...places.map(([name]) => name)]
    const from = [this.wokenAt, ...places.map(([, { last }]) => last!)]
    // Without news yet, whoever asks meanwhile is told at once whether anything can be heard.
    const block = this.isSure ? BLOCK_MS : 1
    return await this.client.sendCommand(['XREAD', 'COUNT', String(ENTRIES_AT_ONCE), 'BLOCK', String(block), 'STREAMS', ...names, ...from]) as Streams
  }

  private take(streams: Streams): void {
    this.answeredAt = performance.now()
    this.isSure = true
    for (const [key, entries] of streams ?? []) {
      const name = key.toString()
      const stream = this.streams.get(name)
      for (const [id, [, entry]] of entries) {
        if (name === this.wake) this.wokenAt = id.toString()
        if (!stream || !entry) continue
        stream.last = id.toString()
        this.hear(entry)
      }
    }
  }
}
