import type { RoomBatch, RoomOutcome, UpdateLog } from './ports.ts'
import type { Room } from './room.ts'

const ROOMS_AT_ONCE = 500
const HELD_MS = 10
// From the beginning of one commit to that of the next. The first after a pause does not wait; under load it is what makes a commit worth its round trip.
const GATHERED_MS = 5
// When many write at once, or when the rooms gather anyway before they show anything.
const MOST_GATHERED_MS = 8
const MANY = 24

/** Stores what all rooms have waiting in one commit, and gathers the next while that one is under way. */
export class GroupCommit {
  private readonly due = new Set<Room>()
  private running: Promise<void> | null = null

  constructor(private readonly log: UpdateLog, private readonly report: (error: unknown, room: string) => void) {}

  /** A room has something to store. */
  ready(room: Room): void {
    this.due.add(room)
    // At the end of this turn of the event loop, so that frames that came together are stored together.
    this.running ??= new Promise<void>(resolve => { setImmediate(resolve) }).then(() => this.run()).finally(() => {
      this.running = null
      const [next] = this.due
      if (next) this.ready(next)
    })
  }

  /** When nothing is under way any more. */
  async quiet(): Promise<void> {
    while (this.running) await this.running
  }

  private async run(): Promise<void> {
    while (this.due.size > 0) {
      const began = performance.now()
      const offered = this.gather()
      if (offered.length > 0) await this.store(offered)
      const early = began + this.gatherFor(offered) - performance.now()
      if (this.due.size > 0 && early >= 1) await new Promise(resume => { setTimeout(resume, early) })
    }
  }

  /** Milliseconds to gather after a commit like this one. */
  private gatherFor(offered: readonly { room: Room; batch: RoomBatch }[]): number {
    let entries = 0
    let window = 2 * MOST_GATHERED_MS
    for (const { room, batch } of offered) {
      entries += batch.entries.length
      window = Math.min(window, room.broadcast.window)
    }
    return entries >= MANY ? MOST_GATHERED_MS : Math.max(GATHERED_MS, window / 2)
  }

  private gather(): { room: Room; batch: RoomBatch }[] {
    const offered: { room: Room; batch: RoomBatch }[] = []
    for (const room of this.due) {
      this.due.delete(room)
      const batch = room.take()
      if (batch) offered.push({ room, batch })
      if (offered.length === ROOMS_AT_ONCE) break
    }
    return offered
  }

  private async store(offered: readonly { room: Room; batch: RoomBatch }[]): Promise<void> {
    try {
      const outcomes = await this.log.append(offered.map(({ batch }) => batch))
      offered.forEach(({ room }, i) => this.conclude(room, outcomes[i]!))
      for (const { room } of offered) room.broadcast.sayNow()
    } catch (error) {
      for (const { room } of offered) this.giveUp(room, error)
    }
  }

  private conclude(room: Room, outcome: RoomOutcome): void {
    try {
      const next = room.conclude(outcome)
      if (next === 'again') this.ready(room)
      if (next === 'later') setTimeout(() => this.ready(room), HELD_MS)
      if (typeof next === 'object') next.then(then => { if (then === 'again') this.ready(room) }, (error: unknown) => this.giveUp(room, error))
    } catch (error) {
      this.giveUp(room, error)
    }
  }

  /** Whether it was stored, or what is in it, is unknown, so nothing this room holds may be believed. */
  private giveUp(room: Room, error: unknown): void {
    this.report(error, room.name)
    room.drop()
  }
}
