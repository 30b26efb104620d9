// One client in one room, in the words of the server it talks to: `yws` is the y-websocket protocol, `hocus` Hocuspocus', `raw` none at all.
import { readVarUint, varBytes, varUint } from './bytes.mjs'
import { Wire } from './wire.mjs'

const SYNC = 0
const AWARENESS = 1
const HOCUSPOCUS_AUTH = 2
const HOCUSPOCUS_REPLY = 4
const STEP1 = 0
const STEP2 = 1
const UPDATE = 2
const ACK = 100
const NACK = 101
const PATIENCE_MS = 60_000
const nothingToAdd = Buffer.from([STEP2, 2, 0, 0])

export class Client {
  acknowledged = 0
  refused = 0
  #prefix
  #protocol
  #onUpdate
  #onStep2
  #onAcknowledged
  #synced = null

  /** `onUpdate` sees every update, `onStep2` what the room had; both are given views that are gone when they return. */
  constructor({ protocol, url }, room, { onUpdate = () => {}, onStep2 = () => {}, onAcknowledged = () => {}, onClose, acknowledged = false } = {}) {
    this.#protocol = protocol
    this.#onUpdate = onUpdate
    this.#onStep2 = onStep2
    this.#onAcknowledged = onAcknowledged
    this.#prefix = protocol === 'hocus' ? varBytes(Buffer.from(room)) : Buffer.alloc(0)
    const place = url.replace('{room}', protocol === 'hocus' ? '' : room)
    this.wire = new Wire(place, { onMessage: bytes => this.#hear(bytes), onClose, protocol: acknowledged ? 'ydoc.ack.v1' : null })
  }

  async connect() {
    await this.wire.ready
    if (this.#protocol === 'hocus') this.#say(HOCUSPOCUS_AUTH, varUint(0), varBytes(Buffer.from('bench')))
    return this
  }

  /** Asks for what the room has beyond this state vector, and waits for it. */
  sync(stateVector = Buffer.from([0])) {
    if (this.#protocol === 'raw') return Promise.resolve()
    return new Promise((resolve, reject) => {
      const impatient = setTimeout(() => reject(new Error('No answer to sync step 1')), PATIENCE_MS)
      this.#synced = () => {
        clearTimeout(impatient)
        resolve()
      }
      this.#say(SYNC, varUint(STEP1), varBytes(stateVector))
    })
  }

  update(bytes) { this.#say(SYNC, varUint(UPDATE), varBytes(bytes)) }
  awareness(bytes) { this.#say(AWARENESS, varBytes(bytes)) }
  get unsent() { return this.wire.socket.writableLength }
  close() { this.wire.kill() }

  #say(type, ...parts) { this.wire.send(Buffer.concat([this.#prefix, varUint(type), ...parts])) }

  #hear(bytes) {
    if (this.#protocol === 'raw') return this.#onUpdate(bytes, this)
    const at = this.#prefix.length
    const type = bytes[at]
    if (type === SYNC || type === HOCUSPOCUS_REPLY) this.#hearSync(bytes, at + 1)
    if (type === ACK) {
      [this.acknowledged] = readVarUint(bytes, at + 1)
      this.#onAcknowledged(this.acknowledged)
    }
    if (type === NACK) this.refused++
  }

  #hearSync(bytes, at) {
    const kind = bytes[at]
    if (kind === STEP1) return this.#say(SYNC, nothingToAdd)
    const [length, start] = readVarUint(bytes, at + 1)
    const content = bytes.subarray(start, start + length)
    if (kind === UPDATE) return this.#onUpdate(content, this)
    this.#onStep2(content, this)
    this.#synced?.()
    this.#synced = null
  }
}

/** Who a client is and where its caret stands, as y-protocols encodes it: about 150 bytes. */
export function awarenessUpdate(client, clock, state) {
  return Buffer.concat([varUint(1), varUint(client), varUint(clock), varBytes(Buffer.from(JSON.stringify(state)))])
}
