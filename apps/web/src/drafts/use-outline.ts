import { useEffect, useMemo } from 'react'
import type { Desk, DeskState } from './desk.ts'
import type { Notes } from './use-notes.ts'
import { outlineOf, type OutlineEntry } from './outline.ts'
import type { Visit } from './use-visit.ts'

export interface DraftOutline {
  readonly entries: readonly OutlineEntry[]
  readonly withdrawn: readonly { readonly id: string; readonly name: string }[]
  /** As short as the margin names it: '14(3)'. */
  readonly numberOf: (clauseId: string) => string
  /** As a sentence names it: 'Article 14(3)'. */
  readonly nameOf: (clauseId: string) => string
  readonly firstNote: (clauseId: string) => string | null
  /** The next clause with a change, a comment, an objection or a gap; null if there is none. */
  readonly nextStop: (from: string | null, direction: 1 | -1) => string | null
}

const nothing: ReadonlySet<string> = new Set()

/** The outline with its marks, and the way from one mark to the next. */
export function useOutline(desk: Desk | undefined, state: DeskState, notes: Notes, visit: Visit | null): DraftOutline {
  const { rows, changed, version } = state
  const here = state.open ?? state.current
  const changedThen = visit?.clauses ?? nothing
  const stops = useMemo(() => {
    const at = new Map(rows.map((row, index) => [row.clauseId, index]))
    const marked = rows.filter(({ clauseId, gap }) =>
      gap !== null || changed.has(clauseId) || changedThen.has(clauseId) || notes.margin.byClause.has(clauseId)).map(row => row.clauseId)
    return { at, marked }
  }, [rows, changed, changedThen, notes.margin])
  const entries = useMemo(() => {
    const gaps = new Set(rows.filter(row => row.gap !== null).map(row => row.clauseId))
    return outlineOf(rows, id => {
      const group = notes.margin.byClause.get(id) ?? []
      const objections = group.filter(note => note.kind === 'objection').length
      return { objections, comments: group.length - objections, changed: changed.has(id) || changedThen.has(id), gap: gaps.has(id) }
    }, here)
  }, [rows, changed, changedThen, notes.margin, here])
  useEffect(() => desk?.sheet.mark(id => changed.has(id) || changedThen.has(id)), [desk, changed, changedThen, version])
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `version` and `rows` stand for the text, which lives outside React.
  const withdrawn = useMemo(() => withdrawnIn(desk), [desk, rows, version])
  return useMemo(() => {
    const rowOf = (id: string) => rows[stops.at.get(id) ?? -1]
    return {
      entries,
      withdrawn,
      numberOf: id => rowOf(id)?.number ?? '',
      nameOf: id => desk?.live?.name(id) ?? rowOf(id)?.number ?? '',
      firstNote: id => notes.margin.byClause.get(id)?.[0]?.key ?? null,
      nextStop: (from, direction) => {
        const start = from === null ? -1 : stops.at.get(from) ?? -1
        const order = direction === 1 ? stops.marked : [...stops.marked].reverse()
        const beyond = (id: string): boolean => ((stops.at.get(id) ?? 0) - start) * direction > 0
        return order.find(beyond) ?? order[0] ?? null
      },
    }
  }, [entries, withdrawn, rows, stops, notes.margin, desk])
}

/** Withdrawn clauses by the first words they had; those inside a withdrawn one come back with it. */
function withdrawnIn(desk: Desk | undefined): { id: string; name: string }[] {
  const live = desk?.live
  if (live === undefined || live === null) return []
  return live.nodes.filter(node => node.withdrawn && live.node(node.parent ?? '')?.withdrawn !== true).flatMap(node => {
    const words = live.words(node.id)
    return words === '' ? [] : [{ id: node.id, name: words.length > 60 ? `${words.slice(0, 60)}…` : words }]
  })
}
