/** The decisions on a comment, each with its key. */
export const decisions = [
  { code: 'accepted', key: 'a' },
  { code: 'as-modified', key: 'm' },
  { code: 'rejected', key: 'r' },
  { code: 'noted', key: 'o' },
  { code: 'deferred', key: 'd' },
] as const

export type Disposition = (typeof decisions)[number]['code']

interface Filterable {
  readonly status: string
  readonly disposition: string | null
  readonly placed: boolean
  readonly author: { readonly id: string }
  readonly seat: { readonly id: string; readonly body: { readonly name: string } } | null
}

/** What the address of the table may ask for; every filter is a link that can be sent. */
export interface Filters {
  readonly clause?: string
  readonly member?: string
  readonly type?: string
  readonly decision?: string
  readonly show?: 'unplaced'
  /** The comment that is open: its number, or its id in links that the server wrote. */
  readonly comment?: string
}

/** Whether a comment is shown under these filters (clause and type are asked of the server). */
export function isShown(comment: Filterable, filters: Filters): boolean {
  if (filters.member !== undefined && filters.member !== (comment.seat?.body.name ?? 'public')) return false
  if (filters.show === 'unplaced' && comment.placed) return false
  if (filters.decision === undefined) return true
  return filters.decision === 'open' ? comment.disposition === null : comment.disposition === filters.decision
}

/** The next undecided comment after the one in hand, in the order of the table, beginning again at its start; null when all are decided. */
export function nextUndecided<One extends { readonly id: string; readonly disposition: string | null }>(
  comments: readonly One[],
  after: string | null,
): One | null {
  const start = comments.findIndex(one => one.id === after) + 1
  return [...comments.slice(start), ...comments.slice(0, start)].find(one => one.disposition === null && one.id !== after) ?? null
}

/** The filters as the address writes them: numbers bare, nothing that is not asked. */
export function addressOf(filters: Filters): Record<string, string | number | undefined> {
  const { comment } = filters
  return { ...filters, comment: comment !== undefined && /^\d+$/.test(comment) ? Number(comment) : comment }
}

/** Reads the filters out of an address; what it does not know it leaves out. */
export function filtersIn(search: Readonly<Record<string, unknown>>): Filters {
  const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
  const comment = search['comment']
  return {
    clause: word(search['clause']),
    member: word(search['member']),
    type: word(search['type']),
    decision: word(search['decision']) ?? word(search['status']),
    show: search['show'] === 'unplaced' ? 'unplaced' : undefined,
    comment: typeof comment === 'number' ? String(comment) : word(comment),
  }
}
