import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient, useQuery } from 'urql'
import type { Desk, DeskState } from './desk.ts'
import { notesQuery } from './drafts.queries.ts'
import { marginOf, type Margin, type Placement, type Thread } from './notes.ts'
import type { Pen } from './pen.ts'
import { rangeOf } from './places.ts'

const nothing: readonly never[] = []

/** Where a comment stands as the server last saw it; undefined for a comment on the whole draft. */
function servedPlace({ anchor, placed }: Thread): Placement | null | undefined {
  if (anchor.clauseId === null && anchor.quote === '') return undefined
  if (!placed || anchor.clauseId === null) return null
  return { clauseId: anchor.clauseId, blockId: anchor.blockId, start: anchor.start ?? 0, end: anchor.end ?? 0 }
}

type Threads = typeof import('../editor/threads.ts')

function placesOf(threads: readonly Thread[], desk: Desk | undefined, module: Threads | null): Map<string, Placement | null> {
  const places = new Map<string, Placement | null>()
  const live = desk?.live ?? null
  if (module !== null && live !== null && threads.length > 0) module.readForAnchors(live)
  for (const thread of threads) {
    const served = servedPlace(thread)
    if (served === undefined) continue
    places.set(thread.id, module === null || live === null ? served : module.placeOf(live, thread.anchor))
  }
  return places
}

/** Draws under the text what is commented on, without touching the text: the browser's highlights, not elements. */
function drawAnchors(desk: Desk, places: ReadonlyMap<string, Placement | null>, open: string | null): void {
  if (!('highlights' in CSS)) return
  const ranges: Range[] = []
  for (const place of places.values()) {
    if (place === null || place.blockId === null || place.clauseId === open) continue
    const row = desk.sheet.row(place.clauseId)
    const range = row === undefined ? null : rangeOf(row, { ...place, blockId: place.blockId })
    if (range !== null) ranges.push(range)
  }
  CSS.highlights.set('commented', new Highlight(...ranges))
}

export interface Notes {
  readonly margin: Margin
  /** The comment on the words at a place; null if nobody commented there. */
  readonly noteAt: (clauseId: string, point: { blockId: string; offset: number } | null) => string | null
  readonly waiting: boolean
  readonly failed: boolean
  readonly total: number
  readonly refetch: () => void
}

// Others' typing moves places all the time; a mark that follows after a moment is early enough.
const pause = 400

/** The state of the text a moment ago: changes in quick succession count once. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, pause, value)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** All comments of a draft. The first two hundred are shown as soon as they are here; the rest comes page by page, also after a change. */
function useThreads(draftId: string) {
  const client = useClient()
  const [{ data, fetching, error }, execute] = useQuery({ query: notesQuery, variables: { id: draftId, after: null } })
  const [rest, setRest] = useState<readonly Thread[]>(nothing)
  const first = data?.draft?.comments
  useEffect(() => {
    let left = false
    const turn = async (): Promise<void> => {
      const more: Thread[] = []
      let page = first?.pageInfo
      while (page?.hasNextPage === true) {
        const answer = await client.query(notesQuery, { id: draftId, after: page.endCursor }, { requestPolicy: 'network-only' }).toPromise()
        const comments = answer.data?.draft?.comments
        // A page that does not come leaves what is known; the next change asks again.
        if (left || comments === undefined) return
        more.push(...comments.nodes)
        page = comments.pageInfo
      }
      if (!left) setRest(more.length === 0 ? nothing : more)
    }
    void turn()
    return () => { left = true }
  }, [client, draftId, first])
  const threads = useMemo(() => rest.length === 0 ? first?.nodes ?? nothing : [...first?.nodes ?? nothing, ...rest], [first, rest])
  const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute])
  return { data, threads, fetching, error, refetch }
}

/** The comments and objections of a draft with their places in the text as it stands now. */
export function useNotes(draftId: string, desk: Desk | undefined, state: DeskState, pen: Pen | null, round: number): Notes {
  const { data, threads, fetching, error, refetch } = useThreads(draftId)
  const [module, setModule] = useState<Threads | null>(null)
  const version = useSettled(state.version)
  const { live, open } = state
  useEffect(() => {
    if (live) void import('../editor/threads.ts').then(setModule)
  }, [live])
  const objections = data?.draft?.objections ?? nothing
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `version` stands for the text, which lives outside React.
  const places = useMemo(() => placesOf(threads, desk, module), [threads, desk, module, version, live])
  const margin = useMemo(() => marginOf(threads, objections, places, false), [threads, objections, places])
  useEffect(() => {
    if (desk === undefined) return
    const shown = new Set([...margin.byClause.values()].flat().map(note => note.key))
    const drawn = new Map([...places].filter(([id]) => shown.has(id)))
    drawAnchors(desk, drawn, open)
    const stretches = [...drawn.values()].flatMap(place => place !== null && place.blockId !== null && place.clauseId === open ? [{ ...place, blockId: place.blockId }] : [])
    if (open !== null) pen?.editor?.showAnchors(stretches)
  }, [desk, places, margin, open, pen, version])
  useEffect(() => {
    if (round > 0) refetch()
  }, [round, refetch])
  const noteAt = useCallback((clauseId: string, point: { blockId: string; offset: number } | null) => {
    if (point === null) return null
    for (const [key, place] of places) {
      if (place?.clauseId === clauseId && place.blockId === point.blockId && place.start <= point.offset && point.offset < place.end) return key
    }
    return null
  }, [places])
  return useMemo(() => ({
    margin, noteAt, refetch,
    waiting: fetching && data === undefined,
    failed: error !== undefined && data === undefined,
    total: (data?.draft?.comments.total ?? 0) + objections.length,
  }), [margin, noteAt, refetch, fetching, error, data, objections])
}
