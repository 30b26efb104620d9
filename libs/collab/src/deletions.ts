/** A run of clocks of one client: `length` of them, from `clock` on. */
export interface Range {
  readonly client: number
  readonly clock: number
  readonly length: number
}

interface Run { from: number; to: number }

/** Which parts of a text are known to be deleted. A state vector does not say it: a deletion changes no clock. */
export class Deletions {
  private readonly runs = new Map<number, Run[]>()

  /** Whether all of the range is known to be deleted. */
  covers({ client, clock, length }: Range): boolean {
    const runs = this.runs.get(client)
    if (!runs) return false
    const run = runs[firstEndingAtOrAfter(runs, clock + 1)]
    return run !== undefined && run.from <= clock && run.to >= clock + length
  }

  add({ client, clock, length }: Range): void {
    const runs = this.runs.get(client)
    if (!runs) {
      this.runs.set(client, [{ from: clock, to: clock + length }])
      return
    }
    const first = firstEndingAtOrAfter(runs, clock)
    let from = clock
    let to = clock + length
    let next = first
    for (let run = runs[next]; run !== undefined && run.from <= to; run = runs[++next]) {
      from = Math.min(from, run.from)
      to = Math.max(to, run.to)
    }
    runs.splice(first, next - first, { from, to })
  }
}

/** Where the first run that reaches `clock` stands; runs are sorted and apart from each other. */
function firstEndingAtOrAfter(runs: readonly Run[], clock: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (runs[middle]!.to < clock) low = middle + 1
    else high = middle
  }
  return low
}
