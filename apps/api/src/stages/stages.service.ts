import { accept, refusal, type Result } from '@plenary/kernel'
import { move, restoreDraft, takeBack, withdrawDraft } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { UnreadableText } from '../collab/collab.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { Permits, type Permitted } from '../drafts/permits.service.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { noText, StagesFacts } from './stages-facts.service.ts'
import { Transition } from './transition.service.ts'

/** What cannot be read whole is not frozen: the words are counted and voted on as they stand, or not at all. */
function refuseUnreadable(error: unknown): Result<never> {
  if (error instanceof UnreadableText) return refusal('UNREADABLE', 'A part of the text cannot be read, so it cannot be frozen. Ask whoever runs the server to look at it.')
  throw error
}

/** A move that somebody asks for. */
export interface WantedMove {
  readonly draftId: string
  readonly to: string
  readonly reason?: string | null | undefined
  /** Move on in spite of unmet gates, where the rulebook allows it. */
  readonly override?: boolean | null | undefined
}

const badReason = (reason: string | null | undefined) => badText({ reason: { value: reason, most: 10_000 } })

/** Moves drafts through the stages of their rulebooks. */
@Injectable()
export class StagesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly facts: StagesFacts,
    private readonly transition: Transition,
  ) {}

  /** Moves a draft to another stage, or says everything that stands in the way. */
  move(viewer: Viewer | null, wanted: WantedMove): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badReason(wanted.reason)
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, wanted.override ? 'stage.override' : 'stage.move')
      if (!permitted.ok) return permitted
      const { draft, actor, viewer: by } = permitted.value
      const book = rulebookFor(draft)
      const known = await this.facts.of(draft, book, tx)
      const request = { reason: wanted.reason ?? null, override: wanted.override ?? false }
      const first = move(wanted.to, book, known.facts, actor, request)
      if (!first.ok) return first
      if (!first.value.freezes) return accept(await this.transition.move(tx, { draft, book, by: by.personId }, first.value))
      // Somebody may have written until the lock: what is frozen is what has to stand the gates.
      const frozen = await this.transition.freeze(tx, draft.id)
      const decided = frozen.seq === known.seq ? first : move(wanted.to, book, (await this.facts.of(draft, book, tx, frozen)).facts, actor, request)
      if (!decided.ok) return decided
      return accept(await this.transition.move(tx, { draft, book, by: by.personId }, decided.value, frozen))
    }).catch(refuseUnreadable)
  }

  /** Takes back the latest move, made in error. */
  takeBack(viewer: Viewer | null, wanted: { draftId: string; reason: string }): Promise<Result<Draft>> {
    return this.correct(viewer, wanted, 'stage.takeBack', async (tx, { draft, actor, viewer: by }) => {
      const book = rulebookFor(draft)
      const taken = takeBack(book, (await this.facts.of(draft, book, tx, noText)).facts, actor, wanted.reason)
      return taken.ok ? accept(await this.transition.takeBack(tx, { draft, book, by: by.personId }, taken.value)) : taken
    })
  }

  /** Withdraws a draft: it can be read and restored, nothing else. */
  withdraw(viewer: Viewer | null, wanted: { draftId: string; reason: string }): Promise<Result<Draft>> {
    return this.correct(viewer, wanted, 'draft.withdraw', async (tx, { draft, actor, viewer: by }) => {
      const book = rulebookFor(draft)
      const withdrawn = withdrawDraft(book, (await this.facts.of(draft, book, tx, noText)).facts, actor, wanted.reason)
      return withdrawn.ok ? accept(await this.transition.correct(tx, { draft, book, by: by.personId }, withdrawn.value)) : withdrawn
    })
  }

  /** Restores a withdrawn draft to the stage it was in. */
  restore(viewer: Viewer | null, wanted: { draftId: string; reason: string }): Promise<Result<Draft>> {
    return this.correct(viewer, wanted, 'draft.restore', async (tx, { draft, actor, viewer: by }) => {
      const book = rulebookFor(draft)
      const restored = restoreDraft(book, (await this.facts.of(draft, book, tx, noText)).facts, actor, wanted.reason)
      return restored.ok ? accept(await this.transition.correct(tx, { draft, book, by: by.personId }, restored.value)) : restored
    })
  }

  private correct(
    viewer: Viewer | null, wanted: { draftId: string; reason: string }, act: 'stage.takeBack' | 'draft.withdraw' | 'draft.restore',
    work: (tx: EntityManager, permitted: Permitted) => Promise<Result<Draft>>,
  ): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badReason(wanted.reason)
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, act)
      return permitted.ok ? work(tx, permitted.value) : permitted
    })
  }
}
