import { useCallback, useState } from 'react'
import type { NewAnchor } from './CommentForm.tsx'
import type { Desk } from './desk.ts'
import type { Pen } from './pen.ts'
import { quoteOf, stretchOf, type Stretch } from './places.ts'

interface Composing {
  readonly anchor: NewAnchor | null
  /** Begins a comment on what is selected, in reading or in writing, or else on the clause in hand. */
  readonly begin: () => void
  readonly end: () => void
}

function chosenStretch(desk: Desk, pen: Pen | null): Stretch | null {
  const open = pen?.editor ?? null
  const place = open?.place() ?? null
  if (open !== null && place !== null) return place.end > place.start ? { clauseId: open.clauseId, ...place } : null
  const stretch = stretchOf(getSelection())
  return stretch !== null && desk.sheet.row(stretch.clauseId) !== undefined ? stretch : null
}

/** The comment that is being written, and where it will stand. */
export function useComposing(desk: Desk | undefined, pen: Pen | null): Composing {
  const [anchor, setAnchor] = useState<NewAnchor | null>(null)
  const begin = useCallback(() => {
    if (desk === undefined) return
    const stretch = chosenStretch(desk, pen)
    const clauseId = stretch?.clauseId ?? desk.state().open ?? desk.state().current
    if (clauseId === null || clauseId === undefined) return
    desk.select(clauseId)
    const onClause: NewAnchor = { clauseId, quote: '', prefix: '', suffix: '' }
    const row = desk.sheet.row(clauseId)
    if (stretch === null || row === undefined) return setAnchor(onClause)
    const { through, ...place } = stretch
    const live = desk.live
    if (live === null) return setAnchor({ ...stretch, ...quoteOf(row, stretch) })
    void import('../editor/threads.ts').then(({ anchorAt }) => setAnchor({ ...anchorAt(live, place) ?? onClause, through }))
  }, [desk, pen])
  const end = useCallback(() => setAnchor(null), [])
  return { anchor, begin, end }
}
