import type { Awareness } from 'y-protocols/awareness'

/** Where somebody is in the text. Name and colour are written by the server from the session, never believed from the page. */
export interface Presence {
  readonly clientId: number
  readonly name: string
  readonly clauseId: string | null
  readonly writing: boolean
}

/** A caret as relative positions in JSON, valid in the clause it names only. */
export interface Caret {
  readonly anchor: unknown
  readonly head: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const text = (value: unknown): string => typeof value === 'string' ? value : ''

/** One state of the awareness protocol as a presence; null if it names nobody. */
export function presenceFrom(clientId: number, state: unknown): Presence | null {
  if (!isRecord(state)) return null
  const user = isRecord(state['user']) ? state['user'] : {}
  const place = isRecord(state['place']) ? state['place'] : {}
  const name = text(user['name'])
  if (name === '') return null
  return { clientId, name, clauseId: text(place['clause']) || null, writing: place['writing'] === true }
}

/** Everybody else who is here, by name, each person once: of several windows, the one that writes. */
export function peopleIn(awareness: Awareness): Presence[] {
  const byName = new Map<string, Presence>()
  for (const [clientId, state] of awareness.getStates()) {
    const presence = clientId === awareness.clientID ? null : presenceFrom(clientId, state)
    if (presence === null) continue
    const known = byName.get(presence.name)
    if (known === undefined || (presence.writing && !known.writing)) byName.set(presence.name, presence)
  }
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** Says where this window is. Null: reading, nowhere in particular. */
export function announce(awareness: Awareness, place: { clauseId: string; writing: boolean } | null): void {
  awareness.setLocalStateField('place', place === null ? null : { clause: place.clauseId, writing: place.writing })
  if (place === null || !place.writing) awareness.setLocalStateField('caret', null)
}
