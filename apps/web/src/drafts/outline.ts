/** A clause as the outline and the jump list name it. */
export interface OutlineRow {
  readonly clauseId: string
  readonly depth: number
  readonly number: string
  readonly title: string
  readonly kind: string
  readonly gap: string | null
}

/** What is to be seen at a clause, or at those it holds. */
export interface Marks {
  readonly comments: number
  readonly objections: number
  readonly changed: boolean
  readonly gap: boolean
}

/** A row of the outline with the rows shown under it. */
export interface OutlineEntry extends OutlineRow {
  readonly marks: Marks
  readonly holds: readonly OutlineEntry[]
}

const headings: ReadonlySet<string> = new Set(['part', 'chapter', 'section', 'article', 'annex', 'clause'])
const none: Marks = { comments: 0, objections: 0, changed: false, gap: false }

const sum = (a: Marks, b: Marks): Marks => ({
  comments: a.comments + b.comments, objections: a.objections + b.objections, changed: a.changed || b.changed, gap: a.gap || b.gap,
})

/** The clause itself and all it stands in, outermost first. Expects rows in reading order. */
export function pathTo(rows: readonly OutlineRow[], clauseId: string | null): OutlineRow[] {
  const at = rows.findIndex(row => row.clauseId === clauseId)
  const found = rows[at]
  if (found === undefined) return []
  const path = [found]
  for (let before = at - 1, depth = found.depth; before >= 0 && depth > 0; before--) {
    const row = rows[before]
    if (row === undefined || row.depth >= depth) continue
    path.unshift(row)
    depth = row.depth
  }
  return path
}

/**
 * The outline: what has a heading stands in it; small clauses only under the heading in hand. A run of recitals is one row.
 * Marks of clauses that are not shown count for the row that holds them.
 */
export function outlineOf(rows: readonly OutlineRow[], marksOf: (clauseId: string) => Marks, current: string | null): OutlineEntry[] {
  const inHand = new Set(pathTo(rows, current).map(row => row.clauseId))
  interface Open { readonly row: OutlineRow; marks: Marks; readonly holds: Open[] }
  const top: Open[] = []
  const path: Open[] = []
  let recitals: Open | null = null
  for (const row of rows) {
    while (path.length > 0 && (path.at(-1)?.row.depth ?? 0) >= row.depth) path.pop()
    const marks = marksOf(row.clauseId)
    for (const above of path) above.marks = sum(above.marks, marks)
    const isRecital = row.kind === 'recital'
    if (isRecital && recitals !== null && row.depth === recitals.row.depth) {
      recitals.marks = sum(recitals.marks, marks)
      if (inHand.has(row.clauseId)) recitals.holds.push({ row, marks, holds: [] })
      continue
    }
    const open: Open = { row, marks: isRecital || path.length > 0 || headings.has(row.kind) ? marks : none, holds: [] }
    const above = path.at(-1)
    const shown = headings.has(row.kind) || isRecital || (above !== undefined && inHand.has(above.row.clauseId) && path.length < 4)
    if (shown) (above === undefined ? top : above.holds).push(open)
    path.push(open)
    recitals = isRecital ? open : null
  }
  const close = ({ row, marks, holds }: Open): OutlineEntry => ({ ...row, marks, holds: holds.map(close) })
  return top.map(close)
}

/** The clause a reader means by what they typed: its number as it is written, or as short as the margin writes it. */
export function rowNumbered(rows: readonly OutlineRow[], typed: string): OutlineRow | undefined {
  // '14 3 a' is as good as '14(3)(a)', but '52' is Article 52 and not 5(2).
  const plain = (text: string): string => text.toLowerCase().replaceAll(/\b(article|clause|recital|annex|section|point|paragraph)\b/g, '').replaceAll(/[\s.,()]+/g, ' ').trim()
  const wanted = plain(typed)
  if (wanted === '') return undefined
  const exact = rows.find(row => row.number.toLowerCase() === typed.trim().toLowerCase())
  if (exact !== undefined) return exact
  const isRecital = /^\s*(r\d|recital)/i.test(typed)
  const candidates = rows.filter(row => plain(row.number) === wanted || (isRecital && plain(row.number) === `r${wanted}`))
  return candidates.find(row => row.kind !== 'recital' || isRecital) ?? candidates[0] ?? rows.find(row => plain(row.number).startsWith(wanted))
}
