import type { EventEmitter } from 'node:events'
import fc from 'fast-check'
import * as ws from 'ws'
import { frameOf, joined, step2Frame, updateFrame } from './frames.ts'
import { writeStep2, writeUpdate } from './protocol.ts'

// What `ws` reads frames with; its types do not name it.
const { Receiver } = ws as unknown as { Receiver: new (how: object) => EventEmitter & { write(bytes: Buffer): void } }

/** What a client of `ws` understands these bytes to be. */
function heard(bytes: Buffer): Buffer[] {
  const receiver = new Receiver({ isServer: false, allowSynchronousEvents: true })
  const messages: Buffer[] = []
  receiver.on('message', (message: Buffer) => { messages.push(message) })
  receiver.write(bytes)
  return messages
}

// Element by element is slow for a comparison of many.
const areEqual = (messages: readonly Uint8Array[], expected: readonly Uint8Array[]): boolean =>
  messages.length === expected.length && messages.every((message, i) => Buffer.compare(message, expected[i]!) === 0)

const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000]

test.each(lengths)('[collab-37] a message of %i bytes is one frame, and read as it was written', length => {
  const message = Buffer.alloc(length, 7)
  expect(areEqual(heard(frameOf(message)), [message])).toBe(true)
})

test.each(lengths)('[collab-37] an update of %i bytes is the message the protocol says', length => {
  const update = new Uint8Array(length).fill(9)
  expect(areEqual(heard(updateFrame(update)), [writeUpdate(update)])).toBe(true)
  expect(areEqual(heard(step2Frame(update)), [writeStep2(update)])).toBe(true)
})

test('[collab-37] frames that are joined are read one after the other', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 }), messages => {
    expect(areEqual(heard(joined(messages.map(frameOf))), messages)).toBe(true)
  }))
})
