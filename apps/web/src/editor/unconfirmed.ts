import * as Y from 'yjs'
import { readUnsent, writeUnsent, type Shelf } from './unsent.ts'

/** What was written in one draft, by this account on this device, and is not confirmed by the server. */
export class Unconfirmed {
  readonly #shelf: Shelf
  readonly #accountId: string
  readonly #draftId: string
  #changes: number
  #clauses: Set<string>
  #since: number
  #ground: Uint8Array | null = null
  #shelved: boolean

  constructor(shelf: Shelf, accountId: string, draftId: string, now: number) {
    this.#shelf = shelf
    this.#accountId = accountId
    this.#draftId = draftId
    const { changes, clauses } = readUnsent(shelf, accountId, draftId)
    this.#changes = changes
    this.#clauses = new Set(clauses)
    this.#since = now
    this.#shelved = changes > 0
  }

  get changes(): number { return this.#changes }
  /** The clauses they were made in. */
  get clauses(): ReadonlySet<string> { return this.#clauses }
  /** The state vector of the text before the first of them; null when that was before this page was opened. */
  get ground(): Uint8Array | null { return this.#ground }

  /** For how long the oldest of them has waited; 0 if there is none. */
  waiting(now: number): number { return this.#changes === 0 ? 0 : now - this.#since }

  add(transaction: Y.Transaction, clauses: readonly string[], now: number): void {
    if (this.#changes === 0) {
      this.#since = now
      this.#ground = Y.encodeStateVector(transaction.beforeState)
    }
    this.#changes += 1
    for (const id of clauses) this.#clauses.add(id)
  }

  /** All of them are confirmed, or have been put aside. */
  clear(): void {
    this.#changes = 0
    this.#clauses = new Set()
    this.#ground = null
    if (this.#shelved) this.shelve()
  }

  /** Notes on the device that there are some. Most changes are confirmed within milliseconds; only those that wait are worth a note. */
  shelve(): void {
    this.#shelved = this.#changes > 0
    writeUnsent(this.#shelf, this.#accountId, this.#draftId, { changes: this.#changes, clauses: [...this.#clauses] })
  }
}
