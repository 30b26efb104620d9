/** What one voter of a kind can do instead, and by how much each constraint comes nearer by it. */
export interface Move { readonly gains: readonly bigint[]; readonly tag: number }

/** So many voters that can do the same. */
export interface Movers { readonly number: bigint; readonly moves: readonly Move[]; readonly tag: number }

/** Of the movers with this tag, so many do the move with that tag. */
export interface Chosen { readonly movers: number; readonly move: number; readonly number: bigint }

/** How many steps a search may take before it is given up. */
export interface Budget { left: number }

const atMost = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const dominates = (a: Move, b: Move): boolean => a.gains.every((gain, index) => gain >= (b.gains[index] as bigint))

/** Moves worth making: those that bring some constraint nearer, and that no other does as well or better in every way; of equal ones the first. */
const useful = (moves: readonly Move[]): readonly Move[] => {
  const helping = moves.filter(move => move.gains.some(gain => gain > 0n))
  return helping.filter((move, index) => !helping.some((other, at) => dominates(other, move) && (at < index || !dominates(move, other))))
}

const atLeast = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const best = (movers: Movers, constraint: number): bigint => movers.moves.reduce((most, move) => atLeast(most, move.gains[constraint] as bigint), 0n)

interface Ranked { readonly gain: bigint; readonly number: bigint; readonly position: number }

class Search {
  private readonly ranked: readonly (readonly Ranked[])[]

  constructor(private readonly movers: readonly Movers[], constraints: number, private readonly budget: Budget) {
    this.ranked = Array.from({ length: constraints }, (_, constraint) => movers
      .map((one, position) => ({ gain: best(one, constraint), number: one.number, position }))
      .filter(one => one.gain > 0n)
      .sort((a, b) => (a.gain > b.gain ? -1 : 1)))
  }

  /** How few moves bring one constraint to zero, with all movers; null if none do. */
  least(value: bigint, constraint: number): bigint | null {
    let [missing, moves] = [-value, 0n]
    for (const { gain, number } of this.ranked[constraint] as readonly Ranked[]) {
      if (missing <= 0n) break
      const taken = atMost(number, (missing + gain - 1n) / gain)
      missing -= taken * gain
      moves += taken
    }
    return missing > 0n ? null : moves
  }

  /** Whether so many moves of the movers from one position on do not even bring each constraint to zero by itself. */
  private hopeless(values: readonly bigint[], from: number, moves: bigint): boolean {
    return values.some((value, constraint) => {
      let [missing, left] = [-value, moves]
      for (const { gain, number, position } of this.ranked[constraint] as readonly Ranked[]) {
        if (missing <= 0n || left === 0n) break
        if (position < from) continue
        const taken = atMost(number, left)
        missing -= taken * gain
        left -= taken
      }
      return missing > 0n
    })
  }

  /** A choice of at most so many moves that satisfies every constraint, of the movers from one position on; null if there is none. */
  find(values: readonly bigint[], moves: bigint, from = 0): readonly Chosen[] | null {
    this.budget.left -= 1
    if (values.every(value => value >= 0n)) return []
    if (this.hopeless(values, from, moves)) return null
    return this.spread(values, { moves, from, move: 0, free: (this.movers[from] as Movers).number })
  }

  private spread(values: readonly bigint[], at: { moves: bigint; from: number; move: number; free: bigint }): readonly Chosen[] | null {
    const movers = this.movers[at.from] as Movers
    const move = movers.moves[at.move]
    if (move === undefined) return this.find(values, at.moves, at.from + 1)
    for (let number = atMost(at.free, at.moves); number >= 0n; number -= 1n) {
      const after = values.map((value, index) => value + number * (move.gains[index] as bigint))
      const rest = this.spread(after, { moves: at.moves - number, from: at.from, move: at.move + 1, free: at.free - number })
      if (rest !== null) return number === 0n ? rest : [{ movers: movers.tag, move: move.tag, number }, ...rest]
      if (this.budget.left < 0) return null
    }
    return null
  }
}

/**
 * The fewest voters that must do something else so that every constraint is at least zero: exact, fewer than `below`. Null if there is no such choice.
 * When the budget runs out (`budget.left` is negative), nothing is known.
 */
export function fewestMoves(values: readonly bigint[], all: readonly Movers[], below: bigint | null, budget: Budget): readonly Chosen[] | null {
  const movers = all.map(one => ({ ...one, moves: useful(one.moves) })).filter(one => one.moves.length > 0)
  const search = new Search(movers, values.length, budget)
  const leasts = values.map((value, constraint) => search.least(value, constraint)).filter(least => least !== null)
  if (leasts.length < values.length) return null
  const upper = below === null ? movers.reduce((sum, one) => sum + one.number, 0n) : below - 1n
  // First at the least that single constraints ask for, then in growing strides, then between.
  let [yes, stride, found] = [leasts.reduce(atLeast, 0n) - 1n, 1n, null as readonly Chosen[] | null]
  let no = yes
  while (found === null && yes < upper) {
    no = yes
    yes = atMost(upper, yes + stride)
    found = search.find(values, yes)
    stride *= 2n
  }
  while (found !== null && yes - no > 1n) {
    const middle = (yes + no) / 2n
    const fewer = search.find(values, middle)
    if (fewer === null) no = middle
    else [yes, found] = [middle, fewer]
  }
  // Without a budget every search comes back at its first dead end, so that this is soon reached.
  return budget.left < 0 ? null : found
}
