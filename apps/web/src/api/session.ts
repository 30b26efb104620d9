const listeners = new Set<() => void>()

/** Tells the shell that the server no longer knows this session. */
export function sessionEnded(): void {
  for (const listener of listeners) listener()
}

/** Calls back when a session ended on the server's side; returns how to stop listening. */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const SEEN = 'plenary.session'

/** Remembers that somebody is signed in on this device, until `forgetSession`. */
export const rememberSession = (): void => localStorage.setItem(SEEN, 'open')

/** Forgets it: the person signed out, so nothing ended without them. */
export const forgetSession = (): void => localStorage.removeItem(SEEN)

/** Whether a session was open on this device that nobody signed out of. */
export const hadSession = (): boolean => localStorage.getItem(SEEN) !== null
