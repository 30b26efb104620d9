import { closePoll } from '@plenary/consensus'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Poll } from './poll.entity.ts'
import { asJudged, PollFacts } from './poll-facts.service.ts'
import { CLOSE_POLL, PollRecord, REVIEW_POLL } from './poll-record.service.ts'

interface Payload { readonly pollId: string }

/** Closes instruments at their time, and reminds of the reviews that decisions by consent have. */
@Injectable()
export class PollsReactions implements OnModuleInit {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly drafts: DraftsService,
    private readonly facts: PollFacts,
    private readonly record: PollRecord,
  ) {}

  onModuleInit(): void {
    this.deadlines.register<Payload>(CLOSE_POLL, (tx, { pollId }) => this.onDraft(tx, pollId, 'open', (draft, poll) => this.close(tx, draft, poll)))
    this.deadlines.register<Payload>(REVIEW_POLL, (tx, { pollId }) => this.onDraft(tx, pollId, 'closed', (draft, poll) => this.record.reviewDue(tx, draft, poll)))
  }

  /** Whoever is answering just now comes before it or is refused: the draft is held alone. */
  private async onDraft(tx: EntityManager, pollId: string, state: Poll['state'], work: (draft: Draft, poll: Poll) => Promise<void>): Promise<void> {
    const found = await tx.findOneBy(Poll, { id: pollId })
    const locked = found && await this.drafts.lock(tx, found.draftId)
    const poll = locked?.ok ? await tx.findOneBy(Poll, { id: pollId, state }) : null
    if (poll && locked?.ok) await work(locked.value, poll)
  }

  private async close(tx: EntityManager, draft: Draft, poll: Poll): Promise<void> {
    if (draft.withdrawnAt) {
      const reason = 'The draft was withdrawn.'
      await tx.update(Poll, poll.id, { state: 'cancelled', cancelReason: reason, closedAt: () => 'plenary_now()' })
      return this.record.cancelled(tx, draft, poll, { by: null, reason })
    }
    const openObjections = await this.facts.openObjections(tx, draft.id)
    const result = closePoll(asJudged(poll), await this.facts.roll(tx, poll.id), await this.facts.answers(tx, poll.id), { openObjections })
    await tx.query("update poll set state = 'closed', result = $2, closed_at = plenary_now() where id = $1", [poll.id, JSON.stringify(result)])
    await this.record.closed(tx, draft, poll, result)
  }
}
