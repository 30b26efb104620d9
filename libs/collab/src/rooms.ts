import { accept, refusal, type Result } from '@plenary/kernel'
import type * as Y from 'yjs'
import { nobodyElse, type Bus, type News } from './bus.ts'
import { changeDocument } from './change.ts'
import { GroupCommit } from './commit.ts'
import type { AllowedRoot } from './judgement.ts'
import { TEXT_BYTES } from './limits.ts'
import type { UpdateLog } from './ports.ts'
import { CLOSE, NACK, nackReason } from './protocol.ts'
import type { Outcome } from './offer.ts'
import { Pace } from './pace.ts'
import { Room } from './room.ts'
import { foldHere, type Fold } from './text.ts'
import { Tide } from './tide.ts'

export interface RoomsWishes {
  readonly log: UpdateLog
  /** Which roots a text may have. Everything by default. */
  readonly allowed?: AllowedRoot
  /** Whether somebody may write on as a Yjs client of somebody else's. Nobody by default; for servers that nobody signs in to. */
  readonly mayWriteAs?: (owner: string, person: string) => boolean
  readonly fold?: Fold
  /** Bytes of one text. Whoever reaches it is told so; the text goes on to open. */
  readonly textBytes?: number
  /** How long an empty room stays open. */
  readonly idleMs?: number
  /** How often the log is asked what other instances have stored, while they cannot be heard; a quarter as often while they can. 0: never by itself. */
  readonly pollMs?: number
  /** How other instances over the same log are heard. Without one they are found by asking the log. */
  readonly bus?: Bus
  /** Called when many texts were opened or closed and it is quiet since: a good moment to give memory back. */
  readonly spare?: () => void
  readonly report?: (error: unknown, room: string) => void
}

/** The answer to a change made on the server: the number under which it is durable, and what the change returned. */
export interface Edited<T> { readonly seq: number; readonly value: T }

/** All texts that are open in this process. */
export class Rooms {
  private readonly open = new Map<string, Promise<Room | null>>()
  private readonly visits = new Map<string, number>()
  private readonly commit: GroupCommit
  private readonly pace = new Pace()
  private readonly tide: Tide
  private readonly report: (error: unknown, room: string) => void
  private readonly timer: NodeJS.Timeout | null
  private polling: Promise<void> | null = null
  private closed = false
  private readonly bus: Bus
  private ticks = 0
  private wasWell = false

  constructor(private readonly wishes: RoomsWishes) {
    this.report = wishes.report ?? (() => undefined)
    this.bus = wishes.bus ?? nobodyElse
    this.commit = new GroupCommit(wishes.log, this.report)
    this.tide = new Tide(() => this.pace.isBusy, wishes.spare ?? (() => undefined))
    const pollMs = wishes.pollMs ?? 500
    this.timer = pollMs > 0 ? setInterval(() => this.tick(), pollMs).unref() : null
  }

  /** How many texts are open here. */
  get size(): number { return this.open.size }

  /**
   * Runs with a room that is loaded and stays open meanwhile; `null` when there is no such text. Throws when it cannot be loaded:
   * a text that could not be read is never served as an empty one.
   */
  async visit<T>(name: string, work: (room: Room | null) => T | Promise<T>): Promise<T> {
    this.visits.set(name, (this.visits.get(name) ?? 0) + 1)
    try {
      return await work(await this.enter(name))
    } finally {
      this.endVisit(name)
    }
  }

  private endVisit(name: string): void {
    const left = this.visits.get(name)! - 1
    if (left > 0) this.visits.set(name, left)
    else this.visits.delete(name)
    this.closeWhenIdle(name)
  }

  private async enter(name: string): Promise<Room | null> {
    if (this.closed) throw new Error('The rooms are closed')
    const there = this.open.get(name)
    const room = await there?.catch(() => null)
    if (room && !room.isGone) return room
    if (this.open.get(name) === there) {
      this.open.set(name, this.load(name))
      this.tide.move()
    }
    return this.open.get(name)!
  }

  private async load(name: string): Promise<Room | null> {
    // What is said while the text is loaded is heard afterwards, as a question to the log.
    let room: Room | null = null
    let missed = false
    const leave = await this.bus.follow(name, {
      hearStored: news => {
        if (room) this.hear(room, news)
        else missed = true
      },
      hearPresent: states => room?.presence.hearElsewhere(states),
    })
    room = await this.loadFollowed(name, leave)
    if (missed) await room?.catchUp()
    room?.presence.ask()
    return room
  }

  private async loadFollowed(name: string, leave: () => void): Promise<Room | null> {
    try {
      const stored = await this.wishes.log.load(name)
      if (!stored) leave()
      const room = stored && new Room(name, stored, {
        log: this.wishes.log, allowed: this.wishes.allowed ?? (() => true), mayWriteAs: this.wishes.mayWriteAs ?? (() => false), fold: this.wishes.fold ?? foldHere,
        textBytes: this.wishes.textBytes ?? TEXT_BYTES, pace: this.pace, ready: ready => this.commit.ready(ready), report: this.report,
        tellStored: news => this.bus.tellStored(news), tellPresent: (of, states) => this.bus.tellPresent(of, states), left: leave,
      })
      room?.tidy()
      return room
    } catch (error) {
      leave()
      throw error
    }
  }

