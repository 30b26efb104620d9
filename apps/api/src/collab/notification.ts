/** A notification: one part of something that one instance says. */
export interface Part {
  /** The name of the instance. */
  readonly from: string
  readonly kind: 'here' | 'stored' | 'present'
  /** Which of the things it has said. No two notifications are alike: PostgreSQL delivers like ones of one transaction once. */
  readonly number: number
  readonly place: number
  readonly of: number
  readonly words: string
}

// PostgreSQL takes fewer than 8,000 bytes in one notification; the rest is for the head.
const LONGEST = 7_500

/** What is to be said, in as many notifications as it needs. */
export function partsOf({ from, kind, number }: Pick<Part, 'from' | 'kind' | 'number'>, bytes: Uint8Array): string[] {
  const words = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const of = Math.max(1, Math.ceil(words.length / LONGEST))
  return Array.from({ length: of }, (_, place) => [from, kind, number, place, of, words.slice(place * LONGEST, (place + 1) * LONGEST)].join(' '))
}

const isKind = (kind: string | undefined): kind is Part['kind'] => kind === 'here' || kind === 'stored' || kind === 'present'

/** `null` when it is somebody else's, or one of another version. */
export function readPart(payload: string): Part | null {
  const [from, kind, number, place, of, words] = payload.split(' ')
  if (!from || !isKind(kind) || words === undefined) return null
  return { from, kind, number: Number(number), place: Number(place), of: Number(of), words }
}

/** The parts of one thing that one instance says. They come one after the other; what has a hole is given up. */
export class Joining {
  private parts: Part[] = []

  /** What was said, once its last part is there. */
  add(part: Part): Uint8Array | null {
    const [first] = this.parts
    if (first?.number !== part.number || this.parts.length !== part.place) this.parts = []
    if (this.parts.length !== part.place) return null
    this.parts.push(part)
    if (this.parts.length < part.of) return null
    const words = this.parts.map(one => one.words).join('')
    this.parts = []
    return Buffer.from(words, 'base64')
  }
}
