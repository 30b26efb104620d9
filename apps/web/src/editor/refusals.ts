import * as buffer from 'lib0/buffer'
import * as Y from 'yjs'
import { NACK, type NackCode } from '@plenary/collab/protocol'
import { readOffers, readRefused, writeOffers, writeRefused, type RefusedText, type Shelf } from './unsent.ts'

// Says nothing about the words: whoever may write again may offer them again. Any other refusal would only be repeated.
const mayBeOfferedAgain: ReadonlySet<NackCode> = new Set([NACK.frozen, NACK.forbidden, NACK.closed, NACK.full])

// A larger change is kept as words alone: the shelf of a browser is small, and shared by all drafts.
const largestOffer = 512 * 1024

/** Words of one person that the server refused in one draft, on the device until they are let go or accepted after all. */
export class Refusals {
  readonly #shelf: Shelf
  readonly #accountId: string
  readonly #draftId: string
  #texts: readonly RefusedText[]
  #offers: readonly string[]

  constructor(shelf: Shelf, accountId: string, draftId: string) {
    this.#shelf = shelf
    this.#accountId = accountId
    this.#draftId = draftId
    this.#texts = readRefused(shelf, accountId, draftId)
    this.#offers = readOffers(shelf, accountId, draftId)
  }

  /** The same list as before while it says the same. */
  get texts(): readonly RefusedText[] { return this.#texts }

  /** Whether there are changes that could be accepted now. */
  get canOffer(): boolean { return this.#offers.length > 0 }

  /** Keeps the words, and with them the change that wrote them: everything in `doc` beyond the state vector `ground`. */
  keep(texts: readonly RefusedText[], code: NackCode, doc: Y.Doc, ground: Uint8Array | null): void {
    this.#texts = [...this.#texts, ...texts]
    if (texts.length > 0 && mayBeOfferedAgain.has(code)) {
      const change = Y.encodeStateAsUpdate(doc, ground ?? undefined)
      if (change.length <= largestOffer) this.#offers = [...this.#offers, buffer.toBase64(change)]
    }
    this.#write()
  }

  /**
   * Makes the refused changes once more, where they were made, in a text that has everything they were made on. False, and everything stays
   * kept, when something of that is missing.
   */
  offerTo(doc: Y.Doc, origin: unknown): boolean {
    doc.transact(() => { for (const offer of this.#offers) Y.applyUpdate(doc, buffer.fromBase64(offer), origin) }, origin)
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return false
    this.forget()
    return true
  }

  /** The person has taken the words elsewhere or lets them go. */
  forget(): void {
    this.#texts = []
    this.#offers = []
    this.#write()
  }

  #write(): void {
    writeRefused(this.#shelf, this.#accountId, this.#draftId, this.#texts)
    writeOffers(this.#shelf, this.#accountId, this.#draftId, this.#offers)
  }
}
