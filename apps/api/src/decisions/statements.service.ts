import { longestStatement, stateMinority } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import { Permits } from '../drafts/permits.service.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { grouped } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Decision, MinorityStatement } from './decision.entity.ts'

/** What a seat wants to have known beside a decision. */
export interface NewStatement { readonly decisionId: string; readonly seatId: string; readonly words: string }

/** Attaches minority statements to decisions. */
@Injectable()
export class StatementsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({ 'minority.stated': facts => `A seat attached a minority statement to decision ${word(facts['number'])}. ${word(facts['words'])}` })
  }

  /** Attaches the statement of a seat; its head of delegation speaks. It cannot be changed: it is published with the decision. */
  state(viewer: Viewer | null, wanted: NewStatement): Promise<Result<Decision>> {
    return this.transactions.run(async tx => {
      const bad = badText({ words: { value: wanted.words, most: longestStatement * 2 } })
      if (bad) return bad
      const decision = isId(wanted.decisionId) ? await tx.findOneBy(Decision, { id: wanted.decisionId }) : null
      if (!decision) return refusal('NOT_FOUND', 'There is no such decision, or it is not open to you.')
      const permitted = await this.permits.ask(tx, viewer, decision.draftId, 'minority.state')
      if (!permitted.ok) return permitted
      const { viewer: author, draft } = permitted.value
      if (!isId(wanted.seatId) || !await this.rights.actsFor(tx, author, wanted.seatId, draft.committeeId)) {
        return refusal('FORBIDDEN', 'Only who acts for a participating seat speaks in its name. Choose a seat you act for.')
      }
      const stated = stateMinority(wanted.words, await tx.existsBy(MinorityStatement, { decisionId: decision.id, seatId: wanted.seatId }))
      if (!stated.ok) return stated
      await tx.insert(MinorityStatement, { decisionId: decision.id, seatId: wanted.seatId, authorId: author.personId, words: stated.value })
      await this.ledger.append(tx, { draft: draft.id }, author.personId, 'minority.stated', {
        decision: decision.id, number: decision.number, seat: wanted.seatId, words: closed(stated.value),
      })
      return accept(decision)
    })
  }

  /** The statements attached to each of these decisions, oldest first. */
  async of(tx: EntityManager, decisionIds: readonly string[]): Promise<MinorityStatement[][]> {
    const rows = await tx.find(MinorityStatement, { where: { decisionId: In([...decisionIds]) }, order: { at: 'ASC', id: 'ASC' } })
    return grouped(rows, decisionIds, statement => statement.decisionId)
  }
}
