import type * as Y from 'yjs'

interface Run { readonly clock: number; readonly length: number; readonly author: string }

/** Who wrote each character ever inserted, by its identity in the shared history (client and clock). */
export class Authors {
  readonly #runs = new Map<number, Run[]>()

  /** Notes the author of new characters. Clocks of one client come in rising order. */
  note(client: number, clock: number, length: number, author: string): void {
    const runs = this.#runs.get(client)
    const run = { clock, length, author }
    if (runs === undefined) this.#runs.set(client, [run])
    else runs.push(run)
  }

  /** The authors of the characters of one item, in stretches. */
  stretches(id: Y.ID, length: number): { readonly author: string; readonly length: number }[] {
    const runs = this.#runs.get(id.client) ?? []
    const found: { author: string; length: number }[] = []
    let clock = id.clock
    const end = id.clock + length
    for (let at = this.#firstFrom(runs, clock); at < runs.length && clock < end; at++) {
      const run = runs[at] as Run
      const until = Math.min(run.clock + run.length, end)
      if (until > clock) found.push({ author: run.author, length: until - clock })
      clock = Math.max(clock, until)
    }
    return found
  }

  #firstFrom(runs: readonly Run[], clock: number): number {
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      const run = runs[middle] as Run
      if (run.clock + run.length <= clock) low = middle + 1
      else high = middle
    }
    return low
  }
}
