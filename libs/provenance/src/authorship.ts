import * as Y from 'yjs'
import { attribute, deletedPassages, type Knowledge } from './attribution.ts'
import { Authors } from './authors.ts'
import { textOf } from './change.ts'
import { Spent } from './spent.ts'
import { pack, unpack, type Contents } from './store.ts'
import { joined, type LastChange, type Share, type Written } from './written.ts'

/** One update of a shared text as its log keeps it: with the person whose authenticated connection sent it and when, in milliseconds since 1970. */
export interface AuthoredUpdate {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly author: string
  readonly at: number
}

export interface ClauseAuthorship {
  readonly clauseId: string
  /** Largest first; equal shares by name. Never a ranking of people: it says who to ask about a clause. */
  readonly shares: readonly Share[]
  readonly last: LastChange
}

/** The words of one paragraph, by who wrote them, in reading order. */
export interface BlockAuthorship {
  readonly blockId: string
  readonly written: readonly Written[]
}

const BODY = 'b:'

/**
 * Who wrote what in one shared text, from its log: every update once, in the order of the log. It can be stored and gone on with: what it costs
 * to ask again is what has happened since.
 */
export class Authorship {
  readonly #ydoc: Y.Doc
  readonly #knowledge: Knowledge
  readonly #shares: Map<string, readonly Share[]>
  readonly #last: Map<string, LastChange>
  readonly #dirty = new Set<string>()
  readonly #unreadable: number[]
  #names = new Map<unknown, string>()
  #seq: number
  #now: AuthoredUpdate | null = null

  private constructor({ ydoc, knowledge, ...rest }: Contents) {
    this.#ydoc = ydoc
    this.#knowledge = knowledge
    this.#seq = rest.seq
    this.#last = rest.last
    this.#shares = rest.shares
    this.#unreadable = rest.unreadable
    ydoc.on('afterTransaction', (transaction: Y.Transaction) => this.#took(transaction))
  }

  /** Of a text in which nothing has been written. */
  static empty(): Authorship {
    const knowledge = { authors: new Authors(), spent: new Spent(), deleted: deletedPassages() }
    // Deleted words must stay readable, so nothing is collected.
    return new Authorship({ ydoc: new Y.Doc({ gc: false }), knowledge, seq: 0, last: new Map(), shares: new Map(), unreadable: [] })
  }

  /** Goes on from what `store` gave. Throws on anything else. */
  static restore(stored: Uint8Array): Authorship {
    return new Authorship(unpack(stored))
  }

  /** The number of the last update taken in. */
  get seq(): number { return this.#seq }
  /** Updates that could not be read as part of the text. They are left out; everything else is there. */
  get unreadable(): readonly number[] { return this.#unreadable }
  /** The text itself, as it stood at `seq`. To be read only. */
  get ydoc(): Y.Doc { return this.#ydoc }

  /** Takes in the next updates. Throws on any other than the next. */
  advance(updates: Iterable<AuthoredUpdate>): void {
    for (const update of updates) {
      if (update.seq !== this.#seq + 1) throw new Error(`Update ${update.seq} cannot follow ${this.#seq}`)
      this.#now = update
      const waiting = this.#waiting
      try {
        Y.applyUpdate(this.#ydoc, update.bytes)
        if (this.#waiting > waiting) this.#unreadable.push(update.seq)
      } catch {
        // Whatever it throws, it says that these bytes are no part of a text; the others are.
        this.#unreadable.push(update.seq)
      }
      this.#seq = update.seq
    }
  }

  /** How much waits for something that is not there. */
  get #waiting(): number {
    const { pendingStructs, pendingDs } = this.#ydoc.store
    return (pendingStructs?.update.length ?? 0) + (pendingDs?.length ?? 0)
  }

  /** Every clause that has words, by its id. */
  clauses(): ClauseAuthorship[] {
    this.#countAgain()
    return [...this.#shares].filter(([, shares]) => shares.length > 0)
      .map(([clauseId, shares]) => ({ clauseId, shares, last: this.#last.get(clauseId)! }))
      .sort((a, b) => a.clauseId < b.clauseId ? -1 : 1)
  }

  /** The words of one clause, paragraph by paragraph. */
  blocks(clauseId: string): BlockAuthorship[] {
    const root = this.#ydoc.share.get(BODY + clauseId)
    const found: BlockAuthorship[] = []
    if (root) this.#read(root as Y.AbstractType<unknown>, '', found)
    return found
  }

  /** All of it, to go on from later. */
  store(): Uint8Array {
    this.#countAgain()
    return pack({ ydoc: this.#ydoc, knowledge: this.#knowledge, seq: this.#seq, last: this.#last, shares: this.#shares, unreadable: this.#unreadable })
  }

  close(): void {
    this.#ydoc.destroy()
  }

  #took(transaction: Y.Transaction): void {
    const update = this.#now
    if (update === null) return
    attribute(transaction, update, this.#knowledge)
    for (const clauseId of this.#touched(transaction)) {
      this.#dirty.add(clauseId)
      this.#last.set(clauseId, { author: update.author, at: update.at, seq: update.seq })
    }
  }

  // Yjs tells the parents of a change only to roots that somebody has named by type, which nobody does here: so they are climbed.
  #touched({ changed }: Y.Transaction): Set<string> {
    const touched = new Set<string>()
    for (const [type, keys] of changed) {
      let root = type as Y.AbstractType<unknown>
      let entry: string | null = null
      for (let item = root._item; item !== null; item = root._item) {
        entry = item.parentSub
        root = item.parent as Y.AbstractType<unknown>
      }
      const name = this.#nameOf(root)
      if (name?.startsWith(BODY)) touched.add(name.slice(BODY.length))
      else if (name === 'tree') for (const key of entry === null ? keys : [entry]) if (key !== null) touched.add(key)
    }
    return touched
  }

  #nameOf(type: unknown): string | undefined {
    // A root becomes another object once somebody reads it by its type.
    if (this.#names.size !== this.#ydoc.share.size || !this.#names.has(type)) this.#names = new Map([...this.#ydoc.share].map(([name, root]) => [root, name]))
    return this.#names.get(type)
  }

  #countAgain(): void {
    for (const clauseId of this.#dirty) this.#count(clauseId)
    this.#dirty.clear()
  }

  #count(clauseId: string): void {
    const counts = new Map<string, number>()
    for (const { written } of this.blocks(clauseId)) {
      for (const { author, length } of written) counts.set(author, (counts.get(author) ?? 0) + length)
    }
    const shares = [...counts].map(([author, characters]) => ({ author, characters }))
    this.#shares.set(clauseId, shares.sort((a, b) => b.characters - a.characters || (a.author < b.author ? -1 : 1)))
  }

  #read(parent: Y.AbstractType<unknown>, blockId: string, found: BlockAuthorship[]): void {
    const own: Written[] = []
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentType) {
        const child = item.content.type as Y.AbstractType<unknown>
        this.#read(child, child instanceof Y.XmlElement ? idOf(child) ?? blockId : blockId, found)
      } else if (textOf(item) !== null) own.push(...this.#knowledge.authors.stretches({ client: item.id.client, clock: item.id.clock, length: item.length }))
    }
    const written = joined(own)
    const last = found.at(-1)
    if (written.length === 0) return
    // Words of one paragraph may lie in several pieces, around a formula or a note.
    if (last?.blockId === blockId) found[found.length - 1] = { blockId, written: joined([...last.written, ...written]) }
    else found.push({ blockId, written })
  }
}

function idOf(element: Y.XmlElement): string | undefined {
  const id: unknown = element.getAttribute('id')
  return typeof id === 'string' ? id : undefined
}
