import type { Piece, Written } from './written.ts'

interface Run { readonly clock: number; length: number; readonly author: string; readonly at: number }

/** Characters that one person adds one after the other within this time are one stretch: ten minutes. */
const SITTING_MS = 10 * 60_000

/** Who wrote each character ever inserted, and when, by its identity in the shared history. */
export class Authors {
  readonly #runs = new Map<number, Run[]>()

  /** Notes the author of new characters. Clocks of one client come in rising order. */
  note(client: number, clock: number, { author, at, length }: Written): void {
    const runs = this.#runs.get(client)
    const last = runs?.at(-1)
    const goesOn = last !== undefined && last.clock + last.length === clock && last.author === author && at >= last.at && at - last.at < SITTING_MS
    if (goesOn) last.length += length
    else if (runs === undefined) this.#runs.set(client, [{ clock, length, author, at }])
    else runs.push({ clock, length, author, at })
  }

  /** The authors of some characters, in stretches. */
  stretches({ client, clock: start, length }: Piece): Written[] {
    const runs = this.#runs.get(client) ?? []
    const found: Written[] = []
    let clock = start
    const end = start + length
    for (let at = firstFrom(runs, clock); at < runs.length && clock < end; at++) {
      const run = runs[at]!
      const until = Math.min(run.clock + run.length, end)
      if (until > clock) found.push({ author: run.author, at: run.at, length: until - clock })
      clock = Math.max(clock, until)
    }
    return found
  }

  /** Everything noted, client by client, to be stored. */
  *all(): Iterable<readonly [number, readonly (Written & { readonly clock: number })[]]> {
    yield* this.#runs
  }

  /** Takes back what `all` gave. */
  restore(client: number, runs: readonly (Written & { readonly clock: number })[]): void {
    this.#runs.set(client, [...runs])
  }
}

function firstFrom(runs: readonly Run[], clock: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    const run = runs[middle]!
    if (run.clock + run.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}
