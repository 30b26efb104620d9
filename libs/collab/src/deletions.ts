/** A run of clocks of one client: `length` of them, from `clock` on. */
export interface Range {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/**
 * Which parts of a text are known to be deleted. A state vector does not say it: a deletion changes no clock.
 * For each client the runs lie in one flat list, where each begins and ends, because a text has thousands of them.
 */
export class Deletions {
  private readonly runs = new Map<number, number[]>()

  /** Whether all of the range is known to be deleted. */
  covers({ client, clock, length }: Range): boolean {
    const runs = this.runs.get(client)
    if (!runs) return false
    const at = firstEndingAtOrAfter(runs, clock + 1)
    return at < runs.length && runs[at]! <= clock && runs[at + 1]! >= clock + length
  }

  add({ client, clock, length }: Range): void {
    const runs = this.runs.get(client)
    if (!runs) {
      this.runs.set(client, [clock, clock + length])
      return
    }
    const first = firstEndingAtOrAfter(runs, clock)
    let from = clock
    let to = clock + length
    let next = first
    for (; next < runs.length && runs[next]! <= to; next += 2) {
      from = Math.min(from, runs[next]!)
      to = Math.max(to, runs[next + 1]!)
    }
    runs.splice(first, next - first, from, to)
  }
}

/** Where the first run that reaches `clock` begins in the list; runs are sorted and apart from each other. */
function firstEndingAtOrAfter(runs: readonly number[], clock: number): number {
  let low = 0
  let high = runs.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (runs[2 * middle + 1]! < clock) low = middle + 1
    else high = middle
  }
  return 2 * low
}
