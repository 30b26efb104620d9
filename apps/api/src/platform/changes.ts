import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common'
import { PubSub } from 'graphql-subscriptions'
import { Client, type ClientConfig } from 'pg'
import type { EntityManager } from 'typeorm'
import { log } from './log.ts'
import { PreparedStatement } from './prepared-statement.ts'

const CHANNEL = 'plenary_changed'
const BEAT_MS = 1_000
const SILENCE_MS = 2_000
const AGAIN_MS = 500
// After a lost connection every screen asks again; not all in one moment.
const SPREAD_MS = 2_000
const saying = new PreparedStatement<object>('select pg_notify($1, word) from unnest($2::text[]) as word')

/** What every instance hears of the open texts: somebody's rights may have ended, a text or its rules changed, words may have been missed. */
export interface InstanceWords {
  readonly rights: { readonly personId: string }
  readonly text: { readonly draftId: string }
  readonly missed: object
}

/**
 * Tells open screens and the open texts of every instance that something changed. The word goes out with the commit or not at all, by the database that
 * everybody shares: no message is lost between the two, none depends on Redis, and none leaves a trace of who did something when. After a lost
 * connection the instance is told that it may have `missed` some, and its screens look again.
 */
@Injectable()
export class Changes implements BeforeApplicationShutdown {
  private readonly hub = new PubSub()
  private client: Client | undefined
  private stopped = false
  private listenedBefore = false

  /** A draft changed in this respect: stage, comment, ballot, objection, import, edition, seat. */
  async draft(tx: EntityManager, draftId: string, what: string): Promise<void> {
    await this.tell(tx, { topic: `draft:${draftId}`, draftChanged: { draftId, what } })
  }

  /** Something that these people must see changed. */
  async inbox(tx: EntityManager, ...personIds: string[]): Promise<void> {
    await this.tell(tx, ...personIds.map(personId => ({ topic: `inbox:${personId}`, inboxChanged: { ok: true } })))
  }

  /** A right or a session of this person may have ended. */
  async rights(tx: EntityManager, personId: string): Promise<void> {
    await this.tell(tx, { topic: 'rights', personId })
  }

  /** The text of this draft changed, was frozen or opened, or its draft moved. */
  async text(tx: EntityManager, draftId: string): Promise<void> {
    await this.tell(tx, { topic: 'text', draftId })
  }

  /** Has every word of this topic heard here, whichever instance it comes from. What goes wrong in hearing is logged. */
  async hear<Topic extends keyof InstanceWords>(topic: Topic, heard: (word: InstanceWords[Topic]) => Promise<void>): Promise<void> {
    await this.hub.subscribe(topic, (word: InstanceWords[Topic]) => {
      heard(word).catch((error: unknown) => log.error({ err: error, topic }, 'a change was heard but could not be followed'))
    })
  }

  ofDraft(draftId: string): AsyncIterableIterator<unknown> {
    return this.screen(`draft:${draftId}`, { draftChanged: { draftId, what: 'missed' } })
  }

  ofInbox(personId: string): AsyncIterableIterator<unknown> {
    return this.screen(`inbox:${personId}`, { inboxChanged: { ok: true } })
  }

  /** The words of a topic; `instead` when words may have been missed. */
  private screen(topic: string, instead: object): AsyncIterableIterator<unknown> {
    const words = this.hub.asyncIterableIterator<object>([topic, 'missed'])
    return {
      next: async () => {
        const heard = await words.next()
        if (heard.done === true || Object.keys(heard.value).length > 0) return heard
        await new Promise(resolve => { setTimeout(resolve, SPREAD_MS * Math.random()).unref() })
        return { done: false, value: instead }
      },
      return: async () => ({ done: true, value: await words.return?.() }),
      throw: async fault => ({ done: true, value: await words.throw?.(fault) }),
      [Symbol.asyncIterator]() { return this },
    }
  }

  /** Listens on a connection of its own; comes back by itself when the database was away. */
  async listen(options: ClientConfig): Promise<void> {
    const client = new Client({ ...options, application_name: 'plenary changes', connectionTimeoutMillis: SILENCE_MS, query_timeout: SILENCE_MS })
    this.client = client
    client.on('error', error => log.warn({ err: error }, 'the connection for changes was lost'))
    client.on('end', () => {
      clearInterval(beat)
      if (!this.stopped) setTimeout(() => void this.listen(options).catch(() => client.emit('end')), AGAIN_MS).unref()
    })
    // A connection that a network has forgotten tells nobody: one that does not answer is ended, and what was missed is caught up on the next.
    const beat = setInterval(() => void client.query('select 1').catch(() => client.end()), BEAT_MS).unref()
    client.on('notification', ({ payload }) => {
      const { topic, ...word } = JSON.parse(payload ?? '{}') as { topic: string }
      void this.hub.publish(topic, word)
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    if (this.listenedBefore) await this.hub.publish('missed', {})
    this.listenedBefore = true
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    await this.client?.end()
  }

  private async tell(tx: EntityManager, ...words: object[]): Promise<void> {
    await saying.run(tx, [CHANNEL, words.map(word => JSON.stringify(word))])
  }
}
