import { useEffect } from 'react'
import { useQuery } from 'urql'
import type { Desk } from './desk.ts'
import type { Draft } from './drafts.queries.ts'
import { textQuery } from './drafts.queries.ts'

/** The text that came with the page, if the page was opened at this draft. */
function earlyText(draftId: string): Element | null {
  const early = document.querySelector('#early')
  const named = early?.querySelector('[data-draft]')?.getAttribute('data-draft') ?? early?.getAttribute('data-draft') ?? null
  return named === null || named === draftId ? early?.querySelector('.text') ?? null : null
}

const placeName = (draftId: string): string => `plenary:place:${draftId}`

/** Goes to the clause the address names, or to where this reader was last. */
function goToPlace(desk: Desk, draftId: string): void {
  const asked = decodeURIComponent(location.hash).replace(/^#c-/, '')
  const id = asked !== '' && desk.sheet.row(asked) !== undefined ? asked : localStorage.getItem(placeName(draftId))
  const row = id === null ? undefined : desk.sheet.row(id)
  if (row === undefined || id === null) return
  desk.select(id)
  row.scrollIntoView({ block: asked === id ? 'start' : 'center' })
}

/**
 * Puts the text on the sheet: the beginning that came with the page at once, the whole when the server's answer is here, unless the
 * shared text was faster. Remembers the reader's place.
 */
export function useReading(desk: Desk | undefined, draft: Draft, isLive: boolean, onReadable: (readable: boolean) => void): void {
  const [{ data }] = useQuery({ query: textQuery, variables: { id: draft.id }, pause: isLive, requestPolicy: 'cache-first' })
  const html = data?.draft?.text.html
  useEffect(() => {
    if (desk === undefined) return
    const early = earlyText(draft.id)
    if (early !== null) desk.read(early)
    document.querySelector('#early')?.replaceChildren()
    if (desk.sheet.ids.length > 0) onReadable(true)
  }, [desk, draft.id, onReadable])
  useEffect(() => {
    if (desk === undefined || html === undefined) return
    desk.read(html)
    goToPlace(desk, draft.id)
    onReadable(true)
  }, [desk, draft.id, html, onReadable])
  useEffect(() => desk?.setRows(draft.text.outline), [desk, draft.text.outline])
  useEffect(() => {
    if (desk === undefined) return
    const keep = (): void => {
      const { current } = desk.state()
      if (current !== null) localStorage.setItem(placeName(draft.id), current)
    }
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [desk, draft.id])
}
