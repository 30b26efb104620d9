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
