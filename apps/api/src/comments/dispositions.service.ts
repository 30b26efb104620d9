import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { type Act, type CommentStatus, decideComment, permissions, reopenComment, resolveComment } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Permits, type Permitted } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { CallsService } from './calls.service.ts'
import { Comment } from './comment.entity.ts'
import { ThreadRecord } from './thread-record.service.ts'

type Decide = (permitted: Permitted & { readonly comment: Comment }) => Result<object>

/** Decides, resolves and reopens comments. */
@Injectable()
export class DispositionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly calls: CallsService,
    private readonly record: ThreadRecord,
  ) {}

  /** Gives a comment its disposition, with the reason its author reads. */
  decide(viewer: Viewer | null, wanted: { commentId: string; disposition: string; reason: string }): Promise<Result<Comment>> {
    const bad = badText({ reason: { value: wanted.reason, most: 10_000 } })
    return this.act(viewer, wanted.commentId, 'comment.decide', () => {
      if (bad) return bad
      const decided = decideComment(wanted.disposition, wanted.reason)
      return decided.ok ? accept({ status: 'decided', disposition: decided.value.disposition, dispositionReason: decided.value.reason }) : decided
    })
  }

  /** Closes a thread. */
  resolve(viewer: Viewer | null, commentId: string): Promise<Result<Comment>> {
    return this.act(viewer, commentId, 'comment.resolve', ({ comment, viewer: by }) => {
      const resolved = resolveComment(comment.status as CommentStatus, comment.authorId === by.personId)
      return resolved.ok ? accept({ status: resolved.value }) : resolved
    })
  }

  /** Opens a thread again; a disposition falls away. */
  reopen(viewer: Viewer | null, commentId: string): Promise<Result<Comment>> {
    return this.act(viewer, commentId, 'comment.resolve', ({ comment }) => {
      const opened = reopenComment(comment.status as CommentStatus)
      return opened.ok ? accept({ status: opened.value, disposition: null, dispositionReason: null }) : opened
    })
  }

  private act(viewer: Viewer | null, commentId: string, act: Act, decide: Decide): Promise<Result<Comment>> {
    return this.transactions.run(async tx => {
      if (!viewer) return refusal('UNAUTHENTICATED', `Sign in to ${permissions[act].words}.`)
      const found = isId(commentId) ? await tx.findOneBy(Comment, { id: commentId }) : null
      if (!found) return refusal('NOT_FOUND', 'There is no such comment, or it is not open to you.')
      const callOpen = await this.calls.openOn(tx, found.draftId) !== null
      const permitted = await this.permits.ask(tx, viewer, found.draftId, act, { own: found.authorId === viewer.personId, callOpen })
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? refusal('NOT_FOUND', 'There is no such comment, or it is not open to you.') : permitted
      // The draft is locked by now: what is read from here on stays true until the commit.
      const comment = await tx.findOneByOrFail(Comment, { id: commentId })
      const decided = decide({ ...permitted.value, comment })
      if (!decided.ok) return decided
      const after = await this.save(tx, comment.id, decided.value, viewer)
      await this.record.settled(tx, permitted.value.draft, after, viewer)
      return accept(after)
    })
  }

  private async save(tx: EntityManager, id: string, changes: { status?: string }, viewer: Viewer): Promise<Comment> {
    const decides = changes.status === 'decided'
    await tx.createQueryBuilder().update(Comment).set({
      ...changes,
      ...(changes.status === 'resolved' ? {} : { decidedById: decides ? viewer.personId : null, decidedAt: decides ? () => 'plenary_now()' : null }),
      resolvedAt: changes.status === 'resolved' ? () => 'plenary_now()' : null,
    }).where({ id }).execute()
    return tx.findOneByOrFail(Comment, { id })
  }
}
