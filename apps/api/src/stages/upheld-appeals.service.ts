import { setAside } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Appeal } from '../appeals/appeal.entity.ts'
import { DecidingService } from '../appeals/deciding.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { StageNotices } from './stage-notices.service.ts'
import { adoptionRestsOn, noText, StagesFacts } from './stages-facts.service.ts'
import { Transition } from './transition.service.ts'

/** Carries out what a rulebook lets follow when an appeal against an adoption is upheld, in the transaction that records the outcome. */
@Injectable()
export class UpheldAppeals implements OnModuleInit {
  constructor(
    private readonly deciding: DecidingService,
    private readonly facts: StagesFacts,
    private readonly transition: Transition,
    private readonly notices: StageNotices,
  ) {}

  onModuleInit(): void {
    this.deciding.onUpheld((tx, draft, appeal, by) => this.follow(tx, draft, appeal, by))
  }

  private async follow(tx: EntityManager, draft: Draft, appeal: Appeal, by: string): Promise<void> {
    const [rests] = await tx.query<{ rests: boolean }[]>(`select ${adoptionRestsOn('$1::uuid', '$2::uuid')} as rests`, [appeal.decisionId, draft.id])
    if (!rests!.rests) return
    const book = rulebookFor(draft)
    const event = setAside(book, (await this.facts.of(draft, book, tx, noText)).facts, appeal.outcomeReason ?? '')
    if (event === null) return
    const after = await this.transition.setAside(tx, { draft, book, by }, event, appeal.number)
    await this.notices.setAside(tx, after, { appeal: appeal.number, words: event.reason ?? '' })
  }
}
