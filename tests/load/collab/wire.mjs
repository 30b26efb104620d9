// A WebSocket client on a bare TCP socket, much cheaper than `ws` at receiving, so that the server is full before the load generator is.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

const TEXT = 1
const BINARY = 2
const CLOSE = 8
const PING = 9
const PONG = 10
// One buffer for what all sockets receive: a message is looked at before the next is read.
const received = Buffer.allocUnsafe(256 * 1024)

/** Where the frame that begins at `at` has its content; `null` while not all of it is here. */
function frameAt(bytes, at) {
  const there = bytes.length - at
  if (there < 2) return null
  let length = bytes[at + 1] & 127
  let head = 2
  if (length === 126) {
    if (there < 4) return null
    length = bytes.readUInt16BE(at + 2)
    head = 4
  } else if (length === 127) {
    if (there < 10) return null
    length = Number(bytes.readBigUInt64BE(at + 2))
    head = 10
  }
  return there < head + length ? null : { kind: bytes[at] & 15, isLast: (bytes[at] & 128) !== 0, start: at + head, end: at + head + length }
}

/** `onMessage` is given a view that is gone when it returns. No compression is offered. Frames to the server carry a mask of zeros. */
export class Wire {
  frames = 0
  bytes = 0
  isOpen = false
  isClosed = false
  closeCode = null
  #rest = null
  #parts = []
  #onMessage
  #onClose
  #opened

  constructor(url, { onMessage = () => {}, onClose = () => {}, protocol = null } = {}) {
    this.#onMessage = onMessage
    this.#onClose = onClose
    this.ready = new Promise((resolve, reject) => { this.#opened = { resolve, reject } })
    this.ready.catch(() => {})
    const { hostname, port, pathname, search, host } = new URL(url)
    this.socket = connect({ host: hostname, port: Number(port), onread: { buffer: received, callback: count => this.#receive(count) } })
    this.socket.setNoDelay(true)
    const asked = protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ''
    this.socket.on('connect', () => this.socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
      + `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${asked}\r\n`))
    this.socket.on('error', error => this.#end(error))
    this.socket.on('close', () => this.#end(new Error('closed')))
  }

  send(content) { return this.#frame(BINARY, content) }
  sendText(words) { return this.#frame(TEXT, Buffer.from(words)) }
  kill() { this.socket.destroy() }

  #end(error) {
    if (this.isClosed) return
    this.isClosed = true
    this.#opened.reject(error)
    this.#onClose(this.closeCode)
  }

  #receive(count) {
    this.bytes += count
    const came = received.subarray(0, count)
    let bytes = this.#rest ? Buffer.concat([this.#rest, came]) : came
    this.#rest = null
    if (!this.isOpen) bytes = this.#handshake(bytes)
    if (bytes) this.#read(bytes)
    return true
  }

  #handshake(bytes) {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) {
      this.#rest = Buffer.from(bytes)
      return null
    }
    if (!bytes.subarray(0, 12).toString().includes('101')) {
      this.#end(new Error(bytes.subarray(0, 40).toString()))
      this.socket.destroy()
      return null
    }
    this.isOpen = true
    this.#opened.resolve(this)
    return bytes.subarray(end + 4)
  }

  #read(bytes) {
    let at = 0
    for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
      at = frame.end
      this.#take(frame, bytes.subarray(frame.start, frame.end))
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at))
  }

  #take({ kind, isLast }, content) {
    if (kind === PING) this.#frame(PONG, Buffer.from(content))
    else if (kind === CLOSE) {
      this.closeCode = content.length >= 2 ? content.readUInt16BE(0) : 1005
      this.socket.end()
    } else if (kind <= BINARY) this.#message(isLast, kind, content)
  }

  #message(isLast, kind, content) {
    if (isLast && kind !== 0) {
      this.frames++
      this.#onMessage(content)
      return
    }
    this.#parts.push(Buffer.from(content))
    if (!isLast) return
    const whole = Buffer.concat(this.#parts)
    this.#parts = []
    this.frames++
    this.#onMessage(whole)
  }

  #frame(kind, content) {
    const { length } = content
    const head = length < 126 ? 6 : length < 65_536 ? 8 : 14
    const frame = Buffer.allocUnsafe(head + length)
    frame[0] = 0x80 | kind
    if (length < 126) frame[1] = 0x80 | length
    else if (length < 65_536) {
      frame[1] = 0xfe
      frame.writeUInt16BE(length, 2)
    } else {
      frame[1] = 0xff
      frame.writeBigUInt64BE(BigInt(length), 2)
    }
    frame.fill(0, head - 4, head)
    frame.set(content, head)
    return this.socket.write(frame)
  }
}
