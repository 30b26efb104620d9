import { performance } from 'node:perf_hooks'

// Below this share of a core nobody waits; at `FULL` everybody waits `WIDEST_MS`.
const EASY = 0.65
const BUSY = 0.3
const FULL = 0.95
const WIDEST_MS = 40
const MEASURED_EVERY_MS = 50
// One write to one socket costs about five microseconds, and a room may spend a twentieth of the core on writing: 200 sockets, twenty milliseconds.
const MS_PER_SOCKET = 0.1
const SHORTEST_MS = 2

/** How long a room gathers what it has to say, so that a window costs one write to a socket however much was written in it. */
export class Pace {
  private byLoad = 0
  private utilization = 0
  private last = performance.eventLoopUtilization()
  private readonly timer: NodeJS.Timeout

  constructor() {
    this.timer = setInterval(() => this.measure(), MEASURED_EVERY_MS).unref()
  }

  /** Milliseconds between two things said in a room of so many sockets. 0: at the end of this turn of the event loop. */
  windowFor(sockets: number): number {
    const bySize = sockets * MS_PER_SOCKET
    const window = Math.max(this.byLoad, bySize)
    return window < SHORTEST_MS ? 0 : Math.min(WIDEST_MS, window)
  }

  /** Whether so much is going on that somebody would notice a pause. */
  get isBusy(): boolean { return this.utilization > BUSY }

  private measure(): void {
    const now = performance.eventLoopUtilization()
    this.utilization = 0.6 * this.utilization + 0.4 * performance.eventLoopUtilization(now, this.last).utilization
    this.last = now
    const wanted = Math.max(0, Math.min(1, (this.utilization - EASY) / (FULL - EASY))) * WIDEST_MS
    // Widens at once and narrows slowly, so that a load at the limit does not make it swing.
    this.byLoad = wanted > this.byLoad ? wanted : 0.7 * this.byLoad + 0.3 * wanted
  }

  end(): void {
    clearInterval(this.timer)
  }
}
