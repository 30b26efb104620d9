import type { Entry, Head, RoomBatch, Verdict } from './ports.ts'

/** What is true about a room inside the commit, while its head is held. */
export interface Truth {
  readonly head: Head
  /** Clients of the updates stored since the batch was checked. */
  readonly unseen: readonly number[]
  ownerOf(client: number): string | undefined
  mayWrite(entry: Entry): boolean
}

/**
 * Decides for each entry of a batch whether it is stored, and under which number. Every log decides by this one function.
 * After the first entry that is not stored nothing else is: what follows may build on it and is judged again.
 */
export function verdictsOf(batch: RoomBatch, truth: Truth): Verdict[] {
  const again: Verdict = { kind: 'again' }
  if (truth.head.locked) return batch.entries.map(() => ({ kind: 'refused', why: 'frozen' }))
  if (batch.epoch !== truth.head.epoch) return batch.entries.map(() => again)
  const unseen = new Set(truth.unseen)
  const claimed = new Map<number, string>()
  let { seq } = truth.head
  let stopped = false
  return batch.entries.map((entry): Verdict => {
    if (stopped) return again
    const ownerOf = (client: number) => truth.ownerOf(client) ?? claimed.get(client)
    const forged = entry.claims.some(client => (ownerOf(client) ?? entry.author) !== entry.author)
    const overtaken = entry.clients.some(client => unseen.has(client))
    const permitted = entry.authority === 'service' || truth.mayWrite(entry)
    stopped = !permitted || forged || overtaken
    if (!permitted) return { kind: 'refused', why: 'forbidden' }
    if (stopped) return again
    for (const client of entry.claims) claimed.set(client, entry.author)
    return { kind: 'stored', seq: ++seq }
  })
}
