import { useSyncExternalStore } from 'react'

/**
 * Where the person's latest words are. `saved`: the server has acknowledged all of them. `sending`: on their way, less than two
 * seconds. `local`: only on this device. `offline`: no connection, kept on this device. `refused`: the server did not take them.
 */
export interface SaveState {
  readonly state: 'saved' | 'sending' | 'local' | 'refused' | 'offline'
  /** A sentence for the global bar, true at the moment it is set. */
  readonly words: string
  /** When it became so; an ISO instant. */
  readonly at?: string
}

let current: SaveState | null = null
const listeners = new Set<() => void>()

/** Says in the global bar where the words are; null when no text is open. */
export function setSaveState(next: SaveState | null): void {
  if (current?.state === next?.state && current?.words === next?.words && current?.at === next?.at) return
  current = next
  for (const listener of listeners) listener()
}

/** What the bar says now. */
export const saveState = (): SaveState | null => current

/** Whether words exist that only this device holds: signing out and leaving ask first. */
export const hasUnsentWords = (): boolean => current !== null && current.state !== 'saved'

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The save state as a React value. */
export const useSaveState = (): SaveState | null => useSyncExternalStore(subscribe, saveState, () => null)
