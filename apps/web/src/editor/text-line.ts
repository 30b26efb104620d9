import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import { ACKNOWLEDGED, MESSAGE, NACK, type NackCode } from '@plenary/collab/protocol'
import { Acknowledgements, countingSocket } from './acknowledgements.ts'
import type * as Y from 'yjs'

/** Where a draft's text is spoken about. */
export interface LineAddress {
  /** Up to, not including, the room: `wss://host/collab`. */
  readonly server: string
  readonly draftId: string
  /** The schema this page knows; the server answers an older one by reading only. */
  readonly schema: number
  readonly WebSocket: typeof WebSocket
}

export interface LineListener {
  /** The line opened, closed, was confirmed, or received the text. */
  changed(): void
  refused(code: NackCode): void
  /** The server closed for good, with one of the codes of `CLOSE`. */
  ended(code: number): void
}

const isNackCode = (code: number): code is NackCode => Object.values(NACK).some(known => known === code)

// The server sends nothing while nobody writes. Asking now and then tells a dead line from a quiet one: unanswered for 30 s, it is reopened.
const askEvery = 12_000

/**
 * The line of one Y.Doc to the server: the stock y-websocket provider, with our counting of what is durable.
 * Tabs are not linked inside the browser: a linked tab would pass on changes whose predecessors the server has not seen.
 */
export class TextLine {
  readonly #acknowledgements = new Acknowledgements()
  readonly #provider: WebsocketProvider
  readonly #listener: LineListener

  constructor(doc: Y.Doc, address: LineAddress, listener: LineListener) {
    this.#listener = listener
    this.#provider = new WebsocketProvider(address.server, address.draftId, doc, {
      connect: false,
      disableBc: true,
      protocols: [ACKNOWLEDGED],
      params: { schema: String(address.schema) },
      WebSocketPolyfill: countingSocket(address.WebSocket, this.#acknowledgements),
      resyncInterval: askEvery,
    })
    this.#provider.messageHandlers[MESSAGE.ack] = (_encoder, decoder) => {
      const count = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.#acknowledgements.stored(count)
      listener.changed()
    }
    this.#provider.messageHandlers[MESSAGE.nack] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      const code = decoding.readVarUint(decoder)
      listener.refused(isNackCode(code) ? code : NACK.malformed)
    }
    this.#provider.on('status', () => listener.changed())
    this.#provider.on('sync', () => listener.changed())
    this.#provider.on('closed', ({ code }) => listener.ended(code))
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
    this.#provider.destroy()
  }
}
