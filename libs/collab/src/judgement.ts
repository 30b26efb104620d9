import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Range } from './deletions.ts'
import type { Limits } from './limits.ts'
import { NACK, type NackCode } from './protocol.ts'
import { ownsItsMemory } from './tail.ts'
import { scanUpdate, type Id, type Piece, type Scan, type Section } from './update.ts'

/** What a text has, as far as an update must know it to be placed. */
export interface Known {
  /** Clocks of a client that are stored or waiting for their commit. */
  clockOf(client: number): number
  /** Clocks of a client that are stored. */
  storedClockOf(client: number): number
  /** Whose this client is: stored, or claimed by something that waits for its commit. */
  ownerOf(client: number): string | undefined
  /** Whether somebody may write on as a client of `owner`. */
  mayWriteAs(owner: string, person: string): boolean
  /** Whether all of a range is stored as deleted. */
  hasDeleted(range: Range): boolean
}

/** Where something may be written under a root of the document: `key` is `null` in a list. */
export type AllowedRoot = (name: string, key: string | null) => boolean

/** Something to store: the update, cut down to the deletions that are new, and what the text will know afterwards. */
export interface News {
  readonly kind: 'news'
  readonly data: Uint8Array
  /** Client and the clock up to which it will then reach. */
  readonly reach: ReadonlyMap<number, number>
  readonly claims: readonly number[]
  readonly deletions: readonly Range[]
}

export type Judgement =
  | News
  /** All of it is stored already. */
  | { readonly kind: 'nothing' }
  /** It builds on something that is not here. Ask for everything; store nothing. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: NackCode }

const gap: Judgement = { kind: 'gap' }
const refused = (code: NackCode): Judgement => ({ kind: 'refused', code })

/** Where each client would stand after the update. */
function reachAfter(sections: readonly Section[], known: Known): Map<number, number> {
  const reach = new Map<number, number>()
  for (const { client, end } of sections) if (end > known.clockOf(client)) reach.set(client, end)
  return reach
}

const leavesHole = ({ client, clock, pieces }: Section, known: Known): boolean => {
  const have = known.clockOf(client)
  return clock > have || pieces.some(piece => piece.absent && piece.clock + piece.length > have)
}

/** The same for what one client wrote, as nearly every update is: it can only wait for what is there or for its own earlier words. */
function canFollow({ client, pieces }: Section, known: Known): boolean {
  let placed = known.clockOf(client)
  for (const { clock, length, needs } of pieces) {
    if (clock + length <= placed) continue
    for (const need of needs) if (need.clock >= (need.client === client ? Math.min(clock, placed) : known.clockOf(need.client))) return false
    placed = Math.max(placed, clock + length)
  }
  return true
}

/**
 * Whether every new struct can be placed, one after the other, from what is there: the way Yjs integrates an update, without doing it.
 * Two structs that wait for each other would stay pending in every copy of the text for ever.
 */
function canBePlaced(sections: readonly Section[], known: Known): boolean {
  if (sections.length === 1) return canFollow(sections[0]!, known)
  const byClient = new Map(sections.map(section => [section.client, { pieces: section.pieces, next: 0, placed: known.clockOf(section.client) }]))
  const placedOf = (client: number): number => byClient.get(client)?.placed ?? known.clockOf(client)
  const missingOf = (client: number, piece: Piece): Id | undefined =>
    piece.needs.find(need => need.clock >= (need.client === client ? Math.min(piece.clock, placedOf(client)) : placedOf(need.client)))
  for (const start of byClient.keys()) {
    // Each client on the stack is read only until the one below it can go on.
    const waiting = [{ client: start, until: Number.POSITIVE_INFINITY }]
    const onStack = new Set([start])
    while (waiting.length > 0) {
      const { client, until } = waiting[waiting.length - 1]!
      const line = byClient.get(client)!
      const piece = line.placed > until ? undefined : line.pieces[line.next]
      const isThere = piece !== undefined && piece.clock + piece.length <= line.placed
      const missing = piece === undefined || isThere ? undefined : missingOf(client, piece)
      if (missing !== undefined) {
        if (onStack.has(missing.client) || !byClient.has(missing.client)) return false
        waiting.push({ client: missing.client, until: missing.clock })
        onStack.add(missing.client)
      } else if (piece === undefined) {
        if (until !== Number.POSITIVE_INFINITY && line.placed <= until) return false
        waiting.pop()
        onStack.delete(client)
      } else {
        line.next++
        line.placed = Math.max(line.placed, piece.clock + piece.length)
      }
    }
  }
  return true
}

