import { SCHEMA_VERSION, writeDocument, type Template, type TextDocument } from '@plenary/document'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import * as Y from 'yjs'
import type { Draft } from '../drafts/draft.entity.ts'
import { Changes } from '../platform/changes.ts'
import { Jobs } from '../platform/jobs.ts'
import { TextWorkers, UnreadableText } from './text-workers.ts'

/** A text as data, and of which moment it is. */
export interface TextAt {
  readonly seq: number
  readonly epoch: number
  readonly document: TextDocument
}

interface Kept { readonly seq: number; readonly epoch: number; readonly document: Promise<TextDocument> }

const KEPT = 40
// Who writes the first, empty state of a text that nobody in particular opened.
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Texts in the database, apart from the sockets: their first state, their freezing, and what they say. */
@Injectable()
export class TextsService {
  readonly workers = new TextWorkers()
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly db: DataSource, private readonly jobs: Jobs, private readonly changes: Changes) {}

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
    await this.jobs.enqueue(tx, 'collab.refresh', { draftId })
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
    const [head] = await tx.query<{ seq: string; epoch: number }[]>('select seq, epoch from text_head where room = $1', [room])
    if (!head) throw new Error(`There is no text ${room}.`)
    const seq = Number(head.seq)
    const known = this.kept.get(room)
    const kept = known?.seq === seq ? { ...known, epoch: head.epoch } : { seq, epoch: head.epoch, document: this.at(room, seq, tx) }
    this.keep(room, kept)
    return { seq, epoch: head.epoch, document: await kept.document }
  }

  private keep(room: string, kept: Kept): void {
    this.kept.delete(room)
    this.kept.set(room, kept)
    kept.document.catch(() => this.kept.delete(room))
    const [oldest] = this.kept.keys()
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest)
  }

  /**
   * What a text said at one of its numbers, read in a worker while everything else goes on. Throws `UnreadableText`; what was found wrong is kept
   * in the quarantine, and the text itself as it is.
   */
  async at(room: string, seq: number, tx: EntityManager = this.db.manager): Promise<TextDocument> {
    const updates = await this.bytesAt(room, seq, tx)
    try {
      return await this.workers.read(updates)
    } catch (error) {
      if (error instanceof UnreadableText) {
        await this.db.query('insert into text_quarantine (room, seq, reason) values ($1, $2, $3) on conflict do nothing', [room, seq, error.message])
      }
      throw error
    }
  }

  /** The updates that make up a text at one of its numbers. */
  async bytesAt(room: string, seq: number, tx: EntityManager = this.db.manager): Promise<readonly Uint8Array[]> {
    const rows = await tx.query<{ data: Buffer }[]>(
      `with base as (select upto_seq, data from text_snapshot where room = $1 and upto_seq <= $2)
       select data from (
         select upto_seq as seq, data from base
         union all
         select seq, data from text_update where room = $1 and seq > coalesce((select upto_seq from base), 0) and seq <= $2
       ) as parts order by seq`, [room, seq])
    return rows.map(({ data }) => data)
  }
}
