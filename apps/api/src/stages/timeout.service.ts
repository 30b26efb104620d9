import { runOut } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { StageNotices } from './stage-notices.service.ts'
import { StagesFacts } from './stages-facts.service.ts'
import { Transition } from './transition.service.ts'

/** The task of a clock of the rulebook that has run. */
export const CLOCK_END = 'clock.end'

/** Whose date has come: the stage it was set for, and the clock of the rulebook it belongs to. */
export interface Due { readonly draftId: string; readonly stage: string; readonly clock?: string | null }

/** Carries out what a rulebook does by itself when one of its clocks has run: silence that approves, work that lapses, people who are told. */
@Injectable()
export class Timeout implements OnModuleInit {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly facts: StagesFacts,
    private readonly transition: Transition,
    private readonly notices: StageNotices,
  ) {}

  onModuleInit(): void {
    this.deadlines.register<Due>(CLOCK_END, (tx, payload) => this.run(tx, payload))
  }

  /** Does nothing if the clock no longer runs or was moved: doing it twice changes nothing. */
  private async run(tx: EntityManager, { draftId, stage, clock }: Due): Promise<void> {
    const draft = await tx.findOne(Draft, { where: { id: draftId }, lock: { mode: 'for_no_key_update' } })
    if (!draft || draft.withdrawnAt || draft.stage !== stage || !clock) return
    const book = rulebookFor(draft)
    const done = runOut(book, (await this.facts.of(draft, book, tx)).facts, clock)
    if (!done.ok) return
    const turn = { draft, book, by: null }
    if (done.value.kind === 'stage.moved') await this.transition.move(tx, turn, done.value)
    else if (done.value.kind === 'draft.withdrawn') await this.transition.correct(tx, turn, done.value)
    else await this.notices.due(tx, draft, book, CLOCK_END, clock)
  }
}
