import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { badCommentType, type CommentStatus, editComment } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { Permits, type Permitted } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { CallsService } from './calls.service.ts'
import type { Anchor } from './comment.entity.ts'
import { Comment } from './comment.entity.ts'
import { Reply } from './reply.entity.ts'
import { ThreadRecord } from './thread-record.service.ts'

/** What somebody says of a draft. */
export interface NewComment {
  readonly draftId: string
  readonly anchor?: Partial<Anchor> | null | undefined
  readonly type: string
  readonly body: string
  readonly proposedChange?: string | null | undefined
  readonly seatId?: string | null | undefined
  readonly mentions?: readonly string[] | null | undefined
}

/** What a comment shall say from now on. Its place in the text stays. */
export interface EditedComment {
  readonly commentId: string
  readonly type: string
  readonly body: string
  readonly proposedChange?: string | null | undefined
}

/** In characters. */
const longest = { body: 20_000, quote: 10_000, context: 500, position: 2_000, id: 100 }

const badAnchor = (anchor: Partial<Anchor>) => badText({
  'anchor.clauseId': { value: anchor.clauseId, most: longest.id },
  'anchor.blockId': { value: anchor.blockId, most: longest.id },
  'anchor.quote': { value: anchor.quote, most: longest.quote },
  'anchor.prefix': { value: anchor.prefix, most: longest.context },
  'anchor.suffix': { value: anchor.suffix, most: longest.context },
  'anchor.relStart': { value: anchor.relStart, most: longest.position },
  'anchor.relEnd': { value: anchor.relEnd, most: longest.position },
})

const whole = (given: Partial<Anchor>): Anchor => ({
  clauseId: given.clauseId ?? null, blockId: given.blockId ?? null, start: given.start ?? null, end: given.end ?? null,
  quote: given.quote ?? '', prefix: given.prefix ?? '', suffix: given.suffix ?? '', relStart: given.relStart ?? null, relEnd: given.relEnd ?? null,
  needBefore: given.needBefore ?? null, needAfter: given.needAfter ?? null,
})

const unknownComment = () => refusal('NOT_FOUND', 'There is no such comment, or it is not open to you.')

