import { ACKNOWLEDGED, readMessage } from '@plenary/collab/protocol'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/**
 * A person who writes numbered words into the room, over the stock provider, and notes which of them the server has called durable.
 * The acknowledgement of a message covers everything written before the message was sent: it was in it, or in one before it.
 */
export class Writer {
  written = []
  acknowledged = new Set()
  waits = []
  /** Close codes and refusals, as they came. */
  refusals = []
  #mayBeRefused = false
  #unacknowledged = new Map()

  constructor(url, person) {
    this.person = person
    this.doc = new Y.Doc()
    const writer = this
    class Counting extends WebSocket {
      #count = 0
      #sent = []

      constructor(...how) {
        super(...how)
        this.on('message', data => {
          const message = readMessage(new Uint8Array(data))
          if (message?.type === 'ack') this.#settle(message.count)
          if (message?.type === 'nack') writer.#refusedUpTo(message.count, message.code, this.#sent)
        })
      }

      send(data) {
        const message = readMessage(new Uint8Array(data))
        if (message?.type === 'step2' || message?.type === 'update') this.#sent.push({ count: ++this.#count, words: [...writer.#unacknowledged.keys()] })
        super.send(data)
      }

      #settle(count) {
        while (this.#sent[0]?.count <= count) writer.#settled(this.#sent.shift().words)
      }
    }
    this.provider = new WebsocketProvider(url, 'room', this.doc, {
      WebSocketPolyfill: Counting, disableBc: true, maxBackoffTime: 100, protocols: [ACKNOWLEDGED], params: { ticket: person },
    })
    // Read at the socket above; here only so that the provider does not print that it does not know them.
    this.provider.messageHandlers[100] = () => undefined
    this.provider.messageHandlers[101] = () => undefined
    this.provider.on('closed', ({ code }) => this.refusals.push(code))
  }

  write(word) {
    this.written.push(word)
    this.#unacknowledged.set(word, performance.now())
    this.doc.getMap('meta').set(word, 1)
  }

  /** Everything written is durable. */
  get isSaved() { return this.#unacknowledged.size === 0 }

  /** Every word of everybody that this person has seen. */
  get seen() { return [...this.doc.getMap('meta').keys()] }

  /** From now on a refusal is what is expected, and no fault. */
  expectRefusal() { this.#mayBeRefused = true }

  #refusedUpTo(count, code, sent) {
    if (!this.#mayBeRefused) throw new Error(`${this.person} was refused with ${code}`)
    this.refusals.push(code)
    while (sent[0]?.count <= count) for (const word of sent.shift().words) this.#unacknowledged.delete(word)
  }

  leave() {
    this.provider.destroy()
    this.doc.destroy()
  }

  #settled(words) {
    for (const word of words) {
      const since = this.#unacknowledged.get(word)
      if (since === undefined) continue
      this.waits.push(performance.now() - since)
      this.#unacknowledged.delete(word)
      this.acknowledged.add(word)
    }
  }
}
