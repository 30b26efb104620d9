import { MESSAGE, SYNC } from './protocol.ts'

/** One whole WebSocket message as it goes over the wire, or several one after the other: the same bytes for every socket, so they are built once. */
export type Frame = Buffer

const FINAL_BINARY = 0x82
const SHORT = 125
const MEDIUM = 0xffff

const headBytes = (length: number): number => length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10

/** RFC 6455 §5.2, as a server writes it: unmasked. Returns where the content begins. */
function writeHead(frame: Buffer, length: number): number {
  frame[0] = FINAL_BINARY
  if (length <= SHORT) {
    frame[1] = length
    return 2
  }
  if (length <= MEDIUM) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
    return 4
  }
  frame[1] = 127
  frame.writeBigUInt64BE(BigInt(length), 2)
  return 10
}

export function frameOf(message: Uint8Array): Frame {
  const frame = Buffer.allocUnsafe(headBytes(message.length) + message.length)
  frame.set(message, writeHead(frame, message.length))
  return frame
}

const varUintBytes = (number: number): number => number < 128 ? 1 : 1 + varUintBytes(Math.floor(number / 128))

function writeVarUint(frame: Buffer, at: number, number: number): number {
  let rest = number
  let next = at
  for (; rest > 127; rest = Math.floor(rest / 128)) frame[next++] = (rest & 127) | 128
  frame[next++] = rest
  return next
}

function syncFrame(kind: number, content: Uint8Array): Frame {
  const length = 2 + varUintBytes(content.length) + content.length
  const frame = Buffer.allocUnsafe(headBytes(length) + length)
  const at = writeHead(frame, length)
  frame[at] = MESSAGE.sync
  frame[at + 1] = kind
  frame.set(content, writeVarUint(frame, at + 2, content.length))
  return frame
}

/** "This was just written." */
export const updateFrame = (update: Uint8Array): Frame => syncFrame(SYNC.update, update)

/** "This is everything you lacked." */
export const step2Frame = (update: Uint8Array): Frame => syncFrame(SYNC.step2, update)

/** Several frames as one piece of memory, so that they leave in one write. */
export const joined = (frames: readonly Frame[]): Frame => frames.length === 1 ? frames[0]! : Buffer.concat(frames)
