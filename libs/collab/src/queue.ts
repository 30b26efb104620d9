import { runsOf, type Outcome, type Run, type Waiting } from './offer.ts'
import type { Places } from './places.ts'
import type { Text } from './text.ts'
import { scanUpdate } from './update.ts'

const COMMITTED_AT_ONCE = 2_000

/**
 * What one room has taken in and the log has not answered for yet: what waits, what is under way, and what is to be judged again. The next
 * update is judged as if all of it were stored.
 */
export class Queue {
  private waiting: Waiting[] = []
  private committing: readonly Run[] = []
  private again: Waiting[] = []
  private readonly reach = new Map<number, number>()
  private readonly claims = new Map<number, string>()

  constructor(private readonly text: Text) {}

  get isEmpty(): boolean { return this.waiting.length === 0 && this.committing.length === 0 }
  get hasWaiting(): boolean { return this.waiting.length > 0 }
  get underWay(): readonly Run[] { return this.committing }

  /** Clocks of a client that are stored or waiting for their commit. */
  clockOf(client: number): number { return Math.max(this.text.clockOf(client), this.reach.get(client) ?? 0) }
  ownerOf(client: number): string | undefined { return this.text.ownerOf(client) ?? this.claims.get(client) }

  /** Where everything stands. What is under way when somebody needs to know for the first time is not in the text yet. */
  places(needed: boolean): Places | null {
    const known = this.text.places(false)
    if (!needed || known) return known
    const places = this.text.places(true)
    const clocks = new Map<number, number>()
    const clockOf = (client: number): number => clocks.get(client) ?? this.text.clockOf(client)
    for (const { update, news: { reach } } of [...this.partsUnderWay(), ...this.waiting]) {
      const scan = scanUpdate(update)
      if (scan) places?.learn(scan, clockOf)
      for (const [client, end] of reach) clocks.set(client, end)
    }
    return places
  }

  add(waiting: Waiting): void {
    this.waiting.push(waiting)
    this.note(waiting)
  }

  /** Sends the next portion on its way; `null` while nothing waits or something is under way. */
  take(): readonly Run[] | null {
    if (this.committing.length > 0 || this.waiting.length === 0) return null
    this.committing = runsOf(this.waiting.splice(0, COMMITTED_AT_ONCE))
    return this.committing
  }

  /** What was under way waits again, before everything else. */
  takeBack(): void {
    this.waiting = [...this.partsUnderWay(), ...this.waiting]
    this.committing = []
  }

  /** What was under way has been answered. */
  settleUnderWay(): void { this.committing = [] }

  /** What has been stored counts from the text now. */
  forgetWhatIsStored(): void {
    this.reach.clear()
    this.claims.clear()
    for (const waiting of this.waiting) this.note(waiting)
  }

  /** These are to be judged again, before everything that waits. */
  setAside(first: readonly Waiting[]): void {
    this.again = [...first]
  }

  /** Goes through what is to be judged again, in its order, as if none of it had been taken in. */
  async judgeAgain(admit: (waiting: Waiting) => void | Promise<void>, isOver: () => boolean): Promise<void> {
    this.again.push(...this.waiting)
    this.waiting = []
    this.reach.clear()
    this.claims.clear()
    for (let next = this.again[0]; next && !isOver(); next = this.again[0]) {
      await admit(next)
      this.again.shift()
    }
  }

  /** Nobody will answer for any of it. */
  concludeAll(outcome: Outcome): void {
    for (const { conclude } of [...this.partsUnderWay(), ...this.again, ...this.waiting]) conclude(outcome)
  }

  private partsUnderWay(): readonly Waiting[] { return this.committing.flatMap(({ parts }) => parts) }

  private note({ news, by }: Waiting): void {
    for (const [client, clock] of news.reach) this.reach.set(client, clock)
    for (const client of news.claims) this.claims.set(client, by.person)
  }
}
