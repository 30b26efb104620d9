import { overdueAppeal } from '@plenary/consensus'
import { appealTerms } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealFinder, asJudged } from './appeal-finder.service.ts'
import { OVERDUE } from './appeal-record.service.ts'

/** Takes appeals from bodies that have not decided in time. */
@Injectable()
export class AppealsReactions implements OnModuleInit {
  constructor(private readonly deadlines: Deadlines, private readonly drafts: DraftsService, private readonly finder: AppealFinder) {}

  onModuleInit(): void {
    this.deadlines.register<{ appealId: string }>(OVERDUE, (tx, { appealId }) => this.overdue(tx, appealId))
  }

  private async overdue(tx: EntityManager, appealId: string): Promise<void> {
    const found = await this.finder.find(tx, appealId)
    const locked = found && await this.drafts.lock(tx, found.draftId)
    if (!locked?.ok) return
    const appeal = await tx.findOneByOrFail(Appeal, { id: appealId })
    // One that was decided or taken up meanwhile refuses, and a late one is late once.
    const late = overdueAppeal(appealTerms(rulebookFor(locked.value)), asJudged(appeal), await this.finder.clock.now(tx))
    if (!late.ok || appeal.lateSince !== null) return
    const next = late.value
    await tx.update(Appeal, appealId, next === null
      ? { lateSince: () => 'plenary_now()' }
      : { level: next.level, body: next.body, decideBy: next.decideBy === null ? null : new Date(next.decideBy) })
    const after = await tx.findOneByOrFail(Appeal, { id: appealId })
    await this.finder.record.overdue(tx, await this.finder.placed(tx, locked.value, after), appeal.body, next !== null)
  }
}
