type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** What this account saw of a draft when it was here last. */
interface Visit {
  /** ISO 8601. */
  readonly at: string
  readonly seen: Readonly<Record<string, string>>
}

const nameOf = (accountId: string, draftId: string): string => `plenary:seen:${accountId}:${draftId}`

/** A short print of a clause's words: enough to notice that they changed, not to tell them. */
export function printOf(text: string): string {
  let hash = 5381
  for (let at = 0; at < text.length; at++) hash = (hash * 33 ^ text.charCodeAt(at)) >>> 0
  return hash.toString(36)
}

const isVisit = (value: unknown): value is Visit =>
  typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'string' && 'seen' in value && typeof value.seen === 'object' && value.seen !== null

function readVisit(shelf: Shelf, name: string): Visit | null {
  try {
    const value: unknown = JSON.parse(shelf.getItem(name) ?? 'null')
    return isVisit(value) ? value : null
  } catch {
    // Another program's note under our name is no visit.
    return null
  }
}

/** The clauses that read differently than at the last visit on this device, and when that was; null on the first visit. */
export function changedSinceVisit(
  shelf: Shelf, accountId: string, draftId: string, prints: ReadonlyMap<string, string>,
): { at: string; clauses: ReadonlySet<string> } | null {
  const visit = readVisit(shelf, nameOf(accountId, draftId))
  if (visit === null) return null
  return { at: visit.at, clauses: new Set([...prints].filter(([id, print]) => visit.seen[id] !== print).map(([id]) => id)) }
}

/** Remembers what this account has seen. A device without room for it remembers nothing, which marks nothing as changed. */
export function rememberVisit(shelf: Shelf, accountId: string, draftId: string, prints: ReadonlyMap<string, string>, at: string): void {
  try {
    shelf.setItem(nameOf(accountId, draftId), JSON.stringify({ at, seen: Object.fromEntries(prints) }))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
