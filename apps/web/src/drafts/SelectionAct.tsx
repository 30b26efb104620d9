import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { Desk } from './desk.ts'
import type { Pen } from './pen.ts'
import { stretchOf } from './places.ts'

/** Offers to comment on what was selected, just below its end. */
export function SelectionAct({ desk, pen, onComment }: { readonly desk: Desk; readonly pen: Pen | null; readonly onComment: () => void }) {
  const [at, setAt] = useState<{ top: number; start: number } | null>(null)
  useEffect(() => {
    const look = (): void => {
      const selection = getSelection()
      const stretch = stretchOf(selection)
      const isHere = stretch !== null && desk.sheet.row(stretch.clauseId)?.contains(selection?.anchorNode ?? null) === true
      const isWritten = pen?.editor?.element.contains(selection?.anchorNode ?? null) === true && selection?.isCollapsed === false
      if (selection === null || (!isHere && !isWritten)) return setAt(null)
      const box = selection.getRangeAt(0).getBoundingClientRect()
      const end = document.documentElement.dir === 'rtl' ? innerWidth - box.left : box.right
      setAt({ top: box.bottom + scrollY + 6, start: Math.min(Math.max(end - 90, 8), innerWidth - 140) })
    }
    // While the pointer is down the selection still grows.
    const onUp = (): void => void setTimeout(look, 0)
    const onChange = (): void => { if (getSelection()?.isCollapsed === true) setAt(null) }
    document.addEventListener('pointerup', onUp)
    document.addEventListener('keyup', onUp)
    document.addEventListener('selectionchange', onChange)
    return () => {
      document.removeEventListener('pointerup', onUp)
      document.removeEventListener('keyup', onUp)
      document.removeEventListener('selectionchange', onChange)
    }
  }, [desk, pen])
  if (at === null) return null
  return (
    <button
      type="button" className="btn small selection-act" style={{ insetBlockStart: at.top, insetInlineStart: at.start }}
      onMouseDown={event => event.preventDefault()} onClick={() => { setAt(null); onComment() }}
    >
      <Trans>Comment</Trans>
    </button>
  )
}
