// People who write: real Yjs updates of 25 to 35 bytes, each with a mark by which it is known again when it arrives.
import * as Y from 'yjs'
import { awarenessUpdate } from './client.mjs'

const WRITER_DIGITS = 3
const NUMBER_DIGITS = 4
const MARK = 1 + WRITER_DIGITS + NUMBER_DIGITS
const TILDE = 126

/** Appends "~", its own number and the number of the update to a text: the mark survives merging, so what a server coalesces counts one each. */
export class Writer {
  sentAt = []
  #doc = new Y.Doc()
  #text = this.#doc.getText('content')
  #update = null
  #name

  constructor(index, client) {
    this.index = index
    this.client = client
    this.#name = `~${index.toString(36).padStart(WRITER_DIGITS, '0')}`
    this.#doc.on('update', update => { this.#update = update })
  }

  next() {
    this.#text.insert(this.#text.length, this.#name + this.sentAt.length.toString(36).padStart(NUMBER_DIGITS, '0'))
    this.sentAt.push(performance.now())
    return this.#update
  }

  /** Where the caret stands after what was written last, as an editor says it. */
  caret() {
    const { clientID } = this.#doc
    const place = { type: null, tname: 'content', item: { client: clientID, clock: this.sentAt.length * MARK - 1 }, assoc: 0 }
    return awarenessUpdate(clientID, this.sentAt.length, { user: { name: `Writer ${this.index}`, color: '#30bced' }, cursor: { anchor: place, head: place } })
  }
}

const digits = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 36; digit++) digits[digit.toString(36).charCodeAt(0)] = digit

/** Calls `found(writer, number)` for every mark in the bytes. */
export function findMarks(bytes, found) {
  for (let at = bytes.indexOf(TILDE); at >= 0 && at + MARK <= bytes.length; at = bytes.indexOf(TILDE, at)) {
    let writer = 0
    let number = 0
    let isMark = true
    for (let k = 1; k < MARK && isMark; k++) {
      const digit = digits[bytes[at + k]]
      isMark = digit >= 0
      if (k <= WRITER_DIGITS) writer = writer * 36 + digit
      else number = number * 36 + digit
    }
    if (isMark) found(writer, number)
    at += isMark ? MARK : 1
  }
}
