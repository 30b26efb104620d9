import type { Head, RoomBatch, RoomOutcome, StoredText, StoredUpdate, UpdateLog, Verdict } from './ports.ts'
import { verdictsOf } from './verdicts.ts'

interface Kept {
  head: Head
  readonly updates: StoredUpdate[]
  readonly owners: Map<number, string>
  snapshot: StoredText['snapshot']
  held: boolean
}

/** A log in memory, for tests and for trying things. Decides exactly as the one in the database does, and forgets everything at the end. */
export class MemoryLog implements UpdateLog {
  private readonly rooms = new Map<string, Kept>()

  /** `mayWrite` is asked inside every commit. Everybody may by default. */
  constructor(private readonly mayWrite: (person: string, room: string) => boolean = () => true) {}

  createRoom(room: string): void {
    this.rooms.set(room, { head: { seq: 0, epoch: 0, locked: false }, updates: [], owners: new Map(), snapshot: null, held: false })
  }

  removeRoom(room: string): void {
    this.rooms.delete(room)
  }

  /** Freezes or opens a text; either raises its epoch. */
  setLocked(room: string, locked: boolean): void {
    const kept = this.kept(room)
    kept.head = { ...kept.head, locked, epoch: kept.head.epoch + 1 }
  }

  /** Holds the head, as a transaction of somebody else's would, until the returned function is called. */
  hold(room: string): () => void {
    const kept = this.kept(room)
    kept.held = true
    return () => { kept.held = false }
  }

  async load(room: string): Promise<StoredText | null> {
    const kept = this.rooms.get(room)
    if (!kept) return null
    const { head, snapshot, updates, owners } = kept
    return { head, snapshot, updates: updates.slice(snapshot?.upTo ?? 0), owners: new Map(owners) }
  }

  async after(room: string, seq: number): Promise<{ head: Head; updates: readonly StoredUpdate[] } | null> {
    const kept = this.rooms.get(room)
    return kept ? { head: kept.head, updates: kept.updates.slice(seq) } : null
  }

  async heads(rooms: readonly string[]): Promise<ReadonlyMap<string, Head>> {
    return new Map(rooms.flatMap(room => {
      const kept = this.rooms.get(room)
      return kept ? [[room, kept.head] as const] : []
    }))
  }

  async append(batch: readonly RoomBatch[]): Promise<readonly RoomOutcome[]> {
    return batch.map(offered => {
      const kept = this.rooms.get(offered.room)
      if (kept?.held) return { held: true }
      return { held: false, verdicts: kept ? this.store(kept, offered) : offered.entries.map(() => ({ kind: 'refused', why: 'closed' })) }
    })
  }

  async keepSnapshot(room: string, upTo: number, data: Uint8Array): Promise<void> {
    const kept = this.kept(room)
    if (upTo > (kept.snapshot?.upTo ?? 0)) kept.snapshot = { upTo, data }
  }

  private store(kept: Kept, offered: RoomBatch): Verdict[] {
    const verdicts = verdictsOf(offered, {
      head: kept.head,
      unseen: kept.updates.slice(offered.basis).flatMap(update => update.clients),
      ownerOf: client => kept.owners.get(client),
      mayWrite: ({ author }) => this.mayWrite(author, offered.room),
    })
    verdicts.forEach((verdict, i) => {
      const { author, data, clients, claims } = offered.entries[i]!
      if (verdict.kind !== 'stored') return
      kept.updates.push({ seq: verdict.seq, data, author, clients })
      for (const client of claims) kept.owners.set(client, author)
    })
    kept.head = { ...kept.head, seq: kept.updates.length }
    return verdicts
  }

  private kept(room: string): Kept {
    const kept = this.rooms.get(room)
    if (!kept) throw new Error(`There is no room ${room}`)
    return kept
  }
}
