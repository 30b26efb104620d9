/** A document message is one that can carry text: sync (type 0), step 2 or update (subtypes 1 and 2). Step 1 only asks. */
const isDocumentMessage = (frame: Uint8Array): boolean => frame[0] === 0 && (frame[1] === 1 || frame[1] === 2)
/** Asks for a sign of life and brings nothing: an update with no structs and no deletions. */
const isProbe = (frame: Uint8Array): boolean => isDocumentMessage(frame) && frame.length === 5 && frame[2] === 2 && frame[3] === 0 && frame[4] === 0
const isAnswer = (frame: Uint8Array): boolean => frame[0] === 0 && frame[1] === 1

/**
 * What one socket has sent, and how much of it the server calls durable. Both ends count document messages from the client;
 * a websocket keeps its order, so a number is enough. A state vector would not be: a deletion does not change it.
 */
export class Acknowledgements {
  #sent = 0
  #durable = 0
  #answeredAt = 0
  /** The last message that brought something. */
  #lastText = 0

  /** A new socket counts from nothing. */
  restart(): void {
    this.#sent = 0
    this.#durable = 0
    this.#answeredAt = 0
    this.#lastText = 0
  }

  /** Notes a frame that leaves. */
  left(frame: Uint8Array): void {
    if (!isDocumentMessage(frame)) return
    this.#sent += 1
    if (!isProbe(frame) || isAnswer(frame)) this.#lastText = this.#sent
    if (isAnswer(frame) && this.#answeredAt === 0) this.#answeredAt = this.#sent
  }

  /** The server has stored everything up to the `count`-th document message. A smaller number than before changes nothing. */
  stored(count: number): void {
    this.#durable = Math.max(this.#durable, Math.min(count, this.#sent))
  }

  /** How many document messages have left. */
  get sent(): number {
    return this.#sent
  }

  /** Document messages up to the last that brought something, which nobody has confirmed yet. */
  get pending(): number {
    return Math.max(0, this.#lastText - this.#durable)
  }

  /**
   * True when everything this window holds is durable. Before the first answer to the server's question is confirmed, changes made
   * without a connection may still be missing there, however few messages are pending.
   */
  get complete(): boolean {
    return this.#answeredAt > 0 && this.#durable >= this.#answeredAt && this.pending === 0
  }
}

type SocketClass = typeof WebSocket

/** A websocket that reports when it is made, each frame it sends and that it heard one, so that counting misses nothing the provider sends. */
export function countingSocket(Base: SocketClass, acknowledgements: Acknowledgements, heard: () => void): SocketClass {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      acknowledgements.restart()
      this.addEventListener('message', heard)
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (data instanceof Uint8Array) acknowledgements.left(data)
    }
  }
}
