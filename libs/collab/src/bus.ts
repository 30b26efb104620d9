import type { StoredUpdate } from './ports.ts'

/** What an instance has just made durable in one text: these numbers, and the updates unless they are too large to carry. */
export interface News {
  readonly room: string
  readonly from: number
  readonly to: number
  /** `null`: read them from the log. */
  readonly updates: readonly StoredUpdate[] | null
}

/** Who follows a text on one instance. */
export interface Follower {
  hearStored(news: News): void
  /** Bytes that another instance sent with `tellPresent`. */
  hearPresent(bytes: Uint8Array): void
}

/**
 * How the instances that share one log tell each other what happened, so that nobody has to wait for the next look at the log. It may lose, repeat
 * and reorder: the log is the truth, numbers show what is missing, and an instance that hears nothing looks for itself.
 * One contract suite (`bus.contract.ts`) holds for every implementation.
 */
export interface Bus {
  /** Whether others can be heard just now. While they cannot, the log is looked at more often. */
  readonly isWell: boolean
  /** Tells the others. Never throws, never waits; what cannot be said now is not said. */
  tellStored(news: News): void
  /** Tells the others who is in a text. Lost more easily than anything else. */
  tellPresent(room: string, bytes: Uint8Array): void
  /** Hears of a text what other instances say from now on; fulfilled when nothing said later is missed, or nothing can be heard at all. The returned function ends it. */
  follow(room: string, follower: Follower): Promise<() => void>
  /** Says and hears nothing more. */
  end(): Promise<void>
}

/** An instance that has the log to itself. */
export const nobodyElse: Bus = {
  isWell: false,
  tellStored: () => undefined,
  tellPresent: () => undefined,
  follow: async () => () => undefined,
  end: async () => undefined,
}

/** The followers on one instance, by room. */
export class Followers {
  private readonly byRoom = new Map<string, Set<Follower>>()

  get rooms(): readonly string[] { return [...this.byRoom.keys()] }

  of(room: string): readonly Follower[] { return [...this.byRoom.get(room) ?? []] }

  add(room: string, follower: Follower): void {
    const there = this.byRoom.get(room) ?? new Set()
    this.byRoom.set(room, there.add(follower))
  }

  /** Whether the room has nobody left. */
  remove(room: string, follower: Follower): boolean {
    const there = this.byRoom.get(room)
    there?.delete(follower)
    if (there?.size === 0) this.byRoom.delete(room)
    return !this.byRoom.has(room)
  }
}
