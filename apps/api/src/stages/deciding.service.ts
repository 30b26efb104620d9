import { ruleOf } from '@plenary/ballots'
import { type EarlierBallot, type OfferedInstrument, resultLeads, waysToDecide } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { OffersService } from '../polls/offers.service.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { StandingService } from './standing.service.ts'
import type { ResultLeads, WayToDecide } from './way-to-decide.entity.ts'

/** What can be decided about a draft, in which ways, and what a result has made possible. */
@Injectable()
export class DecidingService {
  constructor(
    private readonly db: DataSource,
    private readonly standing: StandingService,
    private readonly offers: OffersService,
    private readonly rights: Rights,
  ) {}

  /** Every way to decide, for a viewer: what is not offered says why. */
  async ways(operation: Operation, draft: Draft): Promise<WayToDecide[]> {
    const [{ facts }, instruments, standings, earlier] = await Promise.all([
      this.standing.known(operation, draft), this.offers.of(draft), this.rights.standings(operation.viewer, operation.loaders), this.earlier(draft),
    ])
    const known = { instruments: instruments as readonly OfferedInstrument[], earlier, ruleInWords: (rule: string) => ruleOf(rule)?.inWords ?? '' }
    return [...waysToDecide(rulebookFor(draft), facts, standings.in(draft.committeeId), known)]
  }

  /** What follows from the latest ballot on the latest edition; null while nothing has been decided by vote. */
  async leads(operation: Operation, draft: Draft): Promise<ResultLeads | null> {
    return resultLeads(rulebookFor(draft), (await this.standing.known(operation, draft)).facts)
  }

  private async earlier(draft: Draft): Promise<EarlierBallot[]> {
    const rows = await this.db.query<{ hash: string; closed: Date | null }[]>(
      "select edition_hash as hash, closed_at as closed from ballot where draft_id = $1 and state <> 'annulled'", [draft.id])
    return rows.map(({ hash, closed }) => ({ editionHash: hash, closedAt: closed?.toISOString() ?? null }))
  }
}
