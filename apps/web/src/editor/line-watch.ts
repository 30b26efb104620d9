/** A line, as its watch needs it. Times are milliseconds from any fixed point. */
export interface WatchedLine {
  readonly state: 'connecting' | 'open' | 'closed'
  /** A socket is being opened just now. */
  readonly opening: boolean
  /** When this socket was made. */
  readonly begunAt: number
  /** When anything was last heard on it. */
  readonly heardAt: number
}

/** What to do about the line now: ask it for a sign of life, give its socket up and seek another, or nothing. */
export type Advice = 'ask' | 'reopen' | null

/** A line that has been silent for so long is asked for a sign of life. */
export const silence = 2_200
/** One that has not answered after so long is dead, however open its socket looks: together less than five seconds. */
export const answerWithin = 2_200
/** A socket that has not opened after so long never will. */
export const openWithin = 8_000
/** How often somebody has to look. */
export const lookEvery = 400

/**
 * Tells a dead line from a quiet one. A socket through which nothing passes any more stays open for minutes: no error comes, because
 * nobody is there to send one.
 */
export class LineWatch {
  #askedAt: number | null = null

  advise(line: WatchedLine, now: number): Advice {
    if (line.opening) {
      this.#askedAt = null
      return now - line.begunAt > openWithin ? 'reopen' : null
    }
    if (line.state !== 'open' || (this.#askedAt !== null && line.heardAt >= this.#askedAt)) this.#askedAt = null
    if (line.state !== 'open') return null
    if (this.#askedAt !== null) return now - this.#askedAt >= answerWithin ? this.#giveUp() : null
    if (now - line.heardAt < silence) return null
    this.#askedAt = now
    return 'ask'
  }

  #giveUp(): Advice {
    this.#askedAt = null
    return 'reopen'
  }
}

/** How long to wait before the next attempt: doubling from a second to ten, and never the same for two windows, so that not all come at once. */
export function pauseBefore(attempt: number, random: number): number {
  const longest = Math.min(10_000, 500 * 2 ** attempt)
  return Math.round(longest * (0.3 + 0.7 * random))
}
