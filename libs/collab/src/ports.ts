import type { CloseCode } from './protocol.ts'

/** Where a text stands: how many updates it has, how often its rules have changed, and whether it is frozen. */
export interface Head {
  readonly seq: number
  readonly epoch: number
  readonly locked: boolean
}

/** An update as the log keeps it. `clients` are the Yjs clients whose text it brings, all of them bound to its author. */
export interface StoredUpdate {
  readonly seq: number
  readonly data: Uint8Array
  readonly author: string
  readonly clients: readonly number[]
}

/** A text as it is loaded: a snapshot that holds everything up to `upTo`, the updates after it, and whose each client is. */
export interface StoredText {
  readonly head: Head
  readonly snapshot: { readonly upTo: number; readonly data: Uint8Array } | null
  readonly updates: readonly StoredUpdate[]
  readonly owners: ReadonlyMap<number, string>
}

/**
 * An update that wants to be stored. `claims` are the clients that nobody owned when it was checked.
 * A `service` entry was permitted by the act that caused it, so only the freeze stands in its way; a `person` must hold the right to write.
 */
export interface Entry {
  readonly author: string
  /** The way in by which the author came, which must still be open at the commit. */
  readonly session: string | null
  readonly data: Uint8Array
  readonly clients: readonly number[]
  readonly claims: readonly number[]
  readonly authority: 'person' | 'service'
}

/** Entries for one room, checked against the text as it was at `basis` under the rules of `epoch`. */
export interface RoomBatch {
  readonly room: string
  readonly basis: number
  readonly epoch: number
  readonly entries: readonly Entry[]
}

/** `again`: something the check did not know has happened; look at the head, check again, offer again. */
export type Verdict =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'refused'; readonly why: 'frozen' | 'forbidden' | 'closed' }
  | { readonly kind: 'again' }

/** The answer for one room. `held` means that somebody else has the head just now: nothing was looked at, offer it again in a moment. */
export type RoomOutcome =
  | { readonly held: true }
  | { readonly held: false; readonly verdicts: readonly Verdict[] }

/** Where texts are kept. One contract suite (`log.contract.ts`) holds for every implementation. */
export interface UpdateLog {
  /** The whole text, read in one instant; `null` when there is no such room. */
  load(room: string): Promise<StoredText | null>
  /** The updates after `seq`, without a hole, together with a head that is not older than they are. */
  after(room: string, seq: number): Promise<{ readonly head: Head; readonly updates: readonly StoredUpdate[] } | null>
  /** The heads of those rooms that exist. */
  heads(rooms: readonly string[]): Promise<ReadonlyMap<string, Head>>
  /**
   * Stores what may be stored, durably, all rooms in one commit, and answers room by room in the order asked.
   * Gives each room's updates the next numbers without a hole. Rights, freeze, epoch and the ownership of clients are decided inside the commit.
   * Throws when the outcome is unknown: then nobody may believe anything but what is loaded again.
   */
  append(batch: readonly RoomBatch[]): Promise<readonly RoomOutcome[]>
  /** Keeps a snapshot that holds everything up to `upTo`, unless there is a later one. The updates stay. */
  keepSnapshot(room: string, upTo: number, data: Uint8Array): Promise<void>
}

/** Who sits behind a socket, as the session says. What they claim themselves is not believed. */
export interface Visitor {
  readonly person: string
  readonly name: string
  readonly colour: string
  /** The way in that must still be open. */
  readonly session: string | null
}

export interface Access {
  readonly read: boolean
  readonly write: boolean
}

/** What a socket shows of itself when it comes. */
export interface Approach {
  readonly room: string
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  readonly ticket: string | undefined
  readonly address: string | undefined
}

export type Admission =
  | { readonly admitted: true; readonly visitor: Visitor; readonly access: Access }
  | { readonly admitted: false; readonly close: CloseCode; readonly reason: string }

/** Who may come in, and what they may do there. */
export interface Gatekeeper {
  /** Finds out who comes and whether the room is there and open to them. Refuses with 4401, 4403 or 4404. */
  admit(approach: Approach): Promise<Admission>
  /** Asks again for somebody inside; `null` when their session has ended. */
  access(visitor: Visitor, room: string): Promise<Access | null>
}
