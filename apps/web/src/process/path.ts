export type Point = readonly [x: number, y: number]

const radius = 6
const rounded = (value: number): number => Math.round(value * 10) / 10

/** A point on the way from one to another, so far from the first. */
function towards([x, y]: Point, [toX, toY]: Point, far: number): Point {
  const length = Math.hypot(toX - x, toY - y)
  const share = length === 0 ? 0 : Math.min(1, far / length)
  return [x + (toX - x) * share, y + (toY - y) * share]
}

/** A line through points, with round corners. */
export function pathThrough(points: readonly Point[]): string {
  const way = points.filter((point, index) => index === 0 || Math.hypot(point[0] - points[index - 1]![0], point[1] - points[index - 1]![1]) > 0.01)
  const at = ([x, y]: Point): string => `${rounded(x)} ${rounded(y)}`
  return way.map((point, index) => {
    const [before, after] = [way[index - 1], way[index + 1]]
    if (before === undefined) return `M${at(point)}`
    if (after === undefined) return `L${at(point)}`
    const bend = Math.min(radius, Math.hypot(point[0] - before[0], point[1] - before[1]) / 2, Math.hypot(after[0] - point[0], after[1] - point[1]) / 2)
    return `L${at(towards(point, before, bend))}Q${at(point)} ${at(towards(point, after, bend))}`
  }).join('')
}
