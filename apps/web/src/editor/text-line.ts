import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import { ACKNOWLEDGED, MESSAGE, NACK, writeUpdate, type NackCode } from '@plenary/collab/protocol'
import type * as Y from 'yjs'
import { Acknowledgements, countingSocket } from './acknowledgements.ts'
import { LineWatch, lookEvery, pauseBefore } from './line-watch.ts'

/** Where a draft's text is spoken about. */
export interface LineAddress {
  /** Up to, not including, the room: `wss://host/collab`. */
  readonly server: string
  readonly draftId: string
  /** The schema this page knows; the server answers an older one by reading only. */
  readonly schema: number
  readonly WebSocket: typeof WebSocket
  /** Whether the server answers a plain request. Asked when no socket can be opened, to tell a network that lets only pages through. */
  readonly reachable?: () => Promise<boolean>
}

export interface LineListener {
  /** The line opened, closed, was confirmed, or received the text. */
  changed(): void
  refused(code: NackCode): void
  /** Nothing written here will be accepted, said before anything is. */
  readOnly(code: NackCode): void
  /** The server closed for good, with one of the codes of `CLOSE`. */
  ended(code: number): void
}

const isNackCode = (code: number): code is NackCode => Object.values(NACK).some(known => known === code)

// Asks for what others wrote, in case a word of it was lost on the way; the watch tells a dead line from a quiet one much sooner.
const askForAllEvery = 60_000
// A room of more people is asked for a sign of life by an update that brings nothing: the names of all would be a long answer.
const fewPeople = 20
// After so many sockets that never opened, the network is asked whether it lets anything else through.
const doubtAfter = 3
// Waited for after a failure by the provider's own reckoning, which `maxBackoffTime` cuts to ours.
const afterMany = 10

const probe = Uint8Array.from(writeUpdate(Uint8Array.of(0, 0)))
const whoIsHere = Uint8Array.of(MESSAGE.queryAwareness)

/**
 * The line of one Y.Doc to the server: the stock y-websocket provider, with our counting of what is durable.
 * Tabs are not linked inside the browser: a linked tab would pass on changes whose predecessors the server has not seen.
 */
export class TextLine {
  readonly #acknowledgements = new Acknowledgements()
  readonly #provider: WebsocketProvider
  readonly #listener: LineListener
  readonly #watch = new LineWatch()
  readonly #timer: ReturnType<typeof setInterval>
  #asking: { readonly after: number; readonly resolve: (seq: number | null) => void }[] = []
  #begunAt = 0
  #heardAt = 0
  #attempts = 0
  #opened = false
  #blocked = false

  constructor(doc: Y.Doc, address: LineAddress, listener: LineListener) {
    this.#listener = listener
    this.#provider = new WebsocketProvider(address.server, address.draftId, doc, {
      connect: false,
      disableBc: true,
      protocols: [ACKNOWLEDGED],
      params: { schema: String(address.schema) },
      WebSocketPolyfill: countingSocket(address.WebSocket, this.#acknowledgements, () => { this.#heardAt = performance.now() }),
      resyncInterval: askForAllEvery,
    })
    this.#provider.messageHandlers[MESSAGE.ack] = (_encoder, decoder) => {
      const count = decoding.readVarUint(decoder)
      const seq = decoding.readVarUint(decoder)
      this.#acknowledgements.stored(count)
      this.#tellStand(count, seq)
      listener.changed()
    }
    this.#provider.messageHandlers[MESSAGE.nack] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      const code = decoding.readVarUint(decoder)
      listener.refused(isNackCode(code) ? code : NACK.malformed)
    }
    this.#provider.messageHandlers[MESSAGE.readOnly] = (_encoder, decoder) => {
      const code = decoding.readVarUint(decoder)
      if (isNackCode(code)) listener.readOnly(code)
    }
    this.#provider.on('status', ({ status }) => this.#statusChanged(status))
    this.#provider.on('sync', isSynced => {
      if (isSynced) this.#attempts = 0
      listener.changed()
    })
    this.#provider.on('connection-close', () => this.#backOff(address.reachable))
    this.#provider.on('closed', ({ code }) => listener.ended(code))
    this.#timer = setInterval(() => this.#look(), lookEvery)
  }

  #statusChanged(status: 'connected' | 'disconnected' | 'connecting'): void {
    if (status === 'connecting') this.#begunAt = performance.now()
    if (status === 'connected') {
      this.#heardAt = performance.now()
      this.#opened = true
      this.#blocked = false
    }
    this.#listener.changed()
  }

  /** Called before the provider reckons how long to wait. */
  #backOff(reachable: LineAddress['reachable']): void {
    this.#tellStand(0, null)
    this.#attempts += 1
    this.#provider.wsUnsuccessfulReconnects = afterMany
    this.#provider.maxBackoffTime = pauseBefore(this.#attempts, Math.random())
    if (this.#opened || this.#attempts < doubtAfter || reachable === undefined) return
    void reachable().then(answers => {
      if (this.#opened || this.#blocked === answers) return
      this.#blocked = answers
      this.#listener.changed()
    }, () => undefined)
  }

  #look(): void {
    const { ws, wsconnecting, awareness } = this.#provider
    const advice = this.#watch.advise({ state: this.state, opening: ws !== null && wsconnecting, begunAt: this.#begunAt, heardAt: this.#heardAt }, performance.now())
    if (advice === 'ask') ws?.send(awareness.getStates().size > fewPeople ? probe : whoIsHere)
    if (advice === 'reopen') this.reopen()
  }

  /**
   * At which number of the log this copy stands. The answer comes behind everything the server sent before it, so all of that is here then;
   * null when the line closes first.
   */
  stand(): Promise<number | null> {
    const { ws, wsconnected } = this.#provider
    if (ws === null || !wsconnected) return Promise.resolve(null)
    ws.send(probe)
    return new Promise(resolve => this.#asking.push({ after: this.#acknowledgements.sent, resolve }))
  }

  #tellStand(count: number, seq: number | null): void {
    const answered = this.#asking.filter(({ after }) => seq === null || after <= count)
    this.#asking = this.#asking.filter(asking => !answered.includes(asking))
    for (const { resolve } of answered) resolve(seq)
  }

  /** Pages come through this network and live text does not: no socket ever opened, and the server answers requests. */
  get blocked(): boolean {
    return this.#blocked
  }

  get awareness(): WebsocketProvider['awareness'] {
    return this.#provider.awareness
  }

  /** What the doc's `update` event names as the origin of others' changes. */
  get origin(): unknown {
    return this.#provider
  }

  get state(): 'connecting' | 'open' | 'closed' {
    if (this.#provider.wsconnected) return 'open'
    return this.#provider.wsUnsuccessfulReconnects > 0 || !this.#provider.shouldConnect ? 'closed' : 'connecting'
  }

  /** The text of the server has arrived on this connection. */
  get received(): boolean {
    return this.#provider.synced
  }

  /** Everything this window holds is durable. */
  get complete(): boolean {
    return this.#provider.wsconnected && this.#acknowledgements.complete
  }

  get pending(): number {
    return this.#acknowledgements.pending
  }

  open(): void {
    this.#provider.connect()
  }

  /** Drops the connection at once and seeks another: for a line that is open but answers nothing. */
  reopen(): void {
    this.#provider.disconnect()
    this.#provider.connect()
    this.#listener.changed()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#provider.destroy()
  }
}
