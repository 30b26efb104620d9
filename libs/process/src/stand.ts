import type { StageEntry } from './facts.ts'

/** How a draft came to where it stands: the entries of its history that are still in force, oldest first. */
export function standing(history: readonly StageEntry[]): readonly StageEntry[] {
  const inForce: StageEntry[] = []
  for (const entry of history) {
    // A move taken back falls away together with its correction, so that the time in the earlier stage runs on from its first day.
    if (entry.kind === 'takenBack') inForce.pop()
    else inForce.push(entry)
  }
  return inForce
}

/** Since when a draft has stood in its present stage. */
export function enteredAt(history: readonly StageEntry[], fallback: string): string {
  return standing(history).at(-1)?.at ?? fallback
}

/** Since when a draft has stood in one of these stages without leaving them; null if it does not stand in one. */
export function standsSince(history: readonly StageEntry[], stages: readonly string[]): string | null {
  const entries = standing(history)
  const latest = entries.at(-1)
  if (latest === undefined || !stages.includes(latest.to)) return null
  // The latest entry stands in one of them, so that there is one after the last that does not.
  return (entries[entries.findLastIndex(entry => !stages.includes(entry.to)) + 1] as StageEntry).at
}
