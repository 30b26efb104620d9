import { accept, type Result } from '@plenary/kernel'
import { recountClock, type RecountRequest } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { StageNotices } from './stage-notices.service.ts'
import { StageRecord } from './stage-record.service.ts'
import { noText, StagesFacts } from './stages-facts.service.ts'

/** Moves the end of a running clock to where the secretariat's calendar puts it, if officers decide so. */
@Injectable()
export class RecountsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly facts: StagesFacts,
    private readonly record: StageRecord,
    private readonly notices: StageNotices,
  ) {}

  /** Counts the end of a running clock with the calendar now in force. */
  recount(viewer: Viewer | null, wanted: RecountRequest & { readonly draftId: string }): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badText({ clock: { value: wanted.clock, most: 100 }, reason: { value: wanted.reason, most: 10_000 } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'clock.recount')
      if (!permitted.ok) return permitted
      const { draft, actor, viewer: by } = permitted.value
      const book = rulebookFor(draft)
      const counted = recountClock(book, (await this.facts.of(draft, book, tx, noText)).facts, wanted, actor)
      if (!counted.ok) return counted
      await this.record.recounted(tx, draft, book, counted.value, by.personId)
      await this.notices.recounted(tx, draft, counted.value, book.zone)
      return accept(draft)
    })
  }
}
