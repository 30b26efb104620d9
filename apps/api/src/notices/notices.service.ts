import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Changes } from '../platform/changes.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'

/** A draft as a notice mentions it; the entity fits. */
export interface MentionedDraft { readonly id: string; readonly number: string; readonly title: string }

/** An act that one person holds. */
export interface Need {
  readonly personId: string
  /** What to do, as one verb: Vote, Reply, Decide, Attest, Move, Review, Disposition. */
  readonly verb: string
  readonly title: string
  /** Why it is theirs and what follows from it, in one or two sentences. */
  readonly why: string
  /** ISO 8601; null when nothing happens by itself. */
  readonly due: string | null
  /** The time zone in which the due time is meant, such as Europe/Zurich; UTC when left out. */
  readonly zone?: string
  /** The path in the app where it is done. */
  readonly where: string
  readonly draft: MentionedDraft | null
  readonly committeeId?: string
  /** Who waits for it besides the chair and the secretary, such as the author of a comment. */
  readonly askedBy?: string | null
  /** Names the awaited act, such as `ballot:<id>:<seatId>`; the same person and key is the same notice. */
  readonly key: string
}

/** Something that happened to a draft, for those who follow it. */
export interface Happening { readonly draft: MentionedDraft; readonly committeeId: string; readonly what: string; readonly where: string }

/** A date that a committee has to know. */
export interface MarkedDate { readonly key: string; readonly committeeId: string; readonly what: string; readonly due: string; readonly where: string }

/** The task that writes letters about the notices of one call of `needs`. */
export const TELL = 'notices.tell'

/** Tells people whose turn it is and until when. Everything is written in the transaction of the act that causes it. */
@Injectable()
export class NoticesService {
  constructor(private readonly changes: Changes, private readonly clock: Clock, private readonly deadlines: Deadlines) {}

  /** Puts acts into people's inboxes and mails them once; they are reminded while they have not acted. Takes few statements however many people. */
  async needs(tx: EntityManager, needs: Need | readonly Need[]): Promise<void> {
    const list = Array.isArray(needs) ? needs as readonly Need[] : [needs as Need]
    if (list.length === 0) return
    const batch = randomUUID()
    await tx.query(
      `insert into notice (person_id, key, verb, title, why, due, zone, path, draft_id, draft_number, draft_title, committee_id, asked_by, batch)
       select distinct on (n."personId", n.key) n."personId", n.key, n.verb, n.title, n.why, n.due, coalesce(n.zone, 'UTC'), n."where", (n.draft->>'id')::uuid, n.draft->>'number', n.draft->>'title',
         n."committeeId", n."askedBy", $2
       from json_to_recordset($1::json) as n("personId" uuid, key text, verb text, title text, why text, due timestamptz, zone text, "where" text, draft json,
         "committeeId" uuid, "askedBy" uuid)
       order by 1, 2
       on conflict (person_id, key) do update set verb = excluded.verb, title = excluded.title, why = excluded.why, due = excluded.due, zone = excluded.zone,
         path = excluded.path, draft_title = excluded.draft_title, batch = excluded.batch, settled_at = null,
         created_at = case when notice.settled_at is null then notice.created_at else excluded.created_at end,
         mailed_at = case when notice.settled_at is null then notice.mailed_at end,
         reminded_at = case when notice.settled_at is null then notice.reminded_at end`,
      [JSON.stringify(list.map(need => ({ ...need, draft: need.draft && { id: need.draft.id, number: need.draft.number, title: need.draft.title } }))), batch])
    await this.deadlines.set(tx, { key: `notices:${batch}`, due: await this.clock.now(tx), task: TELL, payload: { batch } })
    await this.changes.inbox(tx, ...new Set(list.map(need => need.personId)))
  }

  /**
   * Takes acts out of inboxes because they were done or are no longer wanted: all whose key begins like this, or those of one person. `to` rounds the
   * time that is kept, for acts whose hour is nobody's business.
   */
  async settle(tx: EntityManager, keyPrefix: string, personId?: string, to: 'day' | 'microseconds' = 'microseconds'): Promise<void> {
    const settled = await tx.query<{ person_id: string }[]>(
      `with settled as (
         update notice set settled_at = date_trunc($3, plenary_now()) where settled_at is null and starts_with(key, $1) and ($2::uuid is null or person_id = $2)
         returning person_id
       ) select distinct person_id from settled`, [keyPrefix, personId ?? null, to])
    if (settled.length > 0) await this.changes.inbox(tx, ...settled.map(row => row.person_id))
  }

  /** Moves the date of what is still wanted of people by a date. */
  async postpone(tx: EntityManager, keyPrefix: string, due: string): Promise<void> {
    await tx.query('update notice set due = $2::timestamptz where settled_at is null and due is not null and starts_with(key, $1)', [keyPrefix, due])
  }

  /** Tells the committee what happened to a draft. */
  async follow(tx: EntityManager, happening: Happening): Promise<void> {
    const { draft, committeeId, what, where } = happening
    await tx.query('insert into happening (draft_id, draft_number, draft_title, committee_id, what, path) values ($1, $2, $3, $4, $5, $6)',
      [draft.id, draft.number, draft.title, committeeId, what, where])
  }

  /** Puts a date into the committee's calendar, or moves it. */
  async mark(tx: EntityManager, date: MarkedDate): Promise<void> {
    await tx.query(
      `insert into marked_date (key, committee_id, what, due, path) values ($1, $2, $3, $4, $5)
       on conflict (key) do update set what = excluded.what, due = excluded.due, path = excluded.path`,
      [date.key, date.committeeId, date.what, date.due, date.where])
  }

  /** Takes dates out of the calendar whose key begins like this. */
  async unmark(tx: EntityManager, keyPrefix: string): Promise<void> {
    await tx.query('delete from marked_date where starts_with(key, $1)', [keyPrefix])
  }
}
