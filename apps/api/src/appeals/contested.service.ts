import type { Contested } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Decision } from '../decisions/decision.entity.ts'
import { Objection } from '../objections/objection.entity.ts'
import type { Appeal } from './appeal.entity.ts'

/** What an appeal may go against. */
export interface ContestedThing extends Contested {
  readonly decisionId: string | null
  readonly objectionId: string | null
  /** In words: "decision 7", "the finding on objection 2". */
  readonly against: string
}

/** Finds what an appeal contests, and says it in words. */
@Injectable()
export class ContestedService {
  /** What is contested on this draft. Refuses what does not exist there, and an objection without a finding. */
  async find(tx: EntityManager, draftId: string, wanted: { decisionId?: string | null | undefined; objectionId?: string | null | undefined }): Promise<Result<ContestedThing>> {
    const { decisionId, objectionId } = wanted
    if (Boolean(decisionId) === Boolean(objectionId)) return refusal('BAD_INPUT', 'An appeal goes against one decision, or against the finding on one objection.')
    const decision = decisionId && isId(decisionId) ? await tx.findOneBy(Decision, { id: decisionId, draftId }) : null
    if (decision) {
      const thing = { decisionId: decision.id, objectionId: null, against: `decision ${decision.number}`, decidedAt: decision.at.toISOString(), decidedBy: decision.byId }
      return accept({ ...thing, pending: await this.pending(tx, 'decision_id', decision.id) })
    }
    const objection = objectionId && isId(objectionId) ? await tx.findOneBy(Objection, { id: objectionId, draftId }) : null
    if (!objection) return refusal('NOT_FOUND', 'There is no such decision or objection on this draft.')
    const found = await tx.query<{ at: Date; by_id: string | null }[]>(
      "select at, by_id from objection_step where objection_id = $1 and act = 'find' order by id desc limit 1", [objection.id])
    const finding = found[0]
    if (objection.finding === null || !finding) return refusal('no-finding', 'An appeal goes against a finding of the chair, and there is none.')
    const thing = { decisionId: null, objectionId: objection.id, against: this.inWords(null, objection.number), decidedAt: finding.at.toISOString(), decidedBy: finding.by_id }
    return accept({ ...thing, pending: await this.pending(tx, 'objection_id', objection.id) })
  }

  /** What an appeal goes against, in words. */
  async against(tx: EntityManager, appeal: Appeal): Promise<string> {
    const [words] = await this.againstOf(tx, [appeal])
    return words!
  }

  /** What each of these appeals goes against, in words, in their order. */
  async againstOf(tx: EntityManager, appeals: readonly Appeal[]): Promise<string[]> {
    const rows = await tx.query<{ id: string; decision: number | null; objection: number | null }[]>(
      `select appeal.id, decision.number as decision, objection.number as objection from appeal
       left join decision on decision.id = decision_id left join objection on objection.id = objection_id where appeal.id = any($1)`, [appeals.map(appeal => appeal.id)])
    const byId = new Map(rows.map(row => [row.id, this.inWords(row.decision, row.objection)]))
    return appeals.map(appeal => byId.get(appeal.id) ?? '')
  }

  private inWords(decision: number | null, objection: number | null): string {
    return decision === null ? `the finding on objection ${objection}` : `decision ${decision}`
  }

  private async pending(tx: EntityManager, column: 'decision_id' | 'objection_id', id: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(`select 1 from appeal where ${column} = $1 and status = 'filed'`, [id])
    return rows.length > 0
  }
}
