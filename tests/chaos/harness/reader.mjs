import { ACKNOWLEDGED, readMessage, writeStep1 } from '@plenary/collab/protocol'
import WebSocket from 'ws'

const nothing = Uint8Array.of(0)

/** A socket that asks for the whole text and counts what comes. It can stop reading, and comes back by itself when it is dropped. */
export class Reader {
  synced = false
  frames = 0
  syncs = 0

  constructor(url, person) {
    this.address = `${url}/room?ticket=${person}`
    this.#open()
  }

  #open() {
    this.socket = new WebSocket(this.address, [ACKNOWLEDGED], { perMessageDeflate: false })
    this.socket.on('open', () => this.socket.send(writeStep1(nothing)))
    this.socket.on('message', data => {
      this.frames++
      if (readMessage(new Uint8Array(data))?.type !== 'step2') return
      this.synced = true
      this.syncs++
    })
    // Every error is followed by a close.
    this.socket.on('error', () => undefined)
    this.socket.on('close', code => {
      this.synced = false
      this.closed = code
      if (!this.left && !this.staysAway) this.timer = setTimeout(() => this.#open(), 20 + Math.random() * 80)
    })
  }

  stopReading() {
    this.staysAway = true
    this.socket.pause()
  }

  leave() {
    this.left = true
    clearTimeout(this.timer)
    this.socket.terminate()
  }
}
