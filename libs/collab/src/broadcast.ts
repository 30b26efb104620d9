import { joined, updateFrame, type Frame } from './frames.ts'
import type { Pace } from './pace.ts'

/** A socket that hears what a room says. */
export interface Listener {
  send(frame: Frame): void
  /** Sends what was kept for it, together with `frame` in one write. */
  release(frame: Frame | null): void
}

/** What one room says: each update as one frame for all its sockets, one write a socket and window, nothing back to its writer. */
export class Broadcast<L extends Listener> {
  private frames: Frame[] = []
  private writers: (L | null)[] = []
  private readonly concerned = new Set<L>()
  private saidAt = Number.NEGATIVE_INFINITY
  private due: NodeJS.Timeout | NodeJS.Immediate | null = null
  private isImmediate = false
  private ended = false
  private readonly flushes = (): void => this.flush()

  constructor(private readonly listeners: ReadonlySet<L>, private readonly pace: Pick<Pace, 'windowFor'>) {}

  /** Shows an update to everybody but the one who wrote it. */
  say(update: Uint8Array, writer: L | null): void {
    this.frames.push(updateFrame(update))
    this.writers.push(writer)
    if (writer) this.concerned.add(writer)
    this.soon()
  }

  /** Somebody has an answer waiting: it leaves with the rest. */
  answer(listener: L): void {
    this.concerned.add(listener)
    this.soon()
  }

  private soon(): void {
    if (this.due || this.ended) return
    const window = this.pace.windowFor(this.listeners.size)
    const wait = window === 0 ? 0 : this.saidAt + window - performance.now()
    this.isImmediate = wait < 1
    this.due = this.isImmediate ? setImmediate(this.flushes) : setTimeout(this.flushes, wait)
  }

  /** Says at once what need not wait for its window. Called when everything is together that one commit brought. */
  sayNow(): void {
    if (!this.due || !this.isImmediate) return
    clearImmediate(this.due as NodeJS.Immediate)
    this.flush()
  }

  private flush(): void {
    const { frames, writers } = this
    this.due = null
    this.saidAt = performance.now()
    this.frames = []
    this.writers = []
    const all = frames.length === 0 ? null : joined(frames)
    for (const listener of this.listeners) {
      if (!this.concerned.has(listener)) {
        if (all) listener.send(all)
        continue
      }
      const others = frames.filter((_, i) => writers[i] !== listener)
      listener.release(others.length === 0 ? null : joined(others))
    }
    this.concerned.clear()
  }

  /** Says what is waiting and nothing after it. */
  end(): void {
    if (this.due && this.isImmediate) clearImmediate(this.due as NodeJS.Immediate)
    if (this.due && !this.isImmediate) clearTimeout(this.due as NodeJS.Timeout)
    if (this.due) this.flush()
    this.ended = true
  }
}
