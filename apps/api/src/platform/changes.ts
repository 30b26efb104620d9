import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common'
import { PubSub } from 'graphql-subscriptions'
import { Client, type ClientConfig } from 'pg'
import type { EntityManager } from 'typeorm'
import { log } from './log.ts'

const CHANNEL = 'plenary_changed'

/** Tells open screens that something changed. The word goes out with the commit, to every instance; a lost word costs a reload, nothing more. */
@Injectable()
export class Changes implements BeforeApplicationShutdown {
  private readonly hub = new PubSub()
  private client: Client | undefined
  private stopped = false

  /** A draft changed in this respect: stage, comment, ballot, objection, import, edition, seat. */
  async draft(tx: EntityManager, draftId: string, what: string): Promise<void> {
    await this.tell(tx, { topic: `draft:${draftId}`, draftChanged: { draftId, what } })
  }

  /** Something that these people must see changed. */
  async inbox(tx: EntityManager, ...personIds: string[]): Promise<void> {
    await this.tell(tx, ...personIds.map(personId => ({ topic: `inbox:${personId}`, inboxChanged: { ok: true } })))
  }

  ofDraft(draftId: string): AsyncIterableIterator<unknown> { return this.hub.asyncIterableIterator(`draft:${draftId}`) }
  ofInbox(personId: string): AsyncIterableIterator<unknown> { return this.hub.asyncIterableIterator(`inbox:${personId}`) }

  /** Listens on a connection of its own; comes back by itself when the database was away. */
  async listen(options: ClientConfig): Promise<void> {
    const client = new Client({ ...options, application_name: 'plenary changes' })
    this.client = client
    client.on('error', error => log.warn({ err: error }, 'the connection for changes was lost'))
    client.on('end', () => { if (!this.stopped) setTimeout(() => void this.listen(options).catch(() => client.emit('end')), 1_000).unref() })
    client.on('notification', ({ payload }) => {
      const { topic, ...word } = JSON.parse(payload ?? '{}') as { topic: string }
      void this.hub.publish(topic, word)
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    await this.client?.end()
  }

  private async tell(tx: EntityManager, ...words: object[]): Promise<void> {
    await tx.query('select pg_notify($1, word) from unnest($2::text[]) as word', [CHANNEL, words.map(word => JSON.stringify(word))])
  }
}
