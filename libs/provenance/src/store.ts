import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { deletedPassages, type Knowledge } from './attribution.ts'
import { Authors } from './authors.ts'
import { wordsOf } from './change.ts'
import { Spent } from './spent.ts'
import type { LastChange, Piece, Share, Written } from './written.ts'

/** Everything an authorship knows. */
export interface Contents {
  readonly ydoc: Y.Doc
  readonly knowledge: Knowledge
  readonly seq: number
  readonly last: Map<string, LastChange>
  readonly shares: Map<string, readonly Share[]>
  readonly unreadable: number[]
}

const VERSION = 1

const writePiece = (encoder: encoding.Encoder, { client, clock, length }: Piece): void => {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarUint(encoder, length)
}

const readPiece = (decoder: decoding.Decoder): Piece =>
  ({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) })

function writeList<T>(encoder: encoding.Encoder, list: Iterable<T>, write: (one: T) => void): void {
  const all = [...list]
  encoding.writeVarUint(encoder, all.length)
  for (const one of all) write(one)
}

function readList<T>(decoder: decoding.Decoder, read: () => T): T[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, read)
}

/** Names people once and by number after that. */
class People {
  readonly #numbers = new Map<string, number>()
  numberOf(author: string): number {
    const known = this.#numbers.get(author) ?? this.#numbers.size
    this.#numbers.set(author, known)
    return known
  }
  get names(): string[] { return [...this.#numbers.keys()] }
}

/** An authorship as bytes. */
export function pack({ ydoc, knowledge, seq, last, shares, unreadable }: Contents): Uint8Array {
  const people = new People()
  const body = encoding.createEncoder()
  writeList(body, knowledge.authors.all(), ([client, runs]) => {
    encoding.writeVarUint(body, client)
    writeList(body, runs, run => {
      encoding.writeVarUint(body, run.clock)
      encoding.writeVarUint(body, run.length)
      encoding.writeVarUint(body, people.numberOf(run.author))
      encoding.writeVarUint(body, run.at)
    })
  })
  writeList(body, knowledge.spent.all(), ([client, ranges]) => {
    encoding.writeVarUint(body, client)
    writeList(body, ranges, ({ clock, end }) => writePiece(body, { client, clock, length: end - clock }))
  })
  writeList(body, knowledge.deleted.all(), ({ pieces }) => writeList(body, pieces, piece => writePiece(body, piece)))
  writeList(body, last, ([clauseId, change]) => {
    encoding.writeVarString(body, clauseId)
    encoding.writeVarUint(body, people.numberOf(change.author))
    encoding.writeVarUint(body, change.at)
    encoding.writeVarUint(body, change.seq)
  })
  writeList(body, shares, ([clauseId, list]) => {
    encoding.writeVarString(body, clauseId)
    writeList(body, list, ({ author, characters }) => {
      encoding.writeVarUint(body, people.numberOf(author))
      encoding.writeVarUint(body, characters)
    })
  })
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, VERSION)
  encoding.writeVarUint(encoder, seq)
  writeList(encoder, unreadable, one => encoding.writeVarUint(encoder, one))
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(ydoc))
  writeList(encoder, people.names, name => encoding.writeVarString(encoder, name))
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

/** Reads what `pack` wrote. Throws on anything else. */
export function unpack(stored: Uint8Array): Contents {
  const decoder = decoding.createDecoder(stored)
  const version = decoding.readVarUint(decoder)
  if (version !== VERSION) throw new Error(`An authorship of version ${version} cannot be read`)
  const seq = decoding.readVarUint(decoder)
  const unreadable = readList(decoder, () => decoding.readVarUint(decoder))
  const ydoc = new Y.Doc({ gc: false })
  Y.applyUpdate(ydoc, decoding.readVarUint8Array(decoder))
  const names = readList(decoder, () => decoding.readVarString(decoder))
  const body = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  const person = (): string => names[decoding.readVarUint(body)]!
  const authors = new Authors()
  readList(body, () => {
    const client = decoding.readVarUint(body)
    authors.restore(client, readList(body, () => readRun(body, person)))
  })
  const spent = new Spent()
  readList(body, () => {
    decoding.readVarUint(body)
    readList(body, () => spent.add(readPiece(body)))
  })
  const passages = readList(body, () => readList(body, () => readPiece(body)))
  const deleted = deletedPassages(() => passages.map(pieces => ({ pieces, text: pieces.map(piece => wordsOf(ydoc, piece)).join('') })))
  const last = new Map(readList(body, () => {
    const clauseId = decoding.readVarString(body)
    return [clauseId, { author: person(), at: decoding.readVarUint(body), seq: decoding.readVarUint(body) }] as const
  }))
  const shares = new Map(readList(body, () => [
    decoding.readVarString(body), readList(body, () => ({ author: person(), characters: decoding.readVarUint(body) })),
  ] as const))
  return { ydoc, knowledge: { authors, spent, deleted }, seq, last, shares, unreadable }
}

function readRun(body: decoding.Decoder, person: () => string): Written & { clock: number } {
  const clock = decoding.readVarUint(body)
  const length = decoding.readVarUint(body)
  return { clock, length, author: person(), at: decoding.readVarUint(body) }
}
