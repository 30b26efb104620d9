import * as decoding from 'lib0/decoding'
import type { Range } from './deletions.ts'

export interface Id {
  readonly client: number
  readonly clock: number
}

/**
 * One struct of an update: `length` clocks from `clock` on. It cannot be placed before everything in `needs` is there.
 * `root` is set when it hangs directly under a named root of the document, `inside` when it names the element it stands in; otherwise it stands
 * beside the neighbours it was written between. `absent` marks a hole the sender left open.
 */
export interface Piece {
  readonly clock: number
  readonly length: number
  readonly needs: readonly Id[]
  readonly root: { readonly name: string; readonly key: string | null } | null
  readonly inside: (Id & { readonly key: string | null }) | null
  readonly left: Id | null
  readonly right: Id | null
  readonly absent: boolean
}

/** The structs of one client, clock after clock without a hole. */
export interface Section {
  readonly client: number
  readonly clock: number
  readonly end: number
  readonly pieces: readonly Piece[]
}

/** What an update says, without its content. `structBytes` is where its list of deletions begins. */
export interface Scan {
  readonly sections: readonly Section[]
  readonly deletions: readonly Range[]
  readonly structBytes: number
}

class Malformed extends Error {}

const MAX_DEPTH = 32
const SKIP = 10
const LOW_FIVE = 31
const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_KEY = 32
const TYPES = 7
const TYPES_WITH_NAME = new Set([3, 5])

function readText(decoder: decoding.Decoder): string {
  const text = decoding.readVarString(decoder)
  // PostgreSQL cannot hold it in JSON, so one such character would stop the text from ever being frozen.
  if (text.includes('\0')) throw new Malformed('a null character')
  return text
}

function readKey(decoder: decoding.Decoder): string {
  const key = readText(decoder)
  if (key === '__proto__') throw new Malformed('a forbidden key')
  return key
}

function skipBytes(decoder: decoding.Decoder, count: number): void {
  if (decoder.pos + count > decoder.arr.length) throw new Malformed('ends too early')
  decoder.pos += count
}

const deeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some(inner => deeperThan(inner, depth - 1)))

function readJson(decoder: decoding.Decoder): void {
  const value: unknown = JSON.parse(readText(decoder))
  if (deeperThan(value, MAX_DEPTH)) throw new Malformed('nested too deeply')
}

function readMembers(decoder: decoding.Decoder, depth: number, named: boolean): void {
  if (depth === 0) throw new Malformed('nested too deeply')
  const count = decoding.readVarUint(decoder)
  for (let i = 0; i < count; i++) {
    if (named) readKey(decoder)
    readValue(decoder, depth - 1)
  }
}

/** Reads over one of lib0's values; the first byte counts down from 127. */
function readValue(decoder: decoding.Decoder, depth: number): void {
  const kind = decoding.readUint8(decoder)
  switch (kind) {
    case 127: case 126: case 121: case 120: return
    case 125: decoding.readVarInt(decoder); return
    case 124: return skipBytes(decoder, 4)
    case 123: case 122: return skipBytes(decoder, 8)
    case 119: readText(decoder); return
    case 118: return readMembers(decoder, depth, true)
    case 117: return readMembers(decoder, depth, false)
    case 116: return skipBytes(decoder, decoding.readVarUint(decoder))
    default: throw new Malformed(`a value of kind ${kind}`)
  }
}

function readType(decoder: decoding.Decoder): number {
  const type = decoding.readVarUint(decoder)
  if (type >= TYPES) throw new Malformed(`a type ${type}`)
  if (TYPES_WITH_NAME.has(type)) readKey(decoder)
  return 1
}

function readList(decoder: decoding.Decoder, read: () => void): number {
  const count = decoding.readVarUint(decoder)
  for (let i = 0; i < count; i++) read()
  return count
}

