import * as Y from 'yjs'
import { Authors } from './authors.ts'
import { authorsOfInserted, type Passage } from './carry-over.ts'

/** One update of a shared text with the person whose authenticated connection sent it. */
export interface AuthoredUpdate { readonly bytes: Uint8Array; readonly author: string }

/** How much of a clause one person wrote. */
export interface Share { readonly author: string; readonly characters: number }

interface Stretch { readonly item: Y.Item; readonly text: string }

const textOf = (item: Y.Item): string | null => item.content instanceof Y.ContentString ? item.content.str : null

const belongs = (item: Y.Item, from: number, until: number): boolean => item.id.clock >= from && item.id.clock < until

/** Neighbouring pieces of one shared text that satisfy a condition, in reading order. */
function stretchesIn(parent: Y.AbstractType<unknown>, wanted: (item: Y.Item) => boolean): Stretch[][] {
  const groups: Stretch[][] = []
  let open = false
  for (let item = parent._start; item !== null; item = item.right) {
    const text = textOf(item)
    if (text === null) continue
    if (!wanted(item)) {
      // A piece deleted long ago does not part two that were deleted together.
      if (!item.deleted) open = false
      continue
    }
    if (open) groups.at(-1)?.push({ item, text })
    else groups.push([{ item, text }])
    open = true
  }
  return groups
}

function attributeChange(transaction: Y.Transaction, author: string, authors: Authors, deletedBefore: Passage[]): void {
  const inserted = new Map<Y.AbstractType<unknown>, true>()
  const deleted = new Map<Y.AbstractType<unknown>, true>()
  const isNew = (item: Y.Item): boolean => belongs(item, transaction.beforeState.get(item.id.client) ?? 0, transaction.afterState.get(item.id.client) ?? 0)
  const isGone = (item: Y.Item): boolean => item.deleted && !isNew(item) && Y.isDeleted(transaction.deleteSet, item.id)
  for (const [client, until] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (from === until) continue
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const struct = structs[at]
      if (struct instanceof Y.Item && textOf(struct) !== null) inserted.set(struct.parent as Y.AbstractType<unknown>, true)
    }
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, struct => {
    if (struct instanceof Y.Item && textOf(struct) !== null) deleted.set(struct.parent as Y.AbstractType<unknown>, true)
  })
  const deletedNow = [...deleted.keys()].flatMap(parent => stretchesIn(parent, isGone)).map((group): Passage => ({
    text: group.map(({ text }) => text).join(''),
    authors: group.flatMap(({ item }) => authors.stretches(item.id, item.length).flatMap(run => Array<string>(run.length).fill(run.author))),
  }))
  const notes: { item: Y.Item; authors: readonly string[] }[] = []
  for (const parent of inserted.keys()) {
    for (const group of stretchesIn(parent, isNew)) {
      const whole = authorsOfInserted(group.map(({ text }) => text).join(''), author, deletedNow, deletedBefore)
      let at = 0
      for (const { item, text } of group) {
        notes.push({ item, authors: whole.slice(at, at + text.length) })
        at += text.length
      }
    }
  }
  notes.sort((a, b) => a.item.id.client - b.item.id.client || a.item.id.clock - b.item.id.clock)
  for (const { item, authors: own } of notes) noteRuns(authors, item, own)
  deletedBefore.push(...deletedNow)
}

function noteRuns(authors: Authors, { id }: Y.Item, own: readonly string[]): void {
  for (let from = 0; from < own.length;) {
    let until = from + 1
    while (until < own.length && own[until] === own[from]) until++
    authors.note(id.client, id.clock + from, until - from, own[from] as string)
    from = until
  }
}

function countIn(parent: Y.AbstractType<unknown>, authors: Authors, counts: Map<string, number>): void {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentType) countIn(item.content.type as Y.AbstractType<unknown>, authors, counts)
    if (textOf(item) === null) continue
    for (const { author, length } of authors.stretches(item.id, item.length)) counts.set(author, (counts.get(author) ?? 0) + length)
  }
}

/**
 * Who wrote how much of each clause, from the log of a draft: every update once, in the order of the log, with the person whose
 * connection sent it. Clauses of equal shares list authors by name; a clause without text is not listed. Never a ranking of people.
 */
export function authorship(updates: Iterable<AuthoredUpdate>): Map<string, Share[]> {
  // Deleted words must stay readable, so nothing is collected.
  const ydoc = new Y.Doc({ gc: false })
  const authors = new Authors()
  const deletedBefore: Passage[] = []
  let author = ''
  ydoc.on('afterTransaction', (transaction: Y.Transaction) => attributeChange(transaction, author, authors, deletedBefore))
  for (const update of updates) {
    author = update.author
    Y.applyUpdate(ydoc, update.bytes)
  }
  const shares = new Map<string, Share[]>()
  for (const [name, root] of ydoc.share) {
    if (!name.startsWith('b:')) continue
    const counts = new Map<string, number>()
    countIn(root as Y.AbstractType<unknown>, authors, counts)
    const list = [...counts].map(([who, characters]) => ({ author: who, characters })).sort((a, b) => b.characters - a.characters || (a.author < b.author ? -1 : 1))
    if (list.length > 0) shares.set(name.slice(2), list)
  }
  ydoc.destroy()
  return shares
}
