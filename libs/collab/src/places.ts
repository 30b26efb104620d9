import { place, type ClockOf } from './placement.ts'
import type { Id, Piece, Scan } from './update.ts'

/** What an update would bring: how deep the deepest of it lies, and whether all of it can have been written between two neighbours. */
export interface Learned {
  readonly deepest: number
  readonly isPlausible: boolean
}

/** What is known of one run of clocks: each but the first was written right behind the one before it. */
interface Run {
  readonly clock: number
  /** The list it stands in, 0 for none: it was deleted and collected, or nobody has told. */
  readonly list: number
  readonly left: Id | null
  readonly right: Id | null
}

const NOWHERE = 0
// An honest update takes a step or two for each piece, and seldom many. One that takes more than all these together is not worth the wait.
const STEPS = 100_000
const STEPS_EACH = 4

// No name and no key has a null character in it.
const keyed = (key: string | null): string => key === null ? '' : `\0${key}`

const isSame = (one: Id | null, other: Id | null): boolean => one === other || (one !== null && other !== null && one.client === other.client && one.clock === other.clock)

/** Where everything in a text stands: in which list and how deep, and beside what it was written. Runs of clocks, for each client in their order. */
export class Places {
  private readonly runs = new Map<number, Run[]>()
  private readonly depths = [0]
  private readonly names: string[] = ['']
  private readonly lists = new Map<string, number>()
  private last: { readonly client: number; readonly end: number; readonly lists: number } | null = null

  /** 1 directly under a root, one deeper in each element; 0 for what lies nowhere. */
  depthOf(id: Id): number { return this.depths[this.runOf(id)?.list ?? NOWHERE]! }

  /**
   * Learns what an update brings beyond the clocks that are there; `null` when not all of it can be placed. It may be asked about an update that is
   * refused afterwards: what is learned about such clocks is replaced by whatever really comes to stand there.
   */
  learn({ sections }: Scan, clockOf: ClockOf): Learned | null {
    this.forgetRefused(clockOf)
    const [first] = sections
    this.last = first ? { client: first.client, end: first.end, lists: this.names.length } : null
    const walk = { steps: STEPS }
    let deepest = 0
    let isPlausible = true
    const isPlaced = place(sections, clockOf, (client, piece, have) => {
      // Where the beginning is there already, the rest of it stands behind that, whatever else the update says; before the neighbour that it names.
      const isRest = piece.clock < have
      const left = isRest ? { client, clock: have - 1 } : piece.left
      const { right } = piece
      const list = isRest ? this.beside(left, right) : this.listOf(piece)
      walk.steps += STEPS_EACH
      isPlausible &&= this.isBetween(left, right, walk)
      this.note(client, { clock: Math.max(piece.clock, have), list, left, right })
      deepest = Math.max(deepest, this.depths[list]!)
    })
    return isPlaced ? { deepest, isPlausible } : null
  }

  /** Lets the lists go that the last update brought, when it was refused since: whoever is refused again and again must not fill the memory. */
  private forgetRefused(clockOf: ClockOf): void {
    if (this.last === null || clockOf(this.last.client) >= this.last.end) return
    for (const name of this.names.splice(this.last.lists)) this.lists.delete(name)
    this.depths.length = this.last.lists
  }

  /**
   * Whether something can have been written between these two neighbours. Whoever wrote it saw them side by side, so what `right` was written behind
   * is `left`, or what `left` was written behind, and so on; and `right` itself is not among those. Anything else would be put in another place by whoever
   * reads the same updates in another order: a late reader would see another text.
   */
  private isBetween(left: Id | null, right: Id | null, walk: { steps: number }): boolean {
    const after = right && this.runOf(right)
    if (!after || after.list === NOWHERE) return true
    const behind = right.clock > after.clock ? { client: right.client, clock: right.clock - 1 } : after.left
    for (let at = left; at !== null && walk.steps-- > 0;) {
      const run = this.runOf(at)
      if (!run || run.list === NOWHERE) return true
      if (run.list !== after.list) return false
      const meets = (id: Id | null): number => id !== null && id.client === at!.client && id.clock >= run.clock && id.clock <= at!.clock ? id.clock : -1
      const [met, wanted] = [meets(right), meets(behind)]
      if (met >= 0 || wanted >= 0) return wanted > met
      // It was written before the same neighbour, and that was looked at then.
      if (isSame(run.right, right)) return true
      at = run.left
    }
    return walk.steps > 0 && behind === null
  }

  /** Where Yjs places it: under a root, in the element it names, or beside its neighbours. */
  private listOf({ root, inside, left, right }: Piece): number {
    if (root) return this.listNamed(`/${root.name}${keyed(root.key)}`, 1)
    if (inside) return this.listNamed(`${inside.client}:${inside.clock}${keyed(inside.key)}`, this.depthOf(inside) + 1)
    return this.beside(left, right)
  }

  private beside(left: Id | null, right: Id | null): number {
    return (left && this.runOf(left)?.list) || (right && this.runOf(right)?.list) || NOWHERE
  }

  private listNamed(name: string, depth: number): number {
    const known = this.lists.get(name)
    if (known !== undefined) return known
    this.lists.set(name, this.names.length)
    this.depths.push(depth)
    return this.names.push(name) - 1
  }

  private runOf({ client, clock }: Id): Run | null {
    const runs = this.runs.get(client)
    if (!runs) return null
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (runs[middle]!.clock <= clock) low = middle + 1
      else high = middle
    }
    return low === 0 ? null : runs[low - 1]!
  }

  /** From this clock of the client on all stands so, until more is said. */
  private note(client: number, run: Run): void {
    const runs = this.runs.get(client)
    if (!runs) {
      this.runs.set(client, [run])
      return
    }
    while (runs.length > 0 && runs.at(-1)!.clock >= run.clock) runs.length -= 1
    const last = runs.at(-1)
    const goesOn = last !== undefined && last.list === run.list && isSame(run.left, { client, clock: run.clock - 1 }) && isSame(run.right, last.right)
    if (!goesOn) runs.push(run)
  }
}
