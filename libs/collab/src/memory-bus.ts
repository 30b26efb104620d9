import { Followers, type Bus, type Follower, type News } from './bus.ts'

/** Joins buses in one process, as Redis joins instances. `isCut` while nobody hears anybody. */
export class MemoryExchange {
  readonly buses = new Set<MemoryBus>()
  isCut = false
}

/** A bus in memory, for tests and for several engines in one process. */
export class MemoryBus implements Bus {
  readonly followers = new Followers()

  constructor(private readonly exchange: MemoryExchange) { exchange.buses.add(this) }

  get isWell(): boolean { return !this.exchange.isCut }

  tellStored(news: News): void { this.tellOthers(news.room, follower => follower.hearStored(news)) }
  tellPresent(room: string, bytes: Uint8Array): void { this.tellOthers(room, follower => follower.hearPresent(bytes)) }

  async follow(room: string, follower: Follower): Promise<() => void> {
    this.followers.add(room, follower)
    return () => { this.followers.remove(room, follower) }
  }

  async end(): Promise<void> { this.exchange.buses.delete(this) }

  private tellOthers(room: string, tell: (follower: Follower) => void): void {
    if (this.exchange.isCut) return
    // As over a network: later, and never in the middle of what the teller is doing.
    setImmediate(() => {
      for (const other of this.exchange.buses) if (other !== this) other.followers.of(room).forEach(tell)
    })
  }
}
