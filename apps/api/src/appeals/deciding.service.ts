import { decideAppeal } from '@plenary/consensus'
import { accept, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { ObjectionsService } from '../objections/objections.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealFinder, asJudged, unknownAppeal } from './appeal-finder.service.ts'

/** What the deciding body decided, as its chair or secretary records it. */
export interface AppealOutcome { readonly appealId: string; readonly outcome: string; readonly reason: string; readonly document?: string | null | undefined }

/** Records the outcomes of appeals. */
@Injectable()
export class DecidingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly drafts: DraftsService,
    private readonly rights: Rights,
    private readonly finder: AppealFinder,
    private readonly objections: ObjectionsService,
  ) {}

  /** What follows from an appeal that is upheld, in the transaction that records it: other domains know what rests on a decision. */
  onUpheld(follow: (tx: EntityManager, draft: Draft, appeal: Appeal, by: string) => Promise<void>): void {
    this.afterUpheld.push(follow)
  }

  private readonly afterUpheld: ((tx: EntityManager, draft: Draft, appeal: Appeal, by: string) => Promise<void>)[] = []

  /** Records an outcome with its reason. The chair or secretary of the deciding committee does, and never who made the contested finding. */
  decide(viewer: Viewer | null, wanted: AppealOutcome): Promise<Result<Appeal>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 20_000 }, document: { value: wanted.document, most: 2_000 } })
      if (bad) return bad
      const found = await this.finder.find(tx, wanted.appealId)
      const locked = found && await this.drafts.lock(tx, found.draftId)
      if (!locked?.ok) return unknownAppeal()
      const draft = locked.value
      const situation = { ...this.drafts.situation(draft), committeeId: await this.decidingCommittee(tx, draft.committeeId) }
      const allowed = await this.rights.ask(tx, viewer, 'appeal.decide', situation)
      if (!allowed.ok) return allowed.refusal.code === 'FORBIDDEN' && !await this.rights.mayRead(viewer, 'draft.read', this.drafts.situation(draft)) ? unknownAppeal() : allowed
      const by = allowed.value.viewer.personId
      const appeal = await tx.findOneByOrFail(Appeal, { id: found!.id })
      const decided = decideAppeal(asJudged(appeal), wanted, { personId: by, contestedBy: appeal.contestedBy })
      if (!decided.ok) return decided
      const { outcome, reason } = decided.value
      await tx.update(Appeal, appeal.id, { status: outcome, outcomeReason: reason, document: wanted.document?.trim() || null, decidedAt: () => 'plenary_now()', decidedBy: by })
      if (appeal.objectionId !== null) {
        const stepped = await this.objections.step(tx, draft, appeal.objectionId, { act: outcome === 'upheld' ? 'uphold' : 'overrule', reason }, by)
        if (!stepped.ok) return stepped
      }
      const after = await tx.findOneByOrFail(Appeal, { id: appeal.id })
      await this.finder.record.decided(tx, await this.finder.placed(tx, draft, after), by)
      if (outcome === 'upheld') for (const follow of this.afterUpheld) await follow(tx, draft, after, by)
      return accept(after)
    })
  }

  private async decidingCommittee(tx: EntityManager, committeeId: string): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>('select coalesce(parent_id, id) as id from committee where id = $1', [committeeId])
    return row!.id
  }
}
