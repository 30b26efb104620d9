import { Injectable, type OnModuleInit } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { LedgerService, word } from '../ledger/ledger.service.ts'
import { grouped } from '../platform/loaders.ts'
import { Decision } from './decision.entity.ts'

/** An outcome that goes on record. */
export interface NewDecision {
  readonly kind: 'ballot' | 'adoption' | 'review' | 'withdrawal' | 'appeal' | 'consent' | 'silence' | 'consensus' | 'rulebook' | 'clock'
  readonly outcome: string
  readonly reason: string
  /** The rule it was decided by, in words. */
  readonly rule: string
  readonly figures: string
  /** The path in the app of what caused it. */
  readonly where: string
  /** Null when a rule decided, and nobody. */
  readonly byId: string | null
  readonly ballotId?: string
}

/** Records decisions, numbered per committee without a hole. */
@Injectable()
export class DecisionsService implements OnModuleInit {
  constructor(private readonly ledger: LedgerService) {}

  onModuleInit(): void {
    this.ledger.tell({ 'decision.recorded': facts => `Decision ${word(facts['number'])} was recorded: ${word(facts['kind'])}, ${word(facts['outcome'])}.` })
  }

  /** Records a decision in the transaction of the act that brings it about. */
  async record(tx: EntityManager, draft: Pick<Draft, 'id' | 'committeeId'>, decision: NewDecision): Promise<Decision> {
    // Two decisions of one committee must not take the same number.
    await tx.query('select 1 from committee where id = $1 for no key update', [draft.committeeId])
    const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from decision where committee_id = $1', [draft.committeeId])
    const { where, ballotId, ...told } = decision
    const { identifiers } = await tx.insert(Decision, { ...told, place: where, committeeId: draft.committeeId, draftId: draft.id, number: next!.number })
    const recorded = await tx.findOneByOrFail(Decision, { id: identifiers[0]!['id'] as string })
    await this.ledger.append(tx, { draft: draft.id }, decision.byId, 'decision.recorded', {
      decision: recorded.id, number: recorded.number, kind: recorded.kind, outcome: recorded.outcome, ballot: ballotId ?? null,
    })
    return recorded
  }

  /** The decisions on each of these drafts, newest first. */
  async ofDrafts(tx: EntityManager, draftIds: readonly string[]): Promise<Decision[][]> {
    const rows = await tx.find(Decision, { where: { draftId: In([...draftIds]) }, order: { at: 'DESC', number: 'DESC' } })
    return grouped(rows, draftIds, decision => decision.draftId)
  }

  /** The newest decisions of each of these committees, newest first. */
  async ofCommittees(tx: EntityManager, committeeIds: readonly string[], first: number): Promise<Decision[][]> {
    const rows = await tx.createQueryBuilder(Decision, 'decision')
      .where(`decision.id in (select ranked.id from (
        select id, row_number() over (partition by committee_id order by number desc) as place from decision where committee_id = any(:committees)
      ) ranked where ranked.place <= :first)`, { committees: committeeIds, first })
      .orderBy('decision.number', 'DESC').getMany()
    return grouped(rows, committeeIds, decision => decision.committeeId)
  }
}
