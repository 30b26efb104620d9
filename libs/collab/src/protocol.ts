import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The sub-protocol by which a client asks to be told when its edits are durable. */
export const ACKNOWLEDGED = 'ydoc.ack.v1'

/** First number of every message. The first four are y-websocket's own; a stock client is never sent the last three. */
export const MESSAGE = { sync: 0, awareness: 1, permission: 2, queryAwareness: 3, ack: 100, nack: 101, readOnly: 102 } as const

/** Second number of a `sync` message. `step2` and `update` both carry text and pass the same door. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Why a socket was closed. A stock client stops for good at 44xx and comes back after 45xx. */
export const CLOSE = { signIn: 4401, forbidden: 4403, missing: 4404, tooMuch: 4429, comeBack: 4503 } as const
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** Why an edit was not accepted. */
export const NACK = { frozen: 1, forbidden: 2, malformed: 3, tooLarge: 4, closed: 5, schemaTooOld: 6, full: 7, tooDeep: 8 } as const
export type NackCode = (typeof NACK)[keyof typeof NACK]

/** What a refused edit is called to a person. */
export const nackReason: Readonly<Record<NackCode, string>> = {
  [NACK.frozen]: 'This text is frozen: it can be read, not changed.',
  [NACK.forbidden]: 'You may read this text, but not change it.',
  [NACK.malformed]: 'This change could not be understood and was not stored.',
  [NACK.tooLarge]: 'This change is too large to be stored at once.',
  [NACK.closed]: 'This text is no longer open.',
  [NACK.full]: 'This text is as long as a text can be. Shorten it, or divide it, before adding to it.',
  [NACK.tooDeep]: 'This change nests lists, tables or notes deeper than 64 levels and was not stored.',
  [NACK.schemaTooOld]: 'This page is older than the text: reload it to go on writing.',
}

/** A message, read. Bytes are views of the frame: copy what outlives it. */
export type Message =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly states: Uint8Array }
  | { readonly type: 'queryAwareness' }
  | { readonly type: 'permissionDenied'; readonly reason: string }
  | { readonly type: 'ack'; readonly count: number; readonly seq: number }
  | { readonly type: 'nack'; readonly count: number; readonly code: number }
  | { readonly type: 'readOnly'; readonly code: number }

function readSync(decoder: decoding.Decoder): Message | null {
  const kind = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (kind === SYNC.step1) return { type: 'step1', stateVector: bytes }
  if (kind === SYNC.step2) return { type: 'step2', update: bytes }
  return kind === SYNC.update ? { type: 'update', update: bytes } : null
}

function readAny(decoder: decoding.Decoder): Message | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync: return readSync(decoder)
    case MESSAGE.awareness: return { type: 'awareness', states: decoding.readVarUint8Array(decoder) }
    case MESSAGE.permission:
      return decoding.readVarUint(decoder) === 0 ? { type: 'permissionDenied', reason: decoding.readVarString(decoder) } : null
    case MESSAGE.queryAwareness: return { type: 'queryAwareness' }
    case MESSAGE.ack: return { type: 'ack', count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) }
    case MESSAGE.nack: return { type: 'nack', count: decoding.readVarUint(decoder), code: decoding.readVarUint(decoder) }
    case MESSAGE.readOnly: return { type: 'readOnly', code: decoding.readVarUint(decoder) }
    default: return null
  }
}

/** Reads one frame. `null` when it is not one whole message of this protocol, whatever the bytes. */
export function readMessage(frame: Uint8Array): Message | null {
  const decoder = decoding.createDecoder(frame)
  try {
    const message = readAny(decoder)
    return decoding.hasContent(decoder) ? null : message
  } catch {
    // lib0 throws on bytes that end too early or say nothing: for the one who reads, the frame is simply not a message.
    return null
  }
}

const frame = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

/** "This is what I have; send me the rest." */
export const writeStep1 = (stateVector: Uint8Array): Uint8Array => frame(MESSAGE.sync, SYNC.step1, stateVector)
/** "This is everything you lacked." */
export const writeStep2 = (update: Uint8Array): Uint8Array => frame(MESSAGE.sync, SYNC.step2, update)
/** "This was just written." */
export const writeUpdate = (update: Uint8Array): Uint8Array => frame(MESSAGE.sync, SYNC.update, update)
/** Who is here. The bytes are y-protocols' awareness update. */
export const writeAwareness = (states: Uint8Array): Uint8Array => frame(MESSAGE.awareness, states)
export const writeQueryAwareness = (): Uint8Array => frame(MESSAGE.queryAwareness)
/** y-protocols' way of refusing, which a stock client prints. */
export const writePermissionDenied = (reason: string): Uint8Array => frame(MESSAGE.permission, 0, reason)
/** The first `count` document messages of this socket are durable, the last of them by `seq`. */
export const writeAck = (count: number, seq: number): Uint8Array => frame(MESSAGE.ack, count, seq)
/** The document message number `count` of this socket was not accepted. */
export const writeNack = (count: number, code: NackCode): Uint8Array => frame(MESSAGE.nack, count, code)
/** Nothing that this socket writes will be accepted, and why: said before anything is written. */
export const writeReadOnly = (code: NackCode): Uint8Array => frame(MESSAGE.readOnly, code)
