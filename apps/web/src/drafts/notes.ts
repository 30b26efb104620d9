import type { DraftNotesQuery } from '../api/generated.ts'

type Draft = NonNullable<DraftNotesQuery['draft']>
export type Thread = Draft['comments']['nodes'][number]
export type Objection = Draft['objections'][number]

/** Where a comment stands now. `clauseId` alone: on the clause as a whole. */
export interface Placement {
  readonly clauseId: string
  readonly blockId: string | null
  readonly start: number
  readonly end: number
}

/** One note of the margin. */
export type Note =
  | { readonly kind: 'objection'; readonly key: string; readonly objection: Objection }
  | { readonly kind: 'comment'; readonly key: string; readonly thread: Thread }

/** What stands in the margin, and what has no place in the text. */
export interface Margin {
  readonly byClause: ReadonlyMap<string, readonly Note[]>
  /** Comments that lost their words; each is shown with what it quoted. */
  readonly unplaced: readonly Thread[]
  /** Comments on the draft as a whole. */
  readonly onWhole: readonly Thread[]
}

const standing: ReadonlySet<string> = new Set(['raised', 'triaged', 'addressed', 'sustained', 'appealed', 'upheld'])

/** Whether an objection still stands in the way. */
export const stands = (objection: Objection): boolean => standing.has(objection.status)

/**
 * The notes of each clause, objections before comments, comments in the order of their places. Resolved threads are left out unless asked for.
 * A comment that says a place which the text does not have is unplaced: it never vanishes.
 */
export function marginOf(
  threads: readonly Thread[], objections: readonly Objection[], placements: ReadonlyMap<string, Placement | null>, withResolved: boolean,
): Margin {
  const byClause = new Map<string, Note[]>()
  const add = (clauseId: string, note: Note): void => void byClause.set(clauseId, [...byClause.get(clauseId) ?? [], note])
  for (const objection of objections) {
    if (objection.clauseId !== null && stands(objection)) add(objection.clauseId, { kind: 'objection', key: objection.id, objection })
  }
  const unplaced: Thread[] = []
  const onWhole: Thread[] = []
  const placed: { thread: Thread; place: Placement }[] = []
  for (const thread of threads) {
    if (!withResolved && thread.status === 'resolved') continue
    const place = placements.get(thread.id)
    if (place !== undefined && place !== null) placed.push({ thread, place })
    else if (place === null) unplaced.push(thread)
    else onWhole.push(thread)
  }
  placed.sort((a, b) => a.place.start - b.place.start || a.thread.number - b.thread.number)
  for (const { thread, place } of placed) add(place.clauseId, { kind: 'comment', key: thread.id, thread })
  return { byClause, unplaced, onWhole }
}

/** The clause beside which a note stands; null for one that has no place in the text. */
export function clauseOfNote({ byClause }: Pick<Margin, 'byClause'>, key: string): string | null {
  for (const [clauseId, notes] of byClause) if (notes.some(note => note.key === key)) return clauseId
  return null
}

/** How many rows a clause's notes may cover: down to the next clause that has notes of its own. */
export function spansOf(order: readonly string[], noted: (clauseId: string) => boolean): Map<string, number> {
  const spans = new Map<string, number>()
  let last: string | null = null
  for (const id of order) {
    if (noted(id)) {
      last = id
      spans.set(id, 1)
    } else if (last !== null) spans.set(last, (spans.get(last) ?? 1) + 1)
  }
  return spans
}
