import { SCHEMA_VERSION, writeDocument, type Template, type TextDocument } from '@plenary/document'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import * as Y from 'yjs'
import type { Draft } from '../drafts/draft.entity.ts'
import { Changes } from '../platform/changes.ts'
import { QuarantineService } from './quarantine.service.ts'
import { TextWorkers } from './text-workers.ts'
import { UnreadableText } from './worker-line.ts'

/** A text as data, and of which moment it is. */
export interface TextAt {
  readonly seq: number
  readonly epoch: number
  readonly document: TextDocument
}

/** A snapshot or an update of the log, with the number that the text has after it. */
interface TextPart { readonly seq: number; readonly data: Uint8Array }

interface Kept { readonly seq: number; readonly epoch: number; readonly document: Promise<TextDocument> }

const KEPT = 40
/** Who writes the first, empty state of a text that nobody in particular opened. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Texts in the database, apart from the sockets: their first state, their freezing, and what they say. */
@Injectable()
export class TextsService {
  readonly workers = new TextWorkers()
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly db: DataSource, private readonly changes: Changes, private readonly quarantine: QuarantineService) {}

  /** Writes the empty text of a new draft, in the transaction that opens it: it is there once, whatever races. */
  async open(tx: EntityManager, draft: Draft, personId: string | null): Promise<void> {
    const ydoc = new Y.Doc()
    writeDocument(ydoc, { schema: SCHEMA_VERSION, template: draft.template as Template, language: draft.languages[0] ?? 'en', title: draft.title, clauses: [] })
    const data = Y.encodeStateAsUpdate(ydoc)
    const author = personId ?? NOBODY
    await tx.query('insert into text_head (room, draft_id, seq, size) values ($1::text, ($1::text)::uuid, 1, $2)', [draft.id, data.length])
    await tx.query('insert into text_update (room, seq, data, author, clients) values ($1, 1, $2, $3, $4)', [draft.id, Buffer.from(data), author, [ydoc.clientID]])
    await tx.query('insert into text_client (room, client_id, person_id) values ($1, $2, $3)', [draft.id, ydoc.clientID, author])
    ydoc.destroy()
  }

  /** Has the open sockets of a draft, and the screens that show it, learn after the commit that its text or its rules have changed. */
  async tell(tx: EntityManager, draftId: string, what: string): Promise<void> {
    await this.changes.text(tx, draftId)
    await this.changes.draft(tx, draftId, what)
  }

  /** Locks or unlocks the head inside the caller's transaction. From its commit on the row decides; what is being stored just now comes before it. */
  async setLocked(tx: EntityManager, room: string, locked: boolean): Promise<{ seq: number; epoch: number }> {
    await tx.query('select 1 from text_head where room = $1 for update', [room])
    const [head] = await tx.query<{ seq: string; epoch: number }[]>(
      'with moved as (update text_head set locked = $2, epoch = epoch + 1 where room = $1 returning seq, epoch) select seq, epoch from moved', [room, locked])
    if (!head) throw new Error(`There is no text ${room}.`)
    return { seq: Number(head.seq), epoch: head.epoch }
  }

  /** What a text says now. Reading the same state twice costs one look at the head. */
  async now(room: string, tx: EntityManager = this.db.manager): Promise<TextAt> {
    return (await this.allNow([room], tx))[0]!
  }

  /** What these texts say now, in their order. Costs two statements, however many there are. */
  async allNow(rooms: readonly string[], tx: EntityManager = this.db.manager): Promise<TextAt[]> {
    const rows = await tx.query<{ room: string; seq: string; epoch: number }[]>('select room, seq, epoch from text_head where room = any($1)', [rooms])
    const heads = new Map(rows.map(({ room, seq, epoch }) => [room, { room, seq: Number(seq), epoch }]))
    const lost = rooms.find(room => !heads.has(room))
    if (lost !== undefined) throw new Error(`There is no text ${lost}.`)
    const changed = [...heads.values()].filter(({ room, seq }) => this.kept.get(room)?.seq !== seq)
    const updates = await this.bytesOf(changed, tx)
    for (const { room, seq, epoch } of changed) this.keep(room, { seq, epoch, document: this.read(room, updates.get(room) ?? []) })
    return Promise.all(rooms.map(async room => {
      const { seq, epoch } = heads.get(room)!
      const kept = this.kept.get(room)
      const document = await (kept?.seq === seq ? kept.document : this.read(room, await this.partsAt(room, seq, tx)))
      if (kept?.seq === seq) this.keep(room, { ...kept, epoch })
      return { seq, epoch, document }
    }))
  }

  private keep(room: string, kept: Kept): void {
    this.kept.delete(room)
    this.kept.set(room, kept)
    kept.document.catch(() => this.kept.delete(room))
    const [oldest] = this.kept.keys()
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest)
  }

  /**
   * What a text said at one of its numbers, read in a worker while everything else goes on. Throws `UnreadableText` when any part of it cannot
   * be read: what is frozen, hashed and voted on is the whole text or nothing.
   */
  async at(room: string, seq: number, tx: EntityManager = this.db.manager): Promise<TextDocument> {
    const { document, faults } = await this.workers.read((await this.partsAt(room, seq, tx)).map(({ data }) => data))
    if (faults[0]) throw new UnreadableText(faults[0].reason)
    return document
  }

  /** What can be read of a text. What cannot is set aside and told to the secretary: everybody else reads on. */
  private async read(room: string, parts: readonly TextPart[]): Promise<TextDocument> {
    const { document, faults } = await this.workers.read(parts.map(({ data }) => data))
    for (const { place, reason } of faults) await this.quarantine.note(room, [parts[place]!.seq], reason)
    return document
  }

  /** The updates that make up a text at one of its numbers. */
  async bytesAt(room: string, seq: number, tx: EntityManager = this.db.manager): Promise<readonly Uint8Array[]> {
    return (await this.partsAt(room, seq, tx)).map(({ data }) => data)
  }

  private async partsAt(room: string, seq: number, tx: EntityManager): Promise<readonly TextPart[]> {
    return (await this.bytesOf([{ room, seq }], tx)).get(room) ?? []
  }

  private async bytesOf(asked: readonly { room: string; seq: number }[], tx: EntityManager): Promise<Map<string, TextPart[]>> {
    const parts = new Map<string, TextPart[]>(asked.map(({ room }) => [room, []]))
    if (asked.length === 0) return parts
    const rows = await tx.query<{ room: string; seq: string; data: Buffer }[]>(
      `with asked as (select * from unnest($1::text[], $2::bigint[]) as asked (room, seq)),
       base as (select asked.room, upto_seq, data from asked join text_snapshot on text_snapshot.room = asked.room and upto_seq <= asked.seq)
       select room, seq, data from (
         select room, upto_seq as seq, data from base
         union all
         select asked.room, text_update.seq, text_update.data from asked left join base on base.room = asked.room
         join text_update on text_update.room = asked.room and text_update.seq > coalesce(base.upto_seq, 0) and text_update.seq <= asked.seq
       ) as parts order by room, seq`, [asked.map(({ room }) => room), asked.map(({ seq }) => seq)])
    for (const { room, seq, data } of rows) parts.get(room)?.push({ seq: Number(seq), data })
    return parts
  }
}
