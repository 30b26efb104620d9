/** A stretch of characters that one person wrote at one sitting. `at` is when it was begun, in milliseconds since 1970. */
export interface Written {
  readonly author: string
  readonly at: number
  readonly length: number
}

/** How much of a clause one person wrote. */
export interface Share { readonly author: string; readonly characters: number }

/** Who last changed a clause, when, and by which update. */
export interface LastChange { readonly author: string; readonly at: number; readonly seq: number }

/** A range of characters by their identity in the shared history. */
export interface Piece {
  readonly client: number
  readonly clock: number
  readonly length: number
}

interface Measured { readonly length: number }

/** The part of a list of stretches that begins `start` characters into it and is `length` long. */
function cut<Part extends Measured>(parts: readonly Part[], start: number, length: number, piece: (part: Part, from: number, size: number) => Part): Part[] {
  const found: Part[] = []
  let at = 0
  for (const part of parts) {
    const from = Math.max(start, at)
    const until = Math.min(start + length, at + part.length)
    if (until > from) found.push(piece(part, from - at, until - from))
    at += part.length
    if (at >= start + length) break
  }
  return found
}

/** A part of some pieces. */
export const cutPieces = (pieces: readonly Piece[], start: number, length: number): Piece[] =>
  cut(pieces, start, length, (part, from, size) => ({ client: part.client, clock: part.clock + from, length: size }))

/** A part of some stretches. */
export const cutWritten = (stretches: readonly Written[], start: number, length: number): Written[] =>
  cut(stretches, start, length, (part, _from, size) => ({ ...part, length: size }))

/** Joins neighbours of one author and one sitting. */
export function joined(stretches: Iterable<Written>): Written[] {
  const list: Written[] = []
  for (const next of stretches) {
    const last = list.at(-1)
    if (last?.author === next.author && last.at === next.at) list[list.length - 1] = { ...last, length: last.length + next.length }
    else if (next.length > 0) list.push(next)
  }
  return list
}
