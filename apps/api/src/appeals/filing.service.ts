import { type AppealFiled, fileAppeal, raiseAppeal, withdrawAppeal } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { appealTerms } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { ObjectionsService } from '../objections/objections.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealFinder, asJudged, unknownAppeal } from './appeal-finder.service.ts'
import { type ContestedThing } from './contested.service.ts'

/** What a seat appeals against; `previousId` names a dismissed appeal that it takes to the next level. */
export interface NewAppeal {
  readonly draftId: string
  readonly seatId: string
  readonly decisionId?: string | null | undefined
  readonly objectionId?: string | null | undefined
  readonly previousId?: string | null | undefined
  readonly grounds: string
  readonly remedy: string
}

const longest = 20_000

/** Files appeals, takes them up a level, and takes them back. */
@Injectable()
export class FilingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly rights: Rights,
    private readonly finder: AppealFinder,
    private readonly objections: ObjectionsService,
  ) {}

  /** Files the appeal of a participating seat that the viewer acts for. */
  file(viewer: Viewer | null, wanted: NewAppeal): Promise<Result<Appeal>> {
    return this.transactions.run(async tx => {
      const bad = badText({ grounds: { value: wanted.grounds, most: longest }, remedy: { value: wanted.remedy, most: longest } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'appeal.file')
      if (!permitted.ok) return permitted
      const { draft, viewer: author } = permitted.value
      if (!isId(wanted.seatId) || !await this.rights.actsFor(tx, author, wanted.seatId, draft.committeeId)) {
        return refusal('FORBIDDEN', 'Only who acts for a participating seat appeals in its name. Choose a seat you act for.')
      }
      const previous = await this.finder.previous(tx, draft.id, wanted.previousId)
      if (!previous.ok) return previous
      const thing = await this.finder.contested.find(tx, draft.id, previous.value ?? wanted)
      if (!thing.ok) return thing
      const filed = await this.judge(tx, draft, wanted, thing.value, previous.value)
      if (!filed.ok) return filed
      const appeal = await this.keep(tx, draft, { ...filed.value, thing: thing.value, seatId: wanted.seatId, authorId: author.personId, previousId: previous.value?.id ?? null })
      if (appeal.objectionId !== null) {
        const stepped = await this.objections.step(tx, draft, appeal.objectionId, { act: 'appeal' }, author.personId)
        if (!stepped.ok) return stepped
      }
      await this.finder.record.filed(tx, await this.finder.placed(tx, draft, appeal), author.personId)
      return accept(appeal)
    })
  }

  /** Takes an appeal back; its own seat does. The finding or decision stands again. */
  withdraw(viewer: Viewer | null, wanted: { appealId: string; reason?: string | null | undefined }): Promise<Result<Appeal>> {
    return this.transactions.run(async tx => {
      const reason = wanted.reason?.trim() ?? ''
      const bad = badText({ reason: { value: reason, most: longest } })
      if (bad) return bad
      const found = await this.finder.find(tx, wanted.appealId)
      if (!found) return unknownAppeal()
      const own = viewer !== null && (await this.rights.standingsIn(tx, viewer)).seats.some(seat => seat.seatId === found.seatId)
      const permitted = await this.permits.ask(tx, viewer, found.draftId, 'appeal.withdraw', { own })
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownAppeal() : permitted
      const { draft, viewer: person } = permitted.value
      const appeal = await tx.findOneByOrFail(Appeal, { id: found.id })
      const taken = withdrawAppeal(asJudged(appeal))
      if (!taken.ok) return taken
      await tx.update(Appeal, appeal.id, { status: 'withdrawn' })
      if (appeal.objectionId !== null) {
        const stepped = await this.objections.step(tx, draft, appeal.objectionId, { act: 'release' }, person.personId)
        if (!stepped.ok) return stepped
      }
      const after = await tx.findOneByOrFail(Appeal, { id: appeal.id })
      await this.finder.record.withdrawn(tx, await this.finder.placed(tx, draft, after), person.personId, reason)
      return accept(after)
    })
  }

  private async judge(tx: EntityManager, draft: Draft, wanted: NewAppeal, thing: ContestedThing, previous: Appeal | null): Promise<Result<AppealFiled>> {
    const terms = appealTerms(rulebookFor(draft))
    const now = await this.finder.clock.now(tx)
    if (previous === null) return fileAppeal(terms, thing, wanted, now)
    return thing.pending ? refusal('pending', 'An appeal on this is pending already. Its outcome comes first.') : raiseAppeal(terms, asJudged(previous), wanted, now)
  }

  private async keep(tx: EntityManager, draft: Draft, made: AppealFiled & { thing: ContestedThing; seatId: string; authorId: string; previousId: string | null }): Promise<Appeal> {
    const { thing, seatId, authorId, previousId, grounds, remedy, level, body, decideBy } = made
    const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from appeal where draft_id = $1', [draft.id])
    const { identifiers } = await tx.insert(Appeal, {
      draftId: draft.id, number: next!.number, decisionId: thing.decisionId, objectionId: thing.objectionId, contestedBy: thing.decidedBy, contestedAt: new Date(thing.decidedAt),
      seatId, authorId, previousId, grounds, remedy, level, body, decideBy: decideBy === null ? null : new Date(decideBy),
    })
    return tx.findOneByOrFail(Appeal, { id: identifiers[0]!['id'] as string })
  }
}
