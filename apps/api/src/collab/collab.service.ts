import type { Server } from 'node:http'
import { Doors, Rooms, type Edited } from '@plenary/collab'
import { SCHEMA_VERSION, type TextDocument } from '@plenary/document'
import type { Result } from '@plenary/kernel'
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type * as Y from 'yjs'
import { DraftsService } from '../drafts/drafts.service.ts'
import { log } from '../platform/log.ts'
import { giveMemoryBack } from '../platform/memory.ts'
import { allowed, changeWithin } from './change-within.ts'
import { SocketGatekeeper } from './gatekeeper.ts'
import { Instances } from './instances.ts'
import { TextLog } from './text-log.ts'
import { TextsService, type TextAt } from './texts.service.ts'

export { UnreadableText } from './worker-line.ts'

const report = (error: unknown, room: string): void => log.error({ err: error, room }, 'a text could not be kept or shown')

/** The texts of all drafts: written together over sockets, and by the server through the same door. A room is the id of its draft. */
@Injectable()
export class CollabService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly rooms: Rooms
  private readonly doors: Doors

  constructor(
    private readonly textLog: TextLog,
    private readonly drafts: DraftsService,
    private readonly texts: TextsService,
    private readonly gatekeeper: SocketGatekeeper,
    private readonly instances: Instances,
  ) {
    this.rooms = new Rooms({ log: textLog.log, bus: instances.bus, allowed, fold: updates => this.texts.workers.fold(updates), spare: giveMemoryBack, report })
    this.doors = new Doors({ rooms: this.rooms, gatekeeper, schema: SCHEMA_VERSION, report })
  }

  /** How many sockets and texts are open on this instance, and whether it hears the others. */
  get open(): { readonly sockets: number; readonly rooms: number; readonly hearsOthers: boolean } {
    return { sockets: this.doors.size, rooms: this.rooms.size, hearsOthers: this.instances.bus.isWell }
  }

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
    await this.instances.bus.end()
    await this.textLog.end()
  }
}
