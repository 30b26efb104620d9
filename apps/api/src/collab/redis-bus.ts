import { randomUUID } from 'node:crypto'
import { Followers, type Bus, type Follower, type News } from '@plenary/collab'
import { createClient, RESP_TYPES } from '@redis/client'
import { readNews, shardOf, writeNews } from './news.ts'
import { StreamReader } from './stream-reader.ts'

/** Updates larger than this together are read from the log instead. */
const CARRIED_BYTES = 16 * 1024
/** Entries that a stream keeps, about. Whoever is further behind reads the log. */
const KEPT = 500
/** Commands that may wait for their answer; when Redis is slower than we speak, what is more is not said. */
const UNANSWERED = 2_000

const channelOf = (room: string): string => `plenary:present:${room}`

export interface RedisBusWishes {
  readonly url: string
  /** A connection was lost or refused. It is tried again by itself. */
  readonly report: (error: unknown) => void
}

/**
 * The bus over Redis 7 or Valkey: what was stored by streams, a text always by the same one of them, of which an instance reads those it has texts in;
 * who is there by publish and subscribe. Nothing in Redis has to last: it may be flushed, restarted or stopped at any moment.
 */
export class RedisBus implements Bus {
  private readonly name = randomUUID()
  private readonly followers = new Followers()
  private readonly speaker
  private readonly listener
  private readonly waiter
  private readonly reader: StreamReader
  private unanswered = 0

  constructor({ url, report }: RedisBusWishes) {
    const options = {
      url, RESP: 2, disableOfflineQueue: true, disableClientInfo: true, maintNotifications: 'disabled', pingInterval: 2_000,
      socket: { connectTimeout: 2_000, socketTimeout: 5_000, reconnectStrategy: (tries: number) => Math.min(50 * 2 ** Math.min(tries, 5), 1_000) + Math.floor(Math.random() * 50) },
    } as const
    this.speaker = createClient(options)
    // Subscriptions made while the connection is away are made when it is there.
    this.listener = createClient({ ...options, disableOfflineQueue: false })
    this.waiter = createClient(options)
    for (const client of [this.speaker, this.listener, this.waiter]) {
      client.on('error', report)
      client.connect().catch(report)
    }
    this.reader = new StreamReader(this.waiter.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }), this.speaker, entry => this.hear(entry))
  }

  get isWell(): boolean { return this.speaker.isReady && this.reader.isWell }

  tellStored(news: News): void {
    const size = news.updates?.reduce((sum, { data }) => sum + data.length, 0) ?? 0
    const entry = writeNews(this.name, size > CARRIED_BYTES ? { ...news, updates: null } : news)
    this.say(() => this.speaker.sendCommand(['XADD', shardOf(news.room), 'MAXLEN', '~', String(KEPT), '*', 'n', entry]))
  }

  tellPresent(room: string, bytes: Uint8Array): void {
    this.say(() => this.speaker.publish(channelOf(room), Buffer.concat([Buffer.from(this.name), bytes])))
  }

  async follow(room: string, follower: Follower): Promise<() => void> {
    this.followers.add(room, follower)
    if (this.followers.of(room).length === 1) this.subscribe(room)
    const leave = await this.reader.read(shardOf(room))
    return () => {
      leave()
      if (this.followers.remove(room, follower)) this.unsubscribe(room)
    }
  }

  async end(): Promise<void> {
    this.reader.end()
    for (const client of [this.speaker, this.listener, this.waiter]) if (client.isOpen) client.destroy()
  }

  private hear(entry: Buffer): void {
    const news = readNews(entry)
    if (!news || news.origin === this.name) return
    for (const follower of this.followers.of(news.room)) follower.hearStored(news)
  }

  private subscribe(room: string): void {
    const hear = (message: Buffer): void => {
      if (message.subarray(0, this.name.length).toString() === this.name) return
      for (const follower of this.followers.of(room)) follower.hearPresent(message.subarray(this.name.length))
    }
    this.listener.subscribe(channelOf(room), hear, true).catch(notSaid)
  }

  private unsubscribe(room: string): void {
    this.listener.unsubscribe(channelOf(room), undefined, true).catch(notSaid)
  }

  private say(command: () => Promise<unknown>): void {
    if (!this.speaker.isReady || this.unanswered >= UNANSWERED) return
    this.unanswered++
    command().catch(notSaid).finally(() => { this.unanswered-- })
  }
}

/** Whoever should have heard looks at the log instead; the connection itself is reported where it breaks. */
const notSaid = (): void => undefined
