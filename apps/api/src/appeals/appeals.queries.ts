import { appealEnds } from '@plenary/consensus'
import { appealTerms } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Committee } from '../people/committee.entity.ts'
import { Rights, type Shown } from '../people/rights.service.ts'
import { entityById } from '../platform/loaders.ts'
import type { Context } from '../platform/viewer.ts'
import type { Appeal } from './appeal.entity.ts'
import { AppealFinder } from './appeal-finder.service.ts'

/** Reads appeals for those who may see them: who may read the draft, and who decides in the committee above. */
@Injectable()
export class AppealsQueries {
  constructor(private readonly db: DataSource, private readonly drafts: DraftsService, private readonly rights: Rights, private readonly finder: AppealFinder) {}

  async find(id: string, context: Context): Promise<Appeal | null> {
    const appeal = await this.finder.find(this.db.manager, id)
    if (!appeal) return null
    const draft = await this.db.getRepository(Draft).findOneByOrFail({ id: appeal.draftId })
    if (await this.rights.mayRead(context.viewer, 'draft.read', this.drafts.situation(draft), context.loaders)) return appeal
    const [decides] = await this.actsOn(appeal, draft, context)
    return decides?.allowed ? appeal : null
  }

  /** What the viewer may do to an appeal. */
  async actsOn(appeal: Appeal, draft: Draft, context: Context): Promise<Shown[]> {
    const standings = await this.rights.standings(context.viewer, context.loaders)
    const { parentId } = await entityById(context, this.db, Committee).load(draft.committeeId)
    const own = standings.seats.some(seat => seat.seatId === appeal.seatId)
    const situation = this.drafts.situation(draft)
    const decides = standings.permissions(['appeal.decide'], { ...situation, committeeId: parentId ?? draft.committeeId })
    return [...decides, ...standings.permissions(['appeal.withdraw', 'appeal.file'], { ...situation, own })]
  }

  /** What follows by itself if each of these appeals is upheld, in words of the rulebook; null where people decide what follows. */
  async ifUpheldOf(appeals: readonly Appeal[]): Promise<(string | null)[]> {
    const rows = await this.db.query<{ id: string; kind: string | null; rulebook: string; rulebookEdition: string }[]>(
      `select appeal.id, decision.kind, draft.rulebook, draft.rulebook_edition as "rulebookEdition" from appeal join draft on draft.id = appeal.draft_id
       left join decision on decision.id = decision_id where appeal.id = any($1)`, [appeals.map(appeal => appeal.id)])
    const words = new Map(rows.map(({ id, kind, ...draft }) => {
      const adoption = rulebookFor(draft).appeal.upheld?.words ?? null
      return [id, kind === 'adoption' ? adoption : kind === 'ballot' ? ['The ballot does not count any more.', ...(adoption === null ? [] : [`If the text was adopted on it: ${adoption}`])].join(' ') : null]
    }))
    return appeals.map(appeal => words.get(appeal.id) ?? null)
  }

  ofDrafts(ids: readonly string[]) { return this.finder.ofDrafts(this.db.manager, ids) }
  ofDecisions(ids: readonly string[]) { return this.finder.ofDecisions(this.db.manager, ids) }
  againstOf(appeals: readonly Appeal[]) { return this.finder.contested.againstOf(this.db.manager, appeals) }

  /** Until when a decision on this draft can be appealed. */
  until(draft: Draft, decidedAt: Date): Date {
    return new Date(appealEnds(appealTerms(rulebookFor(draft)), decidedAt.toISOString()))
  }
}
