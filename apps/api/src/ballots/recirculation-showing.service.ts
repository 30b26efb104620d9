import { buildLabels, titleOf, wordChanges } from '@plenary/document'
import { later, openRecirculation, recirculationUnder } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, Not } from 'typeorm'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { NewBallots } from './new-ballots.service.ts'
import { Prospects } from './prospects.service.ts'
import type { ChangedClause, RecirculationOffer, TextPart } from './recirculation.entity.ts'

/** Shows what a recirculation is about, and to officers what one would be about. */
@Injectable()
export class RecirculationShowing {
  constructor(
    private readonly db: DataSource,
    private readonly rights: Rights,
    private readonly drafts: DraftsService,
    private readonly prospects: Prospects,
    private readonly making: NewBallots,
  ) {}

  /** The clauses of the text under vote, in reading order, as a reason names them. */
  async parts(ballot: Ballot): Promise<TextPart[]> {
    const [text] = await this.prospects.documents(this.db.manager, [ballot.editionId])
    if (!text) throw new Error(`The edition of ballot ${ballot.id} is gone.`)
    const labels = buildLabels(text.clauses, text.template)
    return text.clauses.filter(clause => !clause.withdrawn).map(clause => ({ clauseId: clause.id, label: labels.get(clause.id)?.label ?? '', title: titleOf(clause) }))
  }

  /** The clauses a recirculation is about, with the words that changed since the round before. */
  async changes({ recirculation, editionId }: Ballot): Promise<ChangedClause[]> {
    if (recirculation === null) return []
    const { editionId: beforeId } = await this.db.getRepository(Ballot).findOneByOrFail({ id: recirculation.ballotId })
    const [before, after] = (await this.prospects.documents(this.db.manager, [beforeId, editionId]))
      .map(text => new Map(text?.clauses.filter(clause => !clause.withdrawn).map(clause => [clause.id, clause])))
    return recirculation.clauses.map(clause => ({ ...clause, words: wordChanges(before!.get(clause.clauseId), after!.get(clause.clauseId)) }))
  }

  /** The ballot that recirculates this one. */
  recirculatedBy({ id }: Ballot): Promise<Ballot | null> {
    return this.db.getRepository(Ballot).findOneBy({ recirculatesId: id, state: Not('annulled') })
  }

  /** What a recirculation of this ballot would be about; null for whoever opens no ballots, and where there is no question of one. */
  async offer(operation: Operation, ballot: Ballot): Promise<RecirculationOffer | null> {
    const draft = await this.drafts.find(operation.viewer, ballot.draftId)
    const standings = await this.rights.standings(operation.viewer, operation.loaders)
    if (!draft || ballot.state !== 'closed' || !(standings.has('chair', draft.committeeId) || standings.has('secretary', draft.committeeId))) return null
    const book = rulebookFor(draft)
    const policy = recirculationUnder(book, ballot.rule, draft.stage)
    if (policy === null) return null
    const tx = this.db.manager
    const prospect = await this.prospects.of(tx, draft, ballot)
    if (!prospect.round.latest) return null
    const facts = await this.making.facts(tx, draft, prospect.edition)
    const earliest = later(facts.now, policy.duration, book.zone)
    const opening = openRecirculation(book, facts, { round: prospect.round, closesAt: earliest, inputs: prospect.inputs, earlier: prospect.earlier })
    const [permission] = await this.rights.permissions(operation.viewer, ['ballot.open'], this.drafts.situation(draft), operation.loaders)
    const allowed = opening.ok && permission!.allowed
    return {
      allowed, why: opening.ok ? permission!.why : opening.refusal.message, missing: opening.ok ? [] : opening.refusal.missing,
      edition: prospect.edition?.name ?? null, earliest: new Date(earliest), clauses: prospect.edition === null ? [] : prospect.clauses, negatives: prospect.negatives,
    }
  }
}
