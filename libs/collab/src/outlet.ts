import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { joined, type Frame } from './frames.ts'
import { CLOSE, type CloseCode } from './protocol.ts'
import { UNSENT_BYTES } from './limits.ts'

const CLOSE_MS = 2_000

/**
 * Where what is said to one socket leaves. Frames are complete and go straight to the stream below `ws`, which itself writes only whole frames
 * there and never in parts, because compression is off: so one write carries as many as there are.
 */
export class Outlet {
  private kept: Frame[] = []

  /** `ending` is called once when this side ends the visit, before the goodbye. */
  constructor(private readonly socket: WebSocket, private readonly stream: Duplex, private readonly ending: () => void) {}

  get isOpen(): boolean { return this.socket.readyState === this.socket.OPEN }
  /** Bytes that the peer has not taken yet. */
  get unsent(): number { return this.isOpen ? this.stream.writableLength : 0 }

  /** Leaves with whatever is written next. */
  keep(frame: Frame): void { this.kept.push(frame) }

  /** Writes what was kept, and this after it. A peer with too much unread is closed instead: what it missed is cheap to send again. */
  write(frame: Frame | null): void {
    if (!this.isOpen || this.stream.destroyed) return
    if (this.unsent > UNSENT_BYTES) return this.close(CLOSE.comeBack, 'Too much is waiting to be read: please come back.')
    if (this.kept.length === 0) {
      if (frame) this.stream.write(frame)
      return
    }
    const { kept } = this
    this.kept = []
    if (frame) kept.push(frame)
    this.stream.write(joined(kept))
  }

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return
    if (this.kept.length > 0) this.write(null)
    if (!this.isOpen) return
    this.ending()
    this.socket.close(code, reason)
    // A peer that does not read will not read the goodbye either.
    const giveUp = setTimeout(() => this.socket.terminate(), CLOSE_MS)
    this.socket.once('close', () => clearTimeout(giveUp))
  }

  /** Asks the peer whether it is there. */
  ping(): void { this.socket.ping() }
  terminate(): void { this.socket.terminate() }

  /** Whether frames are read from the peer. TCP tells it when they are not. */
  listen(reads: boolean): void {
    if (reads && this.socket.isPaused) this.socket.resume()
    if (!reads) this.socket.pause()
  }
}