/** Takes comments and replies. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly calls: CallsService,
    private readonly record: ThreadRecord,
  ) {}

  /** Writes a comment. While a public call is open it counts as an answer to it. */
  comment(viewer: Viewer | null, wanted: NewComment): Promise<Result<Comment>> {
    return this.transactions.run(async tx => {
      const anchor = wanted.anchor ?? {}
      const bad = badAnchor(anchor) ?? badText({
        body: { value: wanted.body, most: longest.body, needed: true }, proposedChange: { value: wanted.proposedChange, most: longest.body },
      }) ?? badCommentType(wanted.type)
      if (bad) return bad
      const call = isId(wanted.draftId) ? await this.calls.openOn(tx, wanted.draftId) : null
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'comment.write', { callOpen: call !== null })
      if (!permitted.ok) return permitted
      const { draft, viewer: author } = permitted.value
      const seat = await this.seatFor(tx, permitted.value, wanted.seatId ?? null)
      if (!seat.ok) return seat
      const mentions = await this.mentioned(tx, draft, wanted.mentions ?? [])
      if (!mentions.ok) return mentions
      const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from comment where draft_id = $1', [draft.id])
      const { identifiers } = await tx.insert(Comment, {
        draftId: draft.id, number: next!.number, authorId: author.personId, seatId: seat.value, callId: call?.id ?? null, anchor: whole(anchor),
        type: wanted.type, body: wanted.body.trim(), proposedChange: wanted.proposedChange?.trim() || null, mentionIds: mentions.value,
      })
      const comment = await tx.findOneByOrFail(Comment, { id: identifiers[0]!['id'] as string })
      await this.record.written(tx, draft, comment, author)
      return accept(comment)
    })
  }

  /** Puts other words into a comment, by its author and until it is decided: what was decided must stay what was read. */
  edit(viewer: Viewer | null, wanted: EditedComment): Promise<Result<Comment>> {
    return this.transactions.run(async tx => {
      const bad = badText({
        body: { value: wanted.body, most: longest.body, needed: true }, proposedChange: { value: wanted.proposedChange, most: longest.body },
      }) ?? badCommentType(wanted.type)
      if (bad) return bad
      const found = isId(wanted.commentId) ? await tx.findOneBy(Comment, { id: wanted.commentId }) : null
      if (!found) return viewer ? unknownComment() : refusal('UNAUTHENTICATED', 'Sign in to edit a comment.')
      const call = await this.calls.openOn(tx, found.draftId)
      const permitted = await this.permits.ask(tx, viewer, found.draftId, 'comment.write', { callOpen: call !== null })
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownComment() : permitted
      const { draft, viewer: author } = permitted.value
      // The draft is locked by now: what is read from here on stays true until the commit.
      const before = await tx.findOneByOrFail(Comment, { id: found.id })
      const editable = editComment(before.status as CommentStatus, before.authorId === author.personId)
      if (!editable.ok) return editable
      const after = { type: wanted.type, body: wanted.body.trim(), proposedChange: wanted.proposedChange?.trim() || null }
      if (after.type === before.type && after.body === before.body && after.proposedChange === before.proposedChange) return accept(before)
      await tx.createQueryBuilder().update(Comment).set({ ...after, editedAt: () => 'plenary_now()' }).where({ id: before.id }).execute()
      const comment = await tx.findOneByOrFail(Comment, { id: before.id })
      await this.record.edited(tx, draft, comment, author)
      return accept(comment)
    })
  }

  /** Adds to the thread of a comment. */
  reply(viewer: Viewer | null, wanted: { commentId: string; body: string; mentions?: readonly string[] | null | undefined }): Promise<Result<Comment>> {
    return this.transactions.run(async tx => {
      const bad = badText({ body: { value: wanted.body, most: longest.body, needed: true } })
      if (bad) return bad
      const comment = isId(wanted.commentId) ? await tx.findOneBy(Comment, { id: wanted.commentId }) : null
      if (!comment) return viewer ? unknownComment() : refusal('UNAUTHENTICATED', 'Sign in to reply to a comment.')
      const call = await this.calls.openOn(tx, comment.draftId)
      const permitted = await this.permits.ask(tx, viewer, comment.draftId, 'comment.reply', { callOpen: call !== null })
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownComment() : permitted
      const { draft, viewer: author } = permitted.value
      const mentions = await this.mentioned(tx, draft, wanted.mentions ?? [])
      if (!mentions.ok) return mentions
      const body = wanted.body.trim()
      await tx.insert(Reply, { commentId: comment.id, authorId: author.personId, body, mentionIds: mentions.value })
      await this.record.replied(tx, { draft, comment, author, body, mentions: mentions.value })
      return accept(comment)
    })
  }

  /** The seat a person comments for: the one they name if they act for it, else the only one they hold here. */
  private async seatFor(tx: EntityManager, { draft, viewer }: Permitted, wanted: string | null): Promise<Result<string | null>> {
    const held = await tx.query<{ id: string }[]>(
      `select seat.id from seat join delegate on delegate.seat_id = seat.id and delegate.until is null
       where seat.committee_id = $1 and seat.until is null and delegate.person_id = $2`, [draft.committeeId, viewer.personId])
    if (wanted === null) return accept(held.length === 1 ? held[0]!.id : null)
    return held.some(seat => seat.id === wanted) ? accept(wanted) : refusal('FORBIDDEN', 'You do not act for this seat. Choose one of yours, or none.')
  }

  /** Only people with a place in the committee can be mentioned: others could not read what they are called to. */
  private async mentioned(tx: EntityManager, draft: Draft, wanted: readonly string[]): Promise<Result<string[]>> {
    const ids = [...new Set(wanted)]
    if (ids.length === 0) return accept([])
    if (ids.length > 50) return refusal('BAD_INPUT', '“mentions” names more than 50 people. Mention those who must answer.')
    const known = ids.every(isId) ? await tx.query<{ id: string }[]>(
      `select person_id as id from role where committee_id = $1 and until is null and person_id = any($2)
       union select delegate.person_id from delegate join seat on seat.id = delegate.seat_id
       where seat.committee_id = $1 and seat.until is null and delegate.until is null and delegate.person_id = any($2)`, [draft.committeeId, ids]) : []
    return known.length === ids.length ? accept(ids) : refusal('BAD_INPUT', '“mentions” names somebody who has no place in this committee.')
  }
}
