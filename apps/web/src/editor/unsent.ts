/** Changes of one account in one draft that the server has not confirmed, as they survive a reload. */
export interface Unsent {
  readonly changes: number
  readonly clauses: readonly string[]
}

/** Words the server refused, kept for the person who wrote them. */
export interface RefusedText {
  readonly clauseId: string
  readonly label: string
  readonly text: string
  /** Why, in a sentence. */
  readonly why: string
  /** ISO 8601. */
  readonly at: string
}

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'plenary'
const nameOf = (what: 'unsent' | 'refused' | 'offers', accountId: string, draftId: string): string => `${prefix}:${what}:${accountId}:${draftId}`

function readJson(shelf: Shelf, name: string): unknown {
  const text = shelf.getItem(name)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // What an older version or another hand left there is not ours to understand.
    shelf.removeItem(name)
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function unsentFrom(value: unknown): Unsent {
  if (!isRecord(value) || typeof value['changes'] !== 'number' || !Array.isArray(value['clauses'])) return { changes: 0, clauses: [] }
  return { changes: value['changes'], clauses: value['clauses'].filter(id => typeof id === 'string') }
}

const isRefusedText = (value: unknown): value is RefusedText =>
  isRecord(value) && ['clauseId', 'label', 'text', 'why', 'at'].every(key => typeof value[key] === 'string')

/** What is on the shelf of this account for this draft. */
export const readUnsent = (shelf: Shelf, accountId: string, draftId: string): Unsent =>
  unsentFrom(readJson(shelf, nameOf('unsent', accountId, draftId)))

/** False when the device is full or keeps nothing: then the words are in this window alone, and leaving it warns. */
function put(shelf: Shelf, name: string, value: unknown): boolean {
  try {
    shelf.setItem(name, JSON.stringify(value))
    return true
  } catch {
    // A browser says "full" by throwing; the room must go on with the words it holds.
    return false
  }
}

/** Puts the count on the shelf, or clears it when nothing waits. */
export function writeUnsent(shelf: Shelf, accountId: string, draftId: string, unsent: Unsent): void {
  const name = nameOf('unsent', accountId, draftId)
  if (unsent.changes === 0) shelf.removeItem(name)
  else put(shelf, name, unsent)
}

/** The refused words that wait to be looked at. */
export function readRefused(shelf: Shelf, accountId: string, draftId: string): RefusedText[] {
  const value = readJson(shelf, nameOf('refused', accountId, draftId))
  return Array.isArray(value) ? value.filter(isRefusedText) : []
}

/** Keeps refused words until the person lets them go. False when the device could not. */
export function writeRefused(shelf: Shelf, accountId: string, draftId: string, texts: readonly RefusedText[]): boolean {
  const name = nameOf('refused', accountId, draftId)
  if (texts.length > 0) return put(shelf, name, texts)
  shelf.removeItem(name)
  return true
}

/** The changes that wrote the refused words, each as an update in base64. */
export function readOffers(shelf: Shelf, accountId: string, draftId: string): string[] {
  const value = readJson(shelf, nameOf('offers', accountId, draftId))
  return Array.isArray(value) ? value.filter(offer => typeof offer === 'string') : []
}

/** Keeps them beside the words; a device too full for both keeps the words. */
export function writeOffers(shelf: Shelf, accountId: string, draftId: string, offers: readonly string[]): void {
  const name = nameOf('offers', accountId, draftId)
  if (offers.length === 0) shelf.removeItem(name)
  else put(shelf, name, offers)
}

/** Drafts in which this account has changes that exist on this device only. Signing out asks when there is any. */
export function draftsWithUnsent(shelf: Shelf, accountId: string): { draftId: string; changes: number }[] {
  const start = nameOf('unsent', accountId, '')
  return Array.from({ length: shelf.length }, (_, at) => shelf.key(at))
    .filter(name => name !== null && name.startsWith(start))
    .map(name => (name ?? '').slice(start.length))
    .map(draftId => ({ draftId, changes: readUnsent(shelf, accountId, draftId).changes }))
    .filter(({ changes }) => changes > 0)
}
