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
  private dueAt = 0
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

  /** Shows something to everybody that need not be shown at once: with the next update, or alone after so many milliseconds. */
  accompany(frame: Frame, patienceMs: number): void {
    this.frames.push(frame)
    this.writers.push(null)
    if (!this.due) this.plan(performance.now() + patienceMs, false)
  }

  /** Milliseconds that this room gathers anyway. */
  get window(): number { return this.pace.windowFor(this.listeners.size) }

  private soon(): void {
    if (this.isImmediate) return
    const { window } = this
    const now = performance.now()
    const at = window === 0 ? now : this.saidAt + window
    if (this.due && this.dueAt <= at) return
    this.plan(at, at - now < 1)
  }

  private plan(at: number, isImmediate: boolean): void {
    this.cancel()
    if (this.ended) return
    this.dueAt = at
    this.isImmediate = isImmediate
    this.due = isImmediate ? setImmediate(this.flushes) : setTimeout(this.flushes, at - performance.now())
  }

  private cancel(): void {
    if (this.due && this.isImmediate) clearImmediate(this.due as NodeJS.Immediate)
    if (this.due && !this.isImmediate) clearTimeout(this.due as NodeJS.Timeout)
    this.due = null
    this.isImmediate = false
  }

  /** Says at once what need not wait for its window. Called when everything is together that one commit brought. */
  sayNow(): void {
    if (!this.isImmediate) return
    this.cancel()
    this.flush()
  }

  private flush(): void {
    const { frames, writers } = this
    this.due = null
    this.isImmediate = false
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
    const isWaiting = this.due !== null
    this.cancel()
    if (isWaiting) this.flush()
    this.ended = true
  }
}
