import { phases, type Phase, type Rulebook } from '@plenary/process'

/** One stage as a box, in pixels from the beginning of the line and the top. */
export interface Box {
  readonly code: string
  readonly title: string
  readonly ends: boolean
  readonly x: number
  readonly y: number
}

/** One move as a line. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly kind: 'forward' | 'back'
  /** Whether it leads to where the work ends. */
  readonly ends: boolean
  readonly path: string
}

/** The state machine of a rulebook, laid out in a column for each phase. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly columns: readonly { readonly phase: Phase; readonly x: number }[]
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

export const boxWidth = 156
export const boxHeight = 60
const [across, down, top, edge] = [212, 92, 44, 24]

function pathBetween(from: Box, to: Box): string {
  const middle = (box: Box): number => box.y + boxHeight / 2
  if (from.x === to.x && to.y - from.y === down) return `M${from.x + boxWidth / 2} ${from.y + boxHeight}V${to.y}`
  if (from.x === to.x) {
    // Beside its column: going down on the far side, going up on the near side.
    const side = to.y > from.y ? from.x + boxWidth : from.x
    const out = (to.y > from.y ? 1 : -1) * Math.min(edge, 10 + Math.abs(to.y - from.y) / 24)
    return `M${side} ${middle(from)}C${side + out} ${middle(from)} ${side + out} ${middle(to)} ${side} ${middle(to)}`
  }
  const ahead = to.x > from.x
  const [start, end] = ahead ? [from.x + boxWidth, to.x] : [from.x, to.x + boxWidth]
  const bend = Math.max(28, Math.abs(end - start) / 3) * (ahead ? 1 : -1)
  return `M${start} ${middle(from)}C${start + bend} ${middle(from)} ${end - bend} ${middle(to)} ${end} ${middle(to)}`
}

/** Draws a rulebook as it is: every stage a box, every move a line. Nothing here knows which rulebook it is. */
export function drawingOf(book: Pick<Rulebook, 'stages' | 'moves'>): Drawing {
  const present = phases.filter(phase => book.stages.some(stage => stage.phase === phase))
  const columns = present.map((phase, index) => ({ phase, x: edge + index * across }))
  const boxes = columns.flatMap(({ phase, x }) =>
    book.stages
      .filter(stage => stage.phase === phase)
      // Where the work ends lies below where it goes on.
      .toSorted((a, b) => Number(a.ends !== undefined) - Number(b.ends !== undefined))
      .map((stage, row): Box => ({ code: stage.code, title: stage.title, ends: stage.ends !== undefined, x, y: top + row * down })),
  )
  const boxOf = new Map(boxes.map(box => [box.code, box]))
  const arrows = book.moves.flatMap(({ from, to, kind }): readonly Arrow[] => {
    const [start, end] = [boxOf.get(from), boxOf.get(to)]
    return start === undefined || end === undefined ? [] : [{ from, to, kind, ends: end.ends, path: pathBetween(start, end) }]
  })
  const rows = Math.max(...boxes.map(box => box.y)) + boxHeight
  return { width: edge * 2 + columns.length * across - (across - boxWidth), height: rows + 12, columns, boxes, arrows }
}
