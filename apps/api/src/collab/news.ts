import type { News, StoredUpdate } from '@plenary/collab'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const SHARDS = 64

/** The stream that carries the news of a text: the same on every instance, whatever their order. */
export function shardOf(room: string): string {
  let sum = 0
  for (let i = 0; i < room.length; i++) sum = (sum * 31 + room.charCodeAt(i)) >>> 0
  return `plenary:text:${sum % SHARDS}`
}

/** News as bytes, with the name of the instance they come from. */
export function writeNews(origin: string, { room, from, to, updates }: News): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, origin)
  encoding.writeVarString(encoder, room)
  encoding.writeVarUint(encoder, from)
  encoding.writeVarUint(encoder, to)
  encoding.writeVarUint(encoder, updates?.length ?? 0)
  for (const { seq, data, author, clients } of updates ?? []) {
    encoding.writeVarUint(encoder, seq)
    encoding.writeVarUint8Array(encoder, data)
    encoding.writeVarString(encoder, author)
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) encoding.writeVarUint(encoder, client)
  }
  return Buffer.from(encoding.toUint8Array(encoder))
}

/** `null` when the bytes are no news: somebody else's, or those of another version. */
export function readNews(bytes: Uint8Array): (News & { readonly origin: string }) | null {
  const decoder = decoding.createDecoder(bytes)
  try {
    const [origin, room] = [decoding.readVarString(decoder), decoding.readVarString(decoder)]
    const [from, to, count] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
    const updates = Array.from({ length: Math.min(count, bytes.length) }, () => readUpdate(decoder))
    return decoding.hasContent(decoder) ? null : { origin, room, from, to, updates: count === 0 ? null : updates }
  } catch {
    // Whatever is thrown here is about the bytes: they are not what they claim to be.
    return null
  }
}

function readUpdate(decoder: decoding.Decoder): StoredUpdate {
  const seq = decoding.readVarUint(decoder)
  // A copy: the bytes outlive the answer they came in.
  const data = decoding.readVarUint8Array(decoder).slice()
  const author = decoding.readVarString(decoder)
  const clients = Array.from({ length: Math.min(decoding.readVarUint(decoder), 10_000) }, () => decoding.readVarUint(decoder))
  return { seq, data, author, clients }
}
