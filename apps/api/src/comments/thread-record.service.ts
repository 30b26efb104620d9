import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Comment } from './comment.entity.ts'

/** A reply as the record takes it. */
export interface WrittenReply {
  readonly draft: Draft
  readonly comment: Comment
  readonly author: Viewer
  readonly body: string
  readonly mentions: readonly string[]
}

/** Writes what happens in threads into the ledger, and tells those whose turn it becomes. */
@Injectable()
export class ThreadRecord implements OnModuleInit {
  constructor(private readonly ledger: LedgerService, private readonly notices: NoticesService, private readonly changes: Changes) {}

  onModuleInit(): void {
    this.ledger.tell({
      'comment.written': facts => `Comment ${word(facts['number'])} was written.`,
      'comment.edited': facts => `Comment ${word(facts['number'])} was edited by its author.`,
      'comment.replied': facts => `Comment ${word(facts['number'])} was answered.`,
      'comment.decided': facts => `Comment ${word(facts['number'])} was decided: ${word(facts['disposition'])}. ${word(facts['reason'])}`,
      'comment.resolved': facts => `Comment ${word(facts['number'])} was resolved.`,
      'comment.reopened': facts => `Comment ${word(facts['number'])} was opened again.`,
    })
  }

  async written(tx: EntityManager, draft: Draft, comment: Comment, author: Viewer): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, author.personId, 'comment.written', {
      comment: comment.id, number: comment.number, type: comment.type, clause: comment.anchor.clauseId, seat: comment.seatId, call: comment.callId,
      text: closed(comment.body), proposedChange: comment.proposedChange === null ? null : closed(comment.proposedChange),
    })
    await this.call(tx, { draft, comment, author, mentions: comment.mentionIds })
    await this.changes.draft(tx, draft.id, 'comment')
  }

  /** The earlier words stay in the ledger's entry of the writing, the new ones come with this. */
  async edited(tx: EntityManager, draft: Draft, comment: Comment, author: Viewer): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, author.personId, 'comment.edited', {
      comment: comment.id, number: comment.number, type: comment.type,
      text: closed(comment.body), proposedChange: comment.proposedChange === null ? null : closed(comment.proposedChange),
    })
    await this.changes.draft(tx, draft.id, 'comment')
  }

  async replied(tx: EntityManager, reply: WrittenReply): Promise<void> {
    const { draft, comment, author } = reply
    await this.ledger.append(tx, { draft: draft.id }, author.personId, 'comment.replied', { comment: comment.id, number: comment.number, text: closed(reply.body) })
    // Whoever was asked for an answer has given one.
    await this.notices.settle(tx, `comment:${comment.id}`, author.personId)
    await this.call(tx, reply)
    if (comment.authorId !== author.personId && !reply.mentions.includes(comment.authorId)) {
      await this.notices.needs(tx, {
        ...this.need(draft, comment), personId: comment.authorId, askedBy: author.personId,
        title: `${author.name} answered your comment ${comment.number}`, why: 'You wrote the comment. Answer, or resolve it.',
      })
    }
    await this.changes.draft(tx, draft.id, 'comment')
  }

  /** A comment changed its standing: decided, resolved or reopened. Nobody has to answer in a thread that is over. */
  async settled(tx: EntityManager, draft: Draft, comment: Comment, by: Viewer): Promise<void> {
    const reason = comment.dispositionReason
    await this.ledger.append(tx, { draft: draft.id }, by.personId, `comment.${comment.status === 'open' ? 'reopened' : comment.status}`, {
      comment: comment.id, number: comment.number,
      ...(comment.status === 'decided' ? { disposition: comment.disposition, reason: closed(reason) } : {}),
    })
    if (comment.status !== 'open') await this.notices.settle(tx, `comment:${comment.id}`)
    await this.changes.draft(tx, draft.id, 'comment')
  }

  private async call(tx: EntityManager, { draft, comment, author, mentions }: Omit<WrittenReply, 'body'>): Promise<void> {
    await this.notices.needs(tx, mentions.filter(id => id !== author.personId).map(personId => ({
      ...this.need(draft, comment), personId, askedBy: author.personId,
      title: `${author.name} mentioned you in comment ${comment.number}`, why: 'You were asked by name for an answer.',
    })))
  }

  private need(draft: Draft, comment: Comment) {
    return {
      verb: 'Reply', due: null, where: `/d/${draft.id}/comments?comment=${comment.id}`, draft, committeeId: draft.committeeId, key: `comment:${comment.id}`,
    }
  }
}
