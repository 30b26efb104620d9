import type { Appeal as Judged } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Clock } from '../platform/clock.ts'
import { grouped } from '../platform/loaders.ts'
import { Appeal } from './appeal.entity.ts'
import { AppealRecord, type Placed } from './appeal-record.service.ts'
import { ContestedService } from './contested.service.ts'

/** What is said of an appeal that does not exist, and of one that the viewer may not see. */
export const unknownAppeal = () => refusal('NOT_FOUND', 'There is no such appeal, or it is not open to you.')

/** An appeal as the rules judge it. */
export const asJudged = ({ status, level, decideBy, decidedAt }: Appeal): Judged =>
  ({ status, level, decideBy: decideBy?.toISOString() ?? null, decidedAt: decidedAt?.toISOString() ?? null })

/** Finds appeals, and what they are recorded with. */
@Injectable()
export class AppealFinder {
  constructor(readonly contested: ContestedService, readonly record: AppealRecord, readonly clock: Clock) {}

  async find(tx: EntityManager, id: string): Promise<Appeal | null> {
    return isId(id) ? tx.findOneBy(Appeal, { id }) : null
  }

  /** The appeal that another one takes further; null when it takes none. */
  async previous(tx: EntityManager, draftId: string, id: string | null | undefined): Promise<Result<Appeal | null>> {
    if (!id) return accept(null)
    const appeal = await this.find(tx, id)
    return appeal?.draftId === draftId ? accept(appeal) : unknownAppeal()
  }

  /** An appeal with its draft, the zone of its rulebook and what it goes against. */
  async placed(tx: EntityManager, draft: Draft, appeal: Appeal): Promise<Placed> {
    return { draft, appeal, against: await this.contested.against(tx, appeal), zone: rulebookFor(draft).zone }
  }

  /** The appeals on each of these drafts, newest first. */
  async ofDrafts(tx: EntityManager, draftIds: readonly string[]): Promise<Appeal[][]> {
    const rows = await tx.find(Appeal, { where: { draftId: In([...draftIds]) }, order: { number: 'DESC' } })
    return grouped(rows, draftIds, appeal => appeal.draftId)
  }

  /** The appeals against each of these decisions, oldest first. */
  async ofDecisions(tx: EntityManager, decisionIds: readonly string[]): Promise<Appeal[][]> {
    const rows = await tx.find(Appeal, { where: { decisionId: In([...decisionIds]) }, order: { number: 'ASC' } })
    return grouped(rows, decisionIds, appeal => appeal.decisionId!)
  }
}