  /** What another instance says may be wrong: then this one believes the log alone. */
  private hear(room: Room, news: News): void {
    try {
      room.hearStored(news)
    } catch (error) {
      this.report(error, room.name)
      room.drop()
    }
  }

  /** Closes a room nobody is in, after a while. Called when a socket leaves. */
  closeWhenIdle(name: string): void {
    setTimeout(() => {
      const promised = this.open.get(name)
      promised?.then(room => this.closeIfIdle(name, promised, room), () => this.forget(name, promised))
    }, this.wishes.idleMs ?? 2_000).unref()
  }

  private closeIfIdle(name: string, promised: Promise<Room | null>, room: Room | null): void {
    if (this.visits.has(name)) return
    if (room && !room.isGone && room.members.size > 0) return
    if (room && !room.isGone && !room.isIdle) return this.closeWhenIdle(name)
    room?.tidyUp()
    room?.end()
    this.forget(name, promised)
  }

  private forget(name: string, promised: Promise<Room | null>): void {
    if (this.open.get(name) !== promised) return
    this.open.delete(name)
    this.tide.move()
  }

  /**
   * Changes a text from the server through the same door as everybody: checked, stored, then shown to all who are in the room.
   * The change sees a document and writes to it, all in one transaction. The caller has already decided that `author` may do this;
   * a frozen text refuses with `FROZEN`, a text that does not exist with `NO_SUCH_TEXT`. Throws when the outcome is unknown.
   */
  edit<T>(name: string, author: string, change: (document: Y.Doc) => T): Promise<Result<Edited<T>>> {
    return this.visit(name, async room => {
      if (!room) return refusal('NO_SUCH_TEXT', 'There is no such text.')
      const { update, value } = changeDocument(room.whole(), change)
      if (!update) return accept({ seq: room.seq, value })
      const outcome = await offerAsService(room, author, update)
      if (outcome.kind === 'stored') return accept({ seq: outcome.seq, value })
      if (outcome.kind === 'refused') return refusal(outcome.code === NACK.frozen ? 'FROZEN' : 'NOT_ACCEPTED', nackReason[outcome.code])
      throw new Error(`A change to ${name} ended as ${outcome.kind}`)
    })
  }

  /** Looks at the head of a text anew, after it was frozen, opened or moved to another stage. Sockets stay and read. */
  async refresh(name: string): Promise<void> {
    await this.ifOpen(name, async room => {
      await room.catchUp()
      await room.reconsider('rules')
    })
  }

  /** Asks anew what everybody in a room may do, after somebody's rights changed. Whoever lost the right to write, or to read, is closed with 4403. */
  async recheck(name: string): Promise<void> {
    await this.ifOpen(name, room => room.reconsider('rights'))
  }

  /** The same for one person in every room, after they lost a role or a session. */
  async recheckPerson(person: string): Promise<void> {
    await Promise.all([...this.open.keys()].map(name => this.ifOpen(name, room => room.reconsider('rights', person))))
  }

  /** The same for everybody in every room, when it is not known whose rights changed. */
  async recheckEverybody(): Promise<void> {
    await Promise.all([...this.open.keys()].map(name => this.recheck(name)))
  }

  private async ifOpen(name: string, work: (room: Room) => Promise<void>): Promise<void> {
    const room = await this.open.get(name)?.catch(() => null)
    if (room && !room.isGone) await work(room)
  }

  /** Fetches what other processes have stored in the rooms that are open here. */
  async poll(): Promise<void> {
    const rooms = (await Promise.all([...this.open.values()].map(promised => promised.catch(() => null)))).filter(room => room !== null && !room.isGone)
    if (rooms.length === 0) return
    const heads = await this.wishes.log.heads(rooms.map(room => room!.name))
    for (const room of rooms as Room[]) {
      const head = heads.get(room.name)
      const same = head && head.seq <= room.seq && head.epoch === room.head.epoch && head.locked === room.head.locked
      if (!same) await room.catchUp()
    }
  }

  private tick(): void {
    const isWell = this.bus.isWell
    // Heard again: what was said in between is in the log.
    if (!isWell || !this.wasWell || this.ticks % 4 === 0) this.pollSoon()
    if (this.ticks % 10 === 0) this.forgetTheSilent()
    this.wasWell = isWell
    this.ticks++
  }

  private forgetTheSilent(): void {
    for (const promised of this.open.values()) void promised.then(room => room?.presence.forgetTheSilent(), () => undefined)
  }

  private pollSoon(): void {
    // While the database is away the rooms wait; the sockets learn it from the next commit.
    this.polling ??= this.poll().catch((error: unknown) => this.report(error, '')).finally(() => { this.polling = null })
  }

  /** Stores what is waiting and closes every socket with "come back". */
  async close(): Promise<void> {
    this.closed = true
    if (this.timer) clearInterval(this.timer)
    await this.commit.quiet()
    for (const promised of this.open.values()) (await promised.catch(() => null))?.drop(CLOSE.comeBack, 'The server is restarting: please come back.')
    this.open.clear()
    this.pace.end()
    this.tide.end()
    await this.polling
  }
}

const offerAsService = (room: Room, author: string, update: Uint8Array): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const wait = room.offer(update, { person: author, session: null, authority: 'service', member: null, refusal: () => null, wasAsked: () => false }, resolve)
    if (wait) wait.catch(reject)
  })