/** Reads over the content of an item and returns how many clocks it takes. Sub-documents are not content here. */
function readContent(decoder: decoding.Decoder, kind: number): number {
  switch (kind) {
    case 1: return decoding.readVarUint(decoder)
    case 2: return readList(decoder, () => {
      const text = readText(decoder)
      if (text !== 'undefined' && deeperThan(JSON.parse(text), MAX_DEPTH)) throw new Malformed('nested too deeply')
    })
    case 3: skipBytes(decoder, decoding.readVarUint(decoder)); return 1
    case 4: return readText(decoder).length
    case 5: readJson(decoder); return 1
    case 6: readKey(decoder); readJson(decoder); return 1
    case 7: return readType(decoder)
    case 8: return readList(decoder, () => readValue(decoder, MAX_DEPTH))
    default: throw new Malformed(`content of kind ${kind}`)
  }
}

const readId = (decoder: decoding.Decoder): Id => ({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) })

function readItem(decoder: decoding.Decoder, clock: number, info: number): Piece {
  const left = info & HAS_ORIGIN ? readId(decoder) : null
  const right = info & HAS_RIGHT_ORIGIN ? readId(decoder) : null
  let root: Piece['root'] = null
  let inside: Piece['inside'] = null
  if (!left && !right) {
    const name = decoding.readVarUint(decoder) === 1 ? readText(decoder) : null
    const parent = name === null ? readId(decoder) : null
    const key = info & HAS_KEY ? readKey(decoder) : null
    if (name !== null) root = { name, key }
    if (parent) inside = { ...parent, key }
  }
  const needs = [left, right, inside].filter(need => need !== null)
  return { clock, length: readContent(decoder, info & LOW_FIVE), needs, root, inside, left, right, absent: false }
}

function readPiece(decoder: decoding.Decoder, clock: number): Piece {
  const info = decoding.readUint8(decoder)
  const bare = info === SKIP || (info & LOW_FIVE) === 0
  return bare
    ? { clock, length: decoding.readVarUint(decoder), needs: [], root: null, inside: null, left: null, right: null, absent: info === SKIP }
    : readItem(decoder, clock, info)
}

function readSection(decoder: decoding.Decoder, keepsPieces: boolean): Section {
  const count = decoding.readVarUint(decoder)
  const client = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  const pieces: Piece[] = []
  let end = clock
  for (let i = 0; i < count; i++) {
    const piece = readPiece(decoder, end)
    // Nothing can ever be placed beside a struct of no length: honest text next to it would wait for ever.
    if (piece.length < 1) throw new Malformed('a struct of no length')
    if (keepsPieces) pieces.push(piece)
    end += piece.length
    if (!Number.isSafeInteger(end)) throw new Malformed('a clock beyond counting')
  }
  return { client, clock, end, pieces }
}

function readDeletions(decoder: decoding.Decoder): Range[] {
  const ranges: Range[] = []
  const clients = decoding.readVarUint(decoder)
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    for (let j = 0; j < count; j++) {
      const range = { client, clock: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) }
      if (range.length < 1 || !Number.isSafeInteger(range.clock + range.length)) throw new Malformed('an impossible deletion')
      ranges.push(range)
    }
  }
  return ranges
}

function readSections(decoder: decoding.Decoder, keepsPieces: boolean): Section[] {
  const sections: Section[] = []
  const seen = new Set<number>()
  const count = decoding.readVarUint(decoder)
  for (let i = 0; i < count; i++) {
    const section = readSection(decoder, keepsPieces)
    // Yjs keeps only the last of two sections of one client, so two readers would see two texts.
    if (seen.has(section.client)) throw new Malformed('a client twice')
    seen.add(section.client)
    sections.push(section)
  }
  return sections
}

/**
 * Reads the structure of an update in Yjs's first format, to the last byte. `null` when it is not one, whatever the bytes.
 * A long text has tens of thousands of pieces: whoever only needs to know how far each client reaches lets them go as they are read.
 */
export function scanUpdate(update: Uint8Array, { keepsPieces = true } = {}): Scan | null {
  const decoder = decoding.createDecoder(update)
  try {
    const sections = readSections(decoder, keepsPieces)
    const structBytes = decoder.pos
    const deletions = readDeletions(decoder)
    return decoding.hasContent(decoder) ? null : { sections, deletions, structBytes }
  } catch {
    // lib0, TextDecoder and JSON throw what they please on bytes that are not what they claim to be.
    return null
  }
}
