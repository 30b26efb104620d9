import { useEffect, useRef, useState } from 'react'
import type { Desk } from './desk.ts'
import { Pen, type PenPage } from './pen.ts'

/** The pen of a desk. What its keys ask of the page may change with each rendering. */
export function usePen(desk: Desk | undefined, page: PenPage): Pen | null {
  const [pen, setPen] = useState<Pen | null>(null)
  const current = useRef(page)
  useEffect(() => {
    current.current = page
  })
  useEffect(() => {
    if (desk === undefined) return
    const opened = new Pen(desk, {
      toolbar: () => current.current.toolbar(),
      crossReference: () => current.current.crossReference(),
      comment: () => current.current.comment(),
      margin: () => current.current.margin(),
      split: () => current.current.split(),
      join: () => current.current.join(),
      move: direction => current.current.move(direction),
      nest: direction => current.current.nest(direction),
    })
    setPen(opened)
    return () => {
      opened.close()
      setPen(null)
    }
  }, [desk])
  return pen
}
