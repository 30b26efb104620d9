import * as Y from 'yjs'
import type { Passage } from './passages.ts'
import type { Piece } from './written.ts'

/** Neighbouring characters of one shared text, in reading order. */
export type Group = readonly Y.Item[]

/** What one update inserted and deleted, as groups of characters that stand together. */
export interface Change {
  readonly inserted: readonly Group[]
  /** Inserted and deleted again within the same update, which happens when somebody worked without a connection. */
  readonly passing: readonly Group[]
  readonly deleted: readonly Group[]
}

// How far a group is followed over what was deleted long ago, and how much is looked at around a place: bounds, so that no text is slow.
const STEPS = 400
const AROUND_CHARACTERS = 20_000

/** The characters of an item; null for what is not text. */
export const textOf = (item: Y.Item): string | null => item.content instanceof Y.ContentString ? item.content.str : null

const pieceOf = ({ id, length }: Y.Item): Piece => ({ client: id.client, clock: id.clock, length })

export const passageOf = (group: Group): Passage => ({ text: group.map(item => textOf(item)).join(''), pieces: group.map(pieceOf) })

/** The next item of a set in reading order, when nothing that is read stands between. */
function nextOf(item: Y.Item, wanted: ReadonlySet<Y.Item>): Y.Item | null {
  let steps = 0
  for (let right = item.right; right !== null && steps < STEPS; right = right.right, steps++) {
    if (wanted.has(right)) return right
    // A piece deleted long ago does not part two that were inserted or deleted together.
    if (textOf(right) !== null && !right.deleted) return null
  }
  return null
}

function groupsOf(items: readonly Y.Item[]): Group[] {
  const wanted = new Set(items)
  const next = new Map<Y.Item, Y.Item>()
  for (const item of items) {
    const follower = nextOf(item, wanted)
    if (follower) next.set(item, follower)
  }
  const followers = new Set(next.values())
  return items.filter(item => !followers.has(item)).map(head => {
    const group: Y.Item[] = []
    for (let item: Y.Item | undefined = head; item !== undefined; item = next.get(item)) group.push(item)
    return group
  })
}

const byIdentity = (a: Y.Item, b: Y.Item): number => a.id.client - b.id.client || a.id.clock - b.id.clock

/** Reads from a transaction, before Yjs tidies up after it, what it did to the characters of a text. */
export function changeOf(transaction: Y.Transaction): Change {
  const { beforeState, afterState, deleteSet, doc } = transaction
  const fresh: Y.Item[] = []
  for (const [client, until] of afterState) {
    const from = beforeState.get(client) ?? 0
    if (from === until) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const struct = structs[at]
      if (struct instanceof Y.Item && textOf(struct) !== null) fresh.push(struct)
    }
  }
  const gone: Y.Item[] = []
  Y.iterateDeletedStructs(transaction, deleteSet, struct => {
    if (struct instanceof Y.Item && textOf(struct) !== null && struct.id.clock < (beforeState.get(struct.id.client) ?? 0)) gone.push(struct)
  })
  fresh.sort(byIdentity)
  gone.sort(byIdentity)
  return { inserted: groupsOf(fresh.filter(item => !item.deleted)), passing: groupsOf(fresh.filter(item => item.deleted)), deleted: groupsOf(gone) }
}

/** What lies deleted around and between the characters of a group and may still be carried: the place to which undo brings words back. */
export function deletedAround(group: Group, isFree: (pieces: readonly Piece[]) => boolean): Passage {
  const own = new Set(group)
  const dead = (item: Y.Item): boolean => item.deleted && textOf(item) !== null && isFree([pieceOf(item)])
  const found: Y.Item[] = []
  const walk = (from: Y.Item | null, step: 'left' | 'right'): void => {
    let steps = 0
    let characters = 0
    for (let item = from; item !== null && steps < STEPS && characters < AROUND_CHARACTERS; item = item[step], steps++) {
      if (own.has(item)) continue
      if (textOf(item) !== null && !item.deleted) break
      if (!dead(item)) continue
      characters += item.length
      found.push(item)
    }
  }
  walk(group[0]!.left, 'left')
  found.reverse()
  walk(group[0]!.right, 'right')
  return passageOf(found)
}

/** The part of the store's characters that a piece names; '' for what is no text. */
export function wordsOf(doc: Y.Doc, { client, clock, length }: Piece): string {
  const structs = doc.store.clients.get(client) ?? []
  let words = ''
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at]!
    if (struct.id.clock >= clock + length) break
    const text = struct instanceof Y.Item ? textOf(struct) : null
    words += text?.slice(Math.max(0, clock - struct.id.clock), clock + length - struct.id.clock) ?? ''
  }
  return words
}
