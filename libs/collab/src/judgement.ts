import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Range } from './deletions.ts'
import type { Limits } from './limits.ts'
import { place } from './placement.ts'
import type { Places } from './places.ts'
import { NACK, type NackCode } from './protocol.ts'
import { ownsItsMemory } from './tail.ts'
import { scanUpdate, type Scan, type Section } from './update.ts'

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
  /** Where everything stands, stored or waiting for its commit; `null` while it was never `needed`: where all is written at the end, nobody keeps account. */
  places(needed: boolean): Places | null
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
 * Where an update would put what it brings. `gap` while it cannot be placed. A tree that is thousands of elements deep can be read, drawn and deleted by
 * nobody: whoever walks down it runs out of stack. What can never have been written where it says is put elsewhere by every other reader.
 */
function placed(scan: Scan, known: Known, limits: Limits): NackCode | 'gap' | null {
  const clockOf = (client: number): number => known.clockOf(client)
  const places = known.places(scan.sections.some(({ pieces }) => pieces.some(({ inside, right }) => inside !== null || right !== null)))
  if (!places) return place(scan.sections, clockOf) ? null : 'gap'
  const learned = places.learn(scan, clockOf)
  if (learned === null) return 'gap'
  if (learned.deepest > limits.depth) return NACK.tooDeep
  return learned.isPlausible ? null : NACK.malformed
}

/**
 * Decides what becomes of an update somebody sent, from its structure alone: no document is built.
 * What it accepts leaves nothing pending in any copy of the text, says the same to all readers in whatever order they read, writes only in its author's name, and
 * deletes only what is there.
 */
export function judge(
  update: Uint8Array, scan: Scan, known: Known, author: string, rules: { readonly limits: Limits; readonly allowed: AllowedRoot },
): Judgement {
  const fresh = scan.deletions.filter(range => !known.hasDeleted(range))
  if (addsNothing(scan, known, fresh)) return { kind: 'nothing' }
  const code = refusal(scan, known, author, rules)
  if (code !== null) return refused(code)
  if (scan.sections.some(section => leavesHole(section, known))) return gap
  const reach = reachAfter(scan.sections, known)
  const endOf = (client: number): number => reach.get(client) ?? known.clockOf(client)
  if (fresh.some(({ client, clock, length }) => clock + length > endOf(client))) return gap
  if (fresh.length > rules.limits.deletions) return refused(NACK.tooLarge)
  const misplaced = placed(scan, known, rules.limits)
  if (misplaced === 'gap') return gap
  if (misplaced !== null) return refused(misplaced)
  const claims = [...reach.keys()].filter(client => known.ownerOf(client) === undefined)
  const cut = onlyNew(update, scan, known)
  if (!cut) return refused(NACK.malformed)
  const data = fresh.length === scan.deletions.length ? kept(cut.update) : withDeletions(cut.update, cut.structBytes, fresh)
  return { kind: 'news', data, reach, claims, deletions: fresh }
}
