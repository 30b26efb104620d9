import { useEffect } from 'react'
import { useQuery } from 'urql'
import type { Desk } from './desk.ts'
import type { Draft } from './DraftWorkspace.tsx'
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

/** Puts the text on the sheet: what came with the page, else what the server answers. Remembers the reader's place. */
export function useReading(desk: Desk | undefined, draft: Draft, readable: boolean, onReadable: (readable: boolean) => void): void {
  const early = earlyText(draft.id)
  const [{ data }] = useQuery({ query: textQuery, variables: { id: draft.id }, pause: readable || early !== null })
  const html = data?.draft?.text.html
  useEffect(() => {
    if (desk === undefined) return
    const adopted = desk.sheet.ids.length > 0
    const text = adopted ? null : earlyText(draft.id) ?? html ?? null
    if (!adopted && text === null) return
    if (text !== null) desk.read(text)
    document.querySelector('#early')?.replaceChildren()
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
