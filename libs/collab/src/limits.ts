/** What one update may bring. Anything larger is refused before it is stored. */
export interface Limits {
  /** New clocks (characters, elements, attributes) in one update. */
  readonly clocks: number
  /** New ranges of deleted text in one update. */
  readonly deletions: number
  /** Clients the text has never heard of, in one update or state vector. */
  readonly strangers: number
  /** How deep elements, lists and maps may lie in each other. */
  readonly depth: number
}

/** A clause with a list in a table in a list needs twelve. Every walk over a text may go down one call for each. */
const DEPTH = 64

/** For what comes over a socket. */
export const socketLimits: Limits = { clocks: 200_000, deletions: 20_000, strangers: 1_000, depth: DEPTH }

/** For what the server writes itself: a whole law arrives in one update. */
export const serviceLimits: Limits = { clocks: 20_000_000, deletions: 2_000_000, strangers: 1_000, depth: DEPTH }

/** Bytes of one text, deleted content collected: about two million words. It opens with all of them, and can be shortened. */
export const TEXT_BYTES = 32 * 1024 * 1024

/** Bytes of one frame; a larger one closes the socket. */
export const FRAME_BYTES = 4 * 1024 * 1024

/** Bytes waiting for a peer that does not read; more closes its socket. What it missed is cheap to send again. */
export const UNSENT_BYTES = 4 * 1024 * 1024

/** Bytes of text from one socket that wait for their commit before it is asked to pause. */
export const WAITING_BYTES = 4 * 1024 * 1024

/** Messages of one socket that wait for their commit before it is asked to pause. */
export const WAITING_MESSAGES = 4_000

/** Bytes waiting for all peers together; more closes those with the most. */
export const ALL_UNSENT_BYTES = 128 * 1024 * 1024

/**
 * Presence: bytes of one state, how often one socket is heard and one room speaks, how long that may wait for an update to leave with,
 * how long somebody on another instance may be silent.
 */
export const PRESENCE = { stateBytes: 4_096, socketEveryMs: 100, roomEveryMs: 50, patienceMs: 20, silentMs: 35_000, bytesPerSecond: 2 * 1024 * 1024 } as const
