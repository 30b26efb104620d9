import { place, type ClockOf } from './placement.ts'
import type { Id, Piece, Scan } from './update.ts'

/**
 * How deep everything in a text lies: 1 directly under a root, one deeper in each element. Kept as runs of clocks of equal depth, for each client
 * in one flat list of where a run begins and how deep it lies, because a text has thousands of them.
 */
export class Depths {
  private readonly runs = new Map<number, number[]>()

  /** What nobody has told, or what was deleted and collected, lies nowhere: 0. */
  of({ client, clock }: Id): number {
    const runs = this.runs.get(client)
    if (!runs) return 0
    let low = 0
    let high = runs.length / 2
    while (low < high) {
      const middle = (low + high) >>> 1
      if (runs[2 * middle]! <= clock) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : runs[2 * low - 1]!
  }

  /**
   * Learns what an update brings beyond the clocks that are there, and says how deep the deepest of it lies. It may be asked about an update that is
   * refused afterwards: what is learned about such clocks is replaced by whatever really comes to stand there.
   */
  learn({ sections }: Scan, clockOf: ClockOf): number {
    let deepest = 0
    place(sections, clockOf, (client, piece, have) => {
      // The beginning is there already, so the rest of it stands beside that, whatever the update says.
      const depth = piece.clock < have ? this.of({ client, clock: have - 1 }) : this.depthOf(piece)
      this.note(client, Math.max(piece.clock, have), depth)
      deepest = Math.max(deepest, depth)
    })
    return deepest
  }

  /** Where Yjs places it: under a root, in the element it names, or beside its neighbours. */
  private depthOf({ root, inside, needs }: Piece): number {
    if (root) return 1
    const depth = needs.reduce((deepest, need) => Math.max(deepest, this.of(need)), 0)
    return inside ? depth + 1 : depth
  }

  /** From this clock of the client on everything lies so deep, until more is said. */
  private note(client: number, clock: number, depth: number): void {
    const runs = this.runs.get(client)
    if (!runs) {
      this.runs.set(client, [clock, depth])
      return
    }
    while (runs.length > 0 && runs[runs.length - 2]! >= clock) runs.length -= 2
    if (runs.at(-1) !== depth) runs.push(clock, depth)
  }
}