function rootsAllowed({ client, pieces }: Section, known: Known, allowed: AllowedRoot): boolean {
  const have = known.clockOf(client)
  return pieces.every(({ clock, length, root }) => root === null || clock + length <= have || allowed(root.name, root.key))
}

/** The update with these deletions only. A client that reconnects sends every deletion it ever heard of. */
function withDeletions(update: Uint8Array, structBytes: number, deletions: readonly Range[]): Uint8Array {
  const byClient = new Map<number, Range[]>()
  for (const range of deletions) {
    const ranges = byClient.get(range.client)
    if (ranges) ranges.push(range)
    else byClient.set(range.client, [range])
  }
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, update.subarray(0, structBytes))
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const range of ranges) {
      encoding.writeVarUint(encoder, range.clock)
      encoding.writeVarUint(encoder, range.length)
    }
  }
  return encoding.toUint8Array(encoder)
}

/**
 * The update without what the text has already. It might say there something else than what was stored, in somebody else's name even:
 * a reader who applies one update after the other passes over it, but whoever merges them may believe it. `null` when Yjs cannot cut it.
 */
function onlyNew(update: Uint8Array, scan: Scan, known: Known): { readonly update: Uint8Array; readonly structBytes: number } | null {
  if (scan.sections.every(({ client, clock }) => clock >= known.clockOf(client))) return { update, structBytes: scan.structBytes }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, scan.sections.length)
  for (const { client } of scan.sections) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, known.clockOf(client))
  }
  try {
    const cut = Y.diffUpdate(update, encoding.toUint8Array(encoder))
    const rest = scanUpdate(cut)
    return rest && { update: cut, structBytes: rest.structBytes }
  } catch {
    // Whatever is thrown here is about the bytes: Yjs does not read them as we do.
    return null
  }
}

/** The frame that an update came in is part of something larger that is to be forgotten. */
const kept = (update: Uint8Array): Uint8Array => ownsItsMemory(update) ? update : Uint8Array.prototype.slice.call(update)

const addsNothing = ({ sections }: Scan, known: Known, fresh: readonly Range[]): boolean =>
  fresh.length === 0 && sections.every(({ client, end }) => end <= known.storedClockOf(client))

function isForeign(known: Known, client: number, author: string): boolean {
  const owner = known.ownerOf(client)
  return owner !== undefined && owner !== author && !known.mayWriteAs(owner, author)
}

function refusal(scan: Scan, known: Known, author: string, rules: { limits: Limits; allowed: AllowedRoot }): NackCode | null {
  const brought = scan.sections.filter(({ client, end }) => end > known.clockOf(client))
  if (brought.some(({ client }) => isForeign(known, client, author))) return NACK.forbidden
  const clocks = brought.reduce((sum, { client, clock, end }) => sum + end - Math.max(clock, known.clockOf(client)), 0)
  const strangers = brought.filter(({ client }) => known.ownerOf(client) === undefined).length
  if (clocks > rules.limits.clocks || strangers > rules.limits.strangers) return NACK.tooLarge
  return brought.every(section => rootsAllowed(section, known, rules.allowed)) ? null : NACK.malformed
}

/**
 * Decides what becomes of an update somebody sent, from its structure alone: no document is built.
 * What it accepts leaves nothing pending in any copy of the text, writes only in its author's name, and deletes only what is there.
 */
export function judge(
  update: Uint8Array, scan: Scan, known: Known, author: string, rules: { readonly limits: Limits; readonly allowed: AllowedRoot },
): Judgement {
  const fresh = scan.deletions.filter(range => !known.hasDeleted(range))
  if (addsNothing(scan, known, fresh)) return { kind: 'nothing' }
  const code = refusal(scan, known, author, rules)
  if (code !== null) return refused(code)
  if (scan.sections.some(section => leavesHole(section, known)) || !canBePlaced(scan.sections, known)) return gap
  const reach = reachAfter(scan.sections, known)
  const endOf = (client: number): number => reach.get(client) ?? known.clockOf(client)
  if (fresh.some(({ client, clock, length }) => clock + length > endOf(client))) return gap
  if (fresh.length > rules.limits.deletions) return refused(NACK.tooLarge)
  const claims = [...reach.keys()].filter(client => known.ownerOf(client) === undefined)
  const cut = onlyNew(update, scan, known)
  if (!cut) return refused(NACK.malformed)
  const data = fresh.length === scan.deletions.length ? kept(cut.update) : withDeletions(cut.update, cut.structBytes, fresh)
  return { kind: 'news', data, reach, claims, deletions: fresh }
}
