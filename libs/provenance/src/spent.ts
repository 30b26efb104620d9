import type { Piece } from './written.ts'

interface Range { clock: number; end: number }

/** Deleted characters whose authorship has been carried to a copy: a second copy does not get it again. */
export class Spent {
  readonly #ranges = new Map<number, Range[]>()

  add({ client, clock, length }: Piece): void {
    const ranges = this.#ranges.get(client)
    const end = clock + length
    if (ranges === undefined) {
      this.#ranges.set(client, [{ clock, end }])
      return
    }
    const from = firstReaching(ranges, clock)
    let until = from
    while (until < ranges.length && ranges[until]!.clock <= end) until++
    const merged = until > from
      ? { clock: Math.min(clock, ranges[from]!.clock), end: Math.max(end, ranges[until - 1]!.end) }
      : { clock, end }
    ranges.splice(from, until - from, merged)
  }

  /** Whether any of these characters has been carried. */
  touches({ client, clock, length }: Piece): boolean {
    const ranges = this.#ranges.get(client) ?? []
    const next = ranges[firstReaching(ranges, clock + 1)]
    return next !== undefined && next.clock < clock + length
  }

  *all(): Iterable<readonly [number, readonly Readonly<Range>[]]> {
    yield* this.#ranges
  }
}

/** The first range that ends at or after a clock. */
function firstReaching(ranges: readonly Range[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]!.end < clock) low = middle + 1
    else high = middle
  }
  return low
}
