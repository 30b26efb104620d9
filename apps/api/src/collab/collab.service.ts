import type { Server } from 'node:http'
import { Doors, Rooms, type Edited } from '@plenary/collab'
import { SCHEMA_VERSION, type TextDocument } from '@plenary/document'
import type { Result } from '@plenary/kernel'
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Pool } from 'pg'
import type { EntityManager } from 'typeorm'
import type * as Y from 'yjs'
import { DraftsService } from '../drafts/drafts.service.ts'
import { CONNECTION } from '../platform/connection.ts'
import { type Connection, poolOptions } from '../platform/database.ts'
import { log } from '../platform/log.ts'
import { allowed, changeWithin } from './change-within.ts'
import { SocketGatekeeper } from './gatekeeper.ts'
import { PostgresLog } from './postgres-log.ts'
import { TextsService, type TextAt } from './texts.service.ts'
import { WriteRights } from './write-rights.ts'

const report = (error: unknown, room: string): void => log.error({ err: error, room }, 'a text could not be kept or shown')

/** The texts of all drafts: written together over sockets, and by the server through the same door. A room is the id of its draft. */
@Injectable()
export class CollabService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly pool: Pool
  private readonly rooms: Rooms
  private readonly doors: Doors

  constructor(
    @Inject(CONNECTION) connection: Connection,
    private readonly drafts: DraftsService,
    private readonly texts: TextsService,
    private readonly gatekeeper: SocketGatekeeper,
    writeRights: WriteRights,
  ) {
    this.pool = new Pool({ ...poolOptions(connection), max: 6, application_name: 'plenary texts' })
    // A lost idle connection is replaced at the next use.
    this.pool.on('error', () => undefined)
    this.rooms = new Rooms({ log: new PostgresLog(this.pool, writeRights.mayWrite), allowed, fold: updates => this.texts.workers.fold(updates), report })
    this.doors = new Doors({ rooms: this.rooms, gatekeeper, schema: SCHEMA_VERSION, report })
  }

  /** How many sockets, and how many texts, are open on this instance. */
  get open(): { readonly sockets: number; readonly rooms: number } { return { sockets: this.doors.size, rooms: this.rooms.size } }

  onModuleInit(): void {
    this.drafts.onOpening((tx, draft, viewer) => this.texts.open(tx, draft, viewer?.personId ?? draft.createdBy))
  }

  /** Takes the sockets that come to `/collab/` on this server. A cookie is believed only from these origins. */
  attach(server: Server, origins: () => readonly string[]): void {
    this.gatekeeper.believe(origins)
    this.doors.attach(server)
  }

  /**
   * Changes the text of a draft: durable before it is shown, shown to all who are in it, in a commit of its own.
   * The caller has asked for the right; a frozen text refuses with `FROZEN`.
   */
  edit<T>(room: string, personId: string, change: (ydoc: Y.Doc) => T): Promise<Result<Edited<T>>> {
    return this.rooms.edit(room, personId, change)
  }

  /** Changes a text inside the caller's transaction: with the act that causes it, or not at all. Call `tell` too. */
  changeWithin<T>(tx: EntityManager, room: string, personId: string, change: (ydoc: Y.Doc) => T): Promise<Result<Edited<T>>> {
    return changeWithin(tx, room, personId, change)
  }

  /** Has sockets and screens learn after the commit that the text or its rules have changed. */
  tell(tx: EntityManager, draftId: string, what: string): Promise<void> {
    return this.texts.tell(tx, draftId, what)
  }

  /** Freezes a text inside the caller's transaction and says at which number. Nothing is written past it by any message from the commit on. */
  freeze(tx: EntityManager, room: string): Promise<{ seq: number; epoch: number }> {
    return this.texts.setLocked(tx, room, true)
  }

  /** Opens a text for writing again, inside the caller's transaction. */
  unfreeze(tx: EntityManager, room: string): Promise<{ seq: number; epoch: number }> {
    return this.texts.setLocked(tx, room, false)
  }

  /** What the text said at one of its numbers: after `freeze`, still inside the transaction, the text that was frozen. */
  materialise(room: string, seq: number, tx?: EntityManager): Promise<TextDocument> {
    return this.texts.at(room, seq, tx)
  }

  /** What the text says now. Inside a transaction pass it on: waiting for a second connection while holding locks could stop all who wait for them. */
  textOf(room: string, tx?: EntityManager): Promise<TextAt> {
    return this.texts.now(room, tx)
  }

  /** What several texts say now, in their order, for as many statements as one. */
  textsOf(rooms: readonly string[], tx?: EntityManager): Promise<TextAt[]> {
    return this.texts.allNow(rooms, tx)
  }

  /** After a commit that froze a text, opened it, or moved its draft to another stage: its sockets learn it now, not at the next poll. */
  refresh(room: string): Promise<void> {
    return this.rooms.refresh(room)
  }

  /** After a commit that took a role or a session from a person: their sockets are closed where they lost a right. */
  recheck(personId: string): Promise<void> {
    return this.rooms.recheckPerson(personId)
  }

  /** The same for everybody whose socket is open here, when it may have been missed whose rights ended. */
  recheckEverybody(): Promise<void> {
    return this.rooms.recheckEverybody()
  }

  /** Stores what waits and asks every socket to come back, before the server it hangs on closes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.doors.close()
    await this.rooms.close()
    await this.texts.workers.end()
    await this.pool.end()
  }
}
