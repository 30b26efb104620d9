import { phases, type Phase, type Rulebook } from '@plenary/process'
import { pathThrough, type Point } from './path.ts'
import { lanesOf, type Span } from './lanes.ts'

/** One stage as a box, in pixels from the beginning of the line and the top. */
export interface Box {
  readonly code: string
  readonly title: string
  readonly ends: boolean
  readonly x: number
  readonly y: number
}

/** Where the words of a line stand: its middle, and how much room they have. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** One move as a line. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly title: string
  /** A move on, a move back, or the outcome of a review. */
  readonly look: 'forward' | 'back' | 'outcome'
  /** Whether it leads to where the work ends. */
  readonly ends: boolean
  readonly path: string
  readonly label: Label | null
  /** Whether the label has room for the title of the move, or for its figure only. */
  readonly roomy: boolean
}

/** The state machine of a rulebook, laid out in a column for each phase. */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** Named only where a column holds more than the one stage that bears its name. */
  readonly columns: readonly { readonly phase: Phase; readonly x: number }[]
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

export const boxWidth = 124
export const boxHeight = 76
const gap = 44
const below = 36
const edge = 12
const head = 44
const laneHeight = 24
/** Where lines meet a box: moves on above its middle, moves back below it, outcomes of a review lowest. */
const ports = { forward: 26, back: 50, outcome: 64 } as const

type Machine = Pick<Rulebook, 'stages' | 'moves'>
interface Placed { readonly column: number; readonly row: number; readonly ends: boolean }
interface Route {
  readonly from: string
  readonly to: string
  readonly title: string
  readonly look: Arrow['look']
  readonly port: keyof typeof ports
  /** The channels between columns that its upright parts run in; empty for a straight line. */
  readonly channels: readonly number[]
  /** Whether it runs over or under all boxes. */
  readonly around: 'over' | 'under' | null
}

/** Where each stage stands in the grid. Where the work ends lies below where it goes on. */
function gridOf({ stages }: Machine, present: readonly Phase[]): ReadonlyMap<string, Placed> {
  return new Map(present.flatMap((phase, column) => stages
    .filter(stage => stage.phase === phase)
    .toSorted((a, b) => Number(a.ends !== undefined) - Number(b.ends !== undefined))
    .map((stage, row) => [stage.code, { column, row, ends: stage.ends !== undefined }] as const)))
}

/** Through which channels a move goes. Channel n lies before column n. */
function routesOf({ stages, moves }: Machine, grid: ReadonlyMap<string, Placed>): readonly Route[] {
  const inReview = new Set(stages.filter(stage => stage.phase === 'review').map(stage => stage.code))
  return moves.flatMap(({ from, to, kind, title }): readonly Route[] => {
    const [start, end] = [grid.get(from), grid.get(to)]
    if (start === undefined || end === undefined) return []
    const look = inReview.has(from) && !inReview.has(to) ? 'outcome' as const : kind
    const [here, there] = [start.column, end.column]
    const backward = there < here || (there === here && (end.row < start.row || end.ends))
    const route = { from, to, title, look, port: look === 'outcome' ? look : backward ? 'back' as const : 'forward' as const }
    const direct = here === there ? end.row === start.row + 1 : Math.abs(here - there) === 1 && start.row === end.row
    if (direct) return [{ ...route, channels: [], around: null }]
    if (here === there) return [{ ...route, channels: [end.row > start.row ? here + 1 : here], around: null }]
    if (there === here + 1) return [{ ...route, channels: [there], around: null }]
    if (there === here - 1) return [{ ...route, channels: [here], around: null }]
    return [{ ...route, channels: there > here ? [here + 1, there] : [here, there + 1], around: look === 'outcome' ? 'under' : 'over' }]
  })
}

