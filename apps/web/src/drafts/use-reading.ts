import { useEffect, useState } from 'react'
import { useQuery } from 'urql'
import type { Desk } from './desk.ts'
import type { Draft } from './drafts.queries.ts'
import { textQuery } from './drafts.queries.ts'

/** The text that came with the page, if the page was opened at this draft. */
export function earlyText(draftId: string): Element | null {
  const early = document.querySelector('#early')
  const named = early?.querySelector('[data-draft]')?.getAttribute('data-draft') ?? early?.getAttribute('data-draft') ?? null
  return named === null || named === draftId ? early?.querySelector('.text') ?? null : null
}

// The shared text is smaller than its rendering and usually here first. A network that lets no socket or store through must not hide the rest.
const patienceWithLine = 8_000

const placeName = (draftId: string): string => `plenary:place:${draftId}`

/** Remembers where the text begins below what stands above it, in a window of this width: the next page shows its beginning there (`look.js`). */
function rememberHead(draftId: string): void {
  const work = document.querySelector('.draft > .work')
  if (work !== null) localStorage.setItem(`plenary:head:${draftId}`, `${innerWidth} ${Math.round(work.getBoundingClientRect().top + scrollY)}`)
}

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
 * Puts the text on the sheet: the beginning that came with the page at once; the whole when the shared text is here, or the server's rendering of
 * it where the page brought nothing or the shared text does not come. Remembers the reader's place.
 */
export function useReading(desk: Desk | undefined, draft: Draft, isLive: boolean, onReadable: (readable: boolean) => void): void {
  const [waited, setWaited] = useState(false)
  const [began] = useState(() => earlyText(draft.id) !== null)
  const [{ data }] = useQuery({ query: textQuery, variables: { id: draft.id }, pause: isLive || (began && !waited), requestPolicy: 'cache-first' })
  const html = data?.draft?.text.html
  useEffect(() => {
    if (desk === undefined) return
    const early = earlyText(draft.id)
    if (early !== null) desk.read(early)
    document.querySelector('#early')?.replaceChildren()
    // A beginning without a clause is an empty draft, which is begun at once.
    if (began || desk.sheet.ids.length > 0) onReadable(true)
    const timer = setTimeout(setWaited, patienceWithLine, true)
    return () => clearTimeout(timer)
  }, [desk, draft.id, began, onReadable])
  useEffect(() => {
    if (desk === undefined || html === undefined) return
    desk.read(html)
    onReadable(true)
  }, [desk, html, onReadable])
  const isWhole = isLive || html !== undefined
  useEffect(() => {
    if (desk !== undefined && isWhole) goToPlace(desk, draft.id)
  }, [desk, draft.id, isWhole])
  useEffect(() => desk?.setRows(draft.text.outline), [desk, draft.text.outline])
  useEffect(() => {
    if (desk === undefined) return
    const keep = (): void => {
      const { current } = desk.state()
      if (current !== null) localStorage.setItem(placeName(draft.id), current)
      rememberHead(draft.id)
    }
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [desk, draft.id])
}
