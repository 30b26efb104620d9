import { randomUUID } from 'node:crypto'
import { Followers, type Bus, type Follower, type News } from '@plenary/collab'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Client, type ClientConfig } from 'pg'
import { readNews, writeNews } from './news.ts'
import { Joining, partsOf, readPart, type Part } from './notification.ts'

const CHANNEL = 'plenary_bus'
/** Updates larger than this together are read from the log instead. */
const CARRIED_BYTES = 16 * 1024
/** What waits to be said; what is more is not said. */
const UNSAID = 1_000
const BEAT_MS = 1_000
/** Without a word of one's own coming back for this long nobody is heard any more, and after this long without a sign of others nobody is there. */
const SILENCE_MS = 3_000
const AGAIN_MS = 250

export interface PostgresBusWishes {
  readonly connection: ClientConfig
  /** The connection was lost or refused. It is tried again by itself. */
  readonly report: (error: unknown) => void
}

/**
 * The bus over `LISTEN` and `NOTIFY` of the database that everybody shares anyway: for a few instances without Redis. Every instance hears what is said of
 * every text. It connects when the first text is followed, and says nothing while nobody else is there. No transaction that stores a keystroke notifies:
 * it would wait for all others that do.
 */
export class PostgresBus implements Bus {
  private readonly name = randomUUID()
  private readonly followers = new Followers()
  private readonly others = new Map<string, { heardAt: number; readonly joining: Joining }>()
  private beat: NodeJS.Timeout | null = null
  private again: NodeJS.Timeout | null = null
  private client: Client | null = null
  private unsaid: string[] = []
  private saying = false
  private ended = false
  private said = 0
  private listeningSince = Number.POSITIVE_INFINITY
  private ownHeardAt = Number.NEGATIVE_INFINITY

  constructor(private readonly wishes: PostgresBusWishes) {}

  get isWell(): boolean { return performance.now() - this.ownHeardAt < SILENCE_MS }

  /** Nobody else has given a sign since it was asked who is there. */
  get isAlone(): boolean { return this.others.size === 0 && performance.now() - this.listeningSince > SILENCE_MS }

  tellStored(news: News): void {
    const size = news.updates?.reduce((sum, { data }) => sum + data.length, 0) ?? 0
    this.say('stored', writeNews(this.name, size > CARRIED_BYTES ? { ...news, updates: null } : news))
  }

  tellPresent(room: string, bytes: Uint8Array): void {
    this.say('present', encoding.encode(encoder => {
      encoding.writeVarString(encoder, room)
      encoding.writeVarUint8Array(encoder, bytes)
    }))
  }

  async follow(room: string, follower: Follower): Promise<() => void> {
    this.followers.add(room, follower)
    if (!this.beat && !this.ended) {
      this.beat = setInterval(() => this.tick(), BEAT_MS).unref()
      await this.connect()
    }
    return () => { this.followers.remove(room, follower) }
  }

  async end(): Promise<void> {
    this.ended = true
    if (this.beat) clearInterval(this.beat)
    if (this.again) clearTimeout(this.again)
    await this.client?.end().catch(() => undefined)
  }

  private say(kind: Part['kind'], bytes: Uint8Array): void {
    if (this.isAlone || !this.client || this.unsaid.length >= UNSAID) return
    this.notify(kind, bytes)
  }

  private notify(kind: Part['kind'], bytes: Uint8Array): void {
    this.unsaid.push(...partsOf({ from: this.name, kind, number: ++this.said }, bytes))
    if (this.saying || !this.client) return
    this.saying = true
    // At the end of this turn, so that what was said together goes in one statement.
    setImmediate(() => void this.send().finally(() => { this.saying = false }))
  }

  private async send(): Promise<void> {
    while (this.unsaid.length > 0 && this.client && !this.ended) {
      const words = this.unsaid
      this.unsaid = []
      // A connection that broke says so itself; what could not be said is read from the log.
      await this.client.query('select pg_notify($1, word) from unnest($2::text[]) with ordinality as said (word, place) order by place', [CHANNEL, words]).catch(() => undefined)
    }
  }

  /** Says that this instance is there, hears by it whether anything is heard, and forgets those who are silent. */
  private tick(): void {
    const now = performance.now()
    for (const [name, { heardAt }] of this.others) if (now - heardAt > SILENCE_MS + BEAT_MS) this.others.delete(name)
    if (now - this.ownHeardAt > SILENCE_MS && this.client && this.ownHeardAt > 0) return void this.client.end().catch(() => undefined)
    this.notify('here', new Uint8Array())
  }

  private async connect(): Promise<void> {
    const client = new Client({ ...this.wishes.connection, application_name: 'plenary bus', keepAlive: true, connectionTimeoutMillis: SILENCE_MS, query_timeout: SILENCE_MS })
    client.on('error', this.wishes.report)
    client.on('end', () => {
      this.client = null
      this.unsaid = []
      this.ownHeardAt = Number.NEGATIVE_INFINITY
      this.others.clear()
      if (!this.ended) this.again = setTimeout(() => void this.connect(), AGAIN_MS).unref()
    })
    client.on('notification', ({ payload }) => this.hear(payload ?? ''))
    try {
      await client.connect()
      if (this.ended) return void client.end()
      await client.query(`listen ${CHANNEL}`)
      this.client = client
      this.listeningSince = performance.now()
      this.notify('here', new Uint8Array())
    } catch (error) {
      this.wishes.report(error)
      // One that never connected never ends.
      client.emit('end')
    }
  }

  private hear(payload: string): void {
    const part = readPart(payload)
    if (!part) return
    if (part.from === this.name) {
      this.ownHeardAt = performance.now()
      return
    }
    const known = this.others.get(part.from)
    const other = known ?? { heardAt: 0, joining: new Joining() }
    other.heardAt = performance.now()
    this.others.set(part.from, other)
    if (!known) this.notify('here', new Uint8Array())
    const bytes = other.joining.add(part)
    if (bytes) this.pass(part.kind, bytes)
  }

  private pass(kind: Part['kind'], bytes: Uint8Array): void {
    if (kind === 'stored') {
      const news = readNews(bytes)
      if (news) for (const follower of this.followers.of(news.room)) follower.hearStored(news)
    }
    if (kind === 'present') {
      const decoder = decoding.createDecoder(bytes)
      const [room, states] = [decoding.readVarString(decoder), decoding.readVarUint8Array(decoder)]
      for (const follower of this.followers.of(room)) follower.hearPresent(states)
    }
  }
}
