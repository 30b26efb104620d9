/** A stretch along a lane. Stretches of one key share a lane. */
export interface Span {
  readonly key: string
  readonly from: number
  readonly to: number
}

/** Which lane each key has, counted from 0, and how many lanes there are. */
export interface Lanes {
  readonly laneOf: ReadonlyMap<string, number>
  readonly count: number
}

/** Gives each key a lane in which it meets no other; the shortest have the first ones. */
export function lanesOf(spans: readonly Span[]): Lanes {
  const wholes = new Map<string, { from: number; to: number }>()
  for (const { key, from, to } of spans) {
    const known = wholes.get(key)
    wholes.set(key, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) })
  }
  const lanes: { from: number; to: number }[][] = []
  const laneOf = new Map<string, number>()
  for (const [key, whole] of [...wholes].toSorted(([, a], [, b]) => a.to - a.from - (b.to - b.from))) {
    const free = lanes.findIndex(lane => lane.every(other => whole.to < other.from || other.to < whole.from))
    const lane = free < 0 ? lanes.length : free
    ;(lanes[lane] ??= []).push(whole)
    laneOf.set(key, lane)
  }
  return { laneOf, count: lanes.length }
}
