import { useEffect, useRef, type RefObject } from 'react'
import { useKeys } from '../ui/keys.ts'
import type { Desk } from './desk.ts'
import type { Pen } from './pen.ts'
import { pointUnder, stretchOf, textOver } from './places.ts'

/** What the keys and clicks of the reading view ask of the page. */
export interface DeskActs {
  readonly mayWrite: boolean
  readonly go: (clauseId: string) => void
  readonly comment: () => void
  readonly next: (direction: 1 | -1) => void
  readonly jump: () => void
  readonly find: () => void
  readonly outline: () => void
  /** A click on a place that is commented on; true if it was taken. */
  readonly openNoteAt: (clauseId: string, point: { blockId: string; offset: number } | null) => boolean
}

// A hand is not quite still while it clicks; from here on it is dragging. In pixels.
const pressMoves = 5

/** Reading by keyboard: arrows by clause, Enter to write, letters for what one does most. A click opens the clause where it fell. */
export function useDeskKeys(element: RefObject<HTMLElement | null>, desk: Desk | undefined, pen: Pen | null, acts: DeskActs): void {
  useKeys({
    c: acts.comment,
    n: () => acts.next(1),
    p: () => acts.next(-1),
    t: acts.jump,
    '/': acts.find,
    o: acts.outline,
    'Control+Alt+m': acts.comment,
    'Control+z': () => void pen?.takeBack('undo'),
    'Control+Shift+z': () => void pen?.takeBack('redo'),
  })
  // The browser makes no click of a press whose words were shown anew before it was let go, as they are at every key of somebody else.
  const press = useRef<PointerEvent | null>(null)
  useEffect(() => {
    const root = element.current
    if (root === null || desk === undefined) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.target !== document.activeElement || event.ctrlKey || event.metaKey || event.altKey) return
      const here = event.target instanceof HTMLElement && event.target.hasAttribute('data-clause') ? event.target.dataset['clause'] ?? null : null
      if (here === null) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) {
        const next = desk.neighbour(here, step)
        if (next !== null) acts.go(next)
      } else if (event.key === 'Enter' && acts.mayWrite) void pen?.open(here, { at: 'start' })
      else return
      event.preventDefault()
    }
    const onClick = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      const clauseId = desk.sheet.clauseOf(target)
      if (target === null || clauseId === null || target.closest('.writing, .note-g') !== null) return
      const link = target.closest('a')
      const reference = link?.getAttribute('href')?.match(/^#c-(.+)$/)?.[1]
      if (reference !== undefined) {
        event.preventDefault()
        acts.go(reference)
        return
      }
      if (link !== null || stretchOf(getSelection()) !== null) return
      const point = pointUnder(event.clientX, event.clientY)
      desk.select(clauseId)
      if (acts.openNoteAt(clauseId, point) || !acts.mayWrite) return
      void pen?.open(clauseId, point === null ? { at: 'end' } : { at: 'point', ...point })
    }
    const onFocus = (event: FocusEvent): void => {
      const row = event.target instanceof HTMLElement && event.target.hasAttribute('data-clause') ? event.target.dataset['clause'] : undefined
      if (row !== undefined) desk.select(row)
    }
    const onCopy = (event: ClipboardEvent): void => {
      const text = textOver(getSelection())
      if (text === null || event.clipboardData === null) return
      event.clipboardData.setData('text/plain', text.plain)
      event.clipboardData.setData('text/html', text.html)
      event.preventDefault()
    }
    // A selection that begins in the text passes over the notes; one that begins in a note may take its words.
    // And the editor's code is fetched while the pointer is still on its way.
    const onOver = (event: PointerEvent): void => {
      root.toggleAttribute('data-selecting', event.target instanceof Element && event.target.closest('.note-g') === null)
      if (acts.mayWrite && desk.state().live) void pen?.prepare()
    }
    const onDown = (event: PointerEvent): void => { press.current = event.button === 0 && event.pointerType === 'mouse' ? event : null }
    const onUp = (event: PointerEvent): void => {
      const pressed = press.current
      if (pressed === null || !(pressed.target instanceof Element) || pressed.target.isConnected) return
      if (Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < pressMoves) onClick(event)
    }
    root.addEventListener('keydown', onKey)
    root.addEventListener('click', onClick)
    root.addEventListener('focusin', onFocus)
    root.addEventListener('copy', onCopy)
    root.addEventListener('pointerdown', onOver)
    root.addEventListener('pointerdown', onDown)
    root.addEventListener('pointerup', onUp)
    return () => {
      root.removeEventListener('keydown', onKey)
      root.removeEventListener('click', onClick)
      root.removeEventListener('focusin', onFocus)
      root.removeEventListener('copy', onCopy)
      root.removeEventListener('pointerdown', onOver)
      root.removeEventListener('pointerdown', onDown)
      root.removeEventListener('pointerup', onUp)
    }
  }, [element, desk, pen, acts])
}
