import { cutPieces, type Piece } from './written.ts'

/** Deleted text that stood together, with the identity of its characters. */
export interface Passage {
  readonly text: string
  readonly pieces: readonly Piece[]
}

// Texts are found by every sixth group of six characters: any text of eleven or more holds one of them whole.
const GRAM = 6
const FOUND_BY_GRAMS = 2 * GRAM - 1
const LOOKED_AT = 200
// More deleted text than this is not looked through for what may come back: two million characters, the latest.
const KEPT_CHARACTERS = 2_000_000

const wordsOf = (text: string): Set<string> => new Set(text.split(/\s+/).filter(word => word !== ''))

/** Deleted passages that may come back, the latest first. What is taken is gone. */
export class Passages {
  readonly #passages = new Map<number, Passage>()
  readonly #grams = new Map<string, number[]>()
  #words: Map<string, number[]> | null = null
  #next = 0
  #characters = 0

  #earlier: (() => readonly Passage[]) | null

  /** Passages shorter than `shortest` are not kept. `earlier` gives those known before, and is asked when they are first needed. */
  constructor(private readonly shortest = 1, earlier: (() => readonly Passage[]) | null = null) {
    this.#earlier = earlier
  }

  get size(): number {
    this.#load()
    return this.#passages.size
  }

  add(passage: Passage): void {
    if (passage.text.length < this.shortest) return
    this.#load()
    const serial = this.#next++
    this.#passages.set(serial, passage)
    this.#characters += passage.text.length
    for (let at = 0; at + GRAM <= passage.text.length; at += GRAM) note(this.#grams, passage.text.slice(at, at + GRAM), serial)
    if (this.#words) for (const word of wordsOf(passage.text)) note(this.#words, word, serial)
    for (const [oldest] of this.#passages) {
      if (this.#characters <= KEPT_CHARACTERS || oldest === serial) break
      this.#remove(oldest)
    }
  }

  /** The characters of the latest passage that holds the text whole and satisfies the condition. What stood around them stays. */
  take(text: string, isFree: (pieces: readonly Piece[]) => boolean = () => true): readonly Piece[] | undefined {
    this.#load()
    for (const serial of this.#holding(text)) {
      const passage = this.#passages.get(serial)!
      const start = passage.text.indexOf(text)
      const pieces = start === -1 ? [] : cutPieces(passage.pieces, start, text.length)
      if (start === -1 || !isFree(pieces)) continue
      this.#remove(serial)
      this.#putBack(passage, 0, start)
      this.#putBack(passage, start + text.length, passage.text.length)
      return pieces
    }
    return undefined
  }

  /** Takes the passage that shares most words with a text, if it shares more than a third of the text's. */
  takeClosest(text: string): Passage | undefined {
    this.#load()
    this.#words ??= this.#indexWords()
    const words = wordsOf(text)
    const common = new Map<number, number>()
    for (const word of words) {
      for (const serial of this.#words.get(word) ?? []) if (this.#passages.has(serial)) common.set(serial, (common.get(serial) ?? 0) + 1)
    }
    let best: readonly [number, number] | undefined
    for (const one of common) if (one[1] > (best?.[1] ?? words.size / 3)) best = one
    if (best === undefined) return undefined
    const passage = this.#passages.get(best[0])
    this.#remove(best[0])
    return passage
  }

  /** All passages, the earliest first. */
  all(): Iterable<Passage> {
    this.#load()
    return this.#passages.values()
  }

  #load(): void {
    const earlier = this.#earlier
    this.#earlier = null
    for (const passage of earlier?.() ?? []) this.add(passage)
  }

  /** Keeps a part of a passage that was taken. */
  #putBack({ text, pieces }: Passage, from: number, until: number): void {
    if (until > from) this.add({ text: text.slice(from, until), pieces: cutPieces(pieces, from, until - from) })
  }

  #holding(text: string): readonly number[] {
    if (text.length < FOUND_BY_GRAMS) {
      // Short texts are exact words of a small change; in a large one they are found only if they are a passage of their own.
      const all = [...this.#passages.keys()].reverse()
      return all.length <= LOOKED_AT ? all : all.filter(serial => this.#passages.get(serial)!.text === text)
    }
    const found = new Set<number>()
    for (let offset = 0; offset < GRAM; offset++) {
      for (const serial of this.#grams.get(text.slice(offset, offset + GRAM)) ?? []) if (this.#passages.has(serial)) found.add(serial)
    }
    return [...found].sort((a, b) => b - a).slice(0, LOOKED_AT)
  }

  #remove(serial: number): void {
    this.#characters -= this.#passages.get(serial)?.text.length ?? 0
    this.#passages.delete(serial)
  }

  #indexWords(): Map<string, number[]> {
    const index = new Map<string, number[]>()
    for (const [serial, { text }] of this.#passages) for (const word of wordsOf(text)) note(index, word, serial)
    return index
  }
}

function note(index: Map<string, number[]>, key: string, serial: number): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [serial])
  else if (list.at(-1) !== serial) list.push(serial)
}