/** Draws a rulebook as it is: every stage a box, every move a line along lanes of its own. Nothing here knows which rulebook it is. */
export function drawingOf(book: Machine): Drawing {
  const present = phases.filter(phase => book.stages.some(stage => stage.phase === phase))
  const grid = gridOf(book, present)
  const routes = routesOf(book, grid)
  const isRow = [...grid.values()].every(({ row }) => row === 0)
  const usesChannel = (channel: number): boolean => routes.some(route => route.channels.includes(channel))
  const before = usesChannel(0) ? gap - edge : edge
  const after = usesChannel(present.length) ? gap - edge : edge
  const columnX = (column: number): number => before + column * (boxWidth + gap)
  const keyOf = (route: Route): string => `${route.to} ${route.look}`

  // Over and under the boxes: a lane for each place one comes to, the nearest first.
  const across = (around: 'over' | 'under') => lanesOf(routes.filter(route => route.around === around).map((route): Span => {
    const [first = 0, last = 0] = route.channels
    return { key: keyOf(route), from: Math.min(first, last), to: Math.max(first, last) }
  }))
  const over = across('over')
  const under = across('under')
  const top = (isRow ? 0 : head) + over.count * laneHeight + 8
  const rows = Math.max(...[...grid.values()].map(({ row }) => row)) + 1
  const bottom = top + rows * (boxHeight + below) - below
  const boxY = (row: number): number => top + row * (boxHeight + below)
  const aroundY = (route: Route): number =>
    route.around === 'over' ? top - 14 - (over.laneOf.get(keyOf(route)) ?? 0) * laneHeight : bottom + 26 + (under.laneOf.get(keyOf(route)) ?? 0) * laneHeight

  const spans = routes.flatMap(route => route.channels.map((channel, index) => {
    const [start, end] = [grid.get(route.from), grid.get(route.to)]
    const port = ports[route.port]
    const [first, last] = [boxY(start?.row ?? 0) + port, boxY(end?.row ?? 0) + port]
    const isLast = index === route.channels.length - 1
    const [y1, y2] = route.around === null ? [first, last] : isLast ? [aroundY(route), last] : [first, aroundY(route)]
    return { channel, key: isLast ? `to ${keyOf(route)}` : `from ${route.from} ${route.look} ${route.to}`, from: Math.min(y1, y2), to: Math.max(y1, y2) }
  }))
  const channels = Array.from({ length: present.length + 1 }, (_, channel) => lanesOf(spans.filter(span => span.channel === channel)))
  const laneX = (channel: number, key: string): number => {
    const { laneOf, count } = channels[channel] ?? { laneOf: new Map<string, number>(), count: 1 }
    const step = count < 2 ? 0 : Math.min(7, 24 / (count - 1))
    return columnX(channel) - gap / 2 + ((laneOf.get(key) ?? 0) - (count - 1) / 2) * step
  }

  const arrows = routes.map((route): Arrow => {
    const [start, end] = [grid.get(route.from), grid.get(route.to)]
    if (start === undefined || end === undefined) throw new Error(`${route.from} and ${route.to} have no box.`)
    const [sx, sy, ex, ey] = [columnX(start.column), boxY(start.row), columnX(end.column), boxY(end.row)]
    const line = (points: readonly Point[], label: Label | null, roomy = false): Arrow =>
      ({ from: route.from, to: route.to, title: route.title, look: route.look, ends: end.ends, path: pathThrough(points), label, roomy })
    const port = ports[route.port]
    if (route.channels.length === 0 && start.column === end.column) {
      const x = sx + boxWidth / 2
      return line([[x, sy + boxHeight], [x, ey]], { x: x + 22, y: sy + boxHeight + 8, width: gap })
    }
    // Beside its own column a line goes out and in at the same side.
    const [ahead, down] = [end.column > start.column, end.column === start.column && end.row > start.row]
    const outX = ahead || down ? sx + boxWidth : sx
    const inX = down || end.column < start.column ? ex + boxWidth : ex
    const [y1, y2] = [sy + port, ey + port]
    if (route.channels.length === 0) return line([[outX, y1], [inX, y2]], { x: (outX + inX) / 2, y: route.port === 'back' ? y1 - 19 : route.port === 'forward' ? y1 - 20 : y1 + 3, width: gap })
    const [first = 0, last = first] = route.channels
    const lastX = laneX(last, `to ${keyOf(route)}`)
    if (route.around === null) return line([[outX, y1], [lastX, y1], [lastX, y2], [inX, y2]], null)
    const firstX = laneX(first, `from ${route.from} ${route.look} ${route.to}`)
    const level = aroundY(route)
    const label = { x: (firstX + lastX) / 2, y: level - 17, width: Math.abs(firstX - lastX) - 16 }
    return line([[outX, y1], [firstX, y1], [firstX, level], [lastX, level], [lastX, y2], [inX, y2]], label, true)
  })

  return {
    width: before + present.length * (boxWidth + gap) - gap + after,
    height: bottom + under.count * laneHeight + 14,
    columns: isRow ? [] : present.map((phase, column) => ({ phase, x: columnX(column) })),
    boxes: book.stages.flatMap(stage => {
      const place = grid.get(stage.code)
      return place === undefined ? [] : [{ code: stage.code, title: stage.title, ends: place.ends, x: columnX(place.column), y: boxY(place.row) }]
    }).toSorted((a, b) => a.x - b.x || a.y - b.y),
    arrows,
  }
}
