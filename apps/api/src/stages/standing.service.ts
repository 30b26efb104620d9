import { type Attestation as Attested, checklist, may, nextStep, stageRail, suspensionOf } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { grouped, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Attestation } from './attestation.entity.ts'
import type { MoveChecklist, StageRail } from './rail.ts'
import { StageEvent } from './stage-event.entity.ts'
import { type KnownFacts, StagesFacts } from './stages-facts.service.ts'

const date = (instant: string | null): Date | null => (instant === null ? null : new Date(instant))

/** Where drafts stand, for showing. Facts are gathered once per draft and operation. */
@Injectable()
export class StandingService {
  constructor(
    private readonly db: DataSource,
    private readonly facts: StagesFacts,
    private readonly rights: Rights,
    private readonly drafts: DraftsService,
  ) {}

  /** The stations of the rulebook with the draft's dates, and what comes next. */
  async rail(operation: Operation, draft: Draft): Promise<StageRail> {
    const book = rulebookFor(draft)
    const { facts } = await this.known(operation, draft)
    const next = nextStep(book, facts)
    const stations = stageRail(facts.history, book, facts.now).map(({ code, title, state, enteredAt, leftAt, until, day, days, words, ticks }) => ({
      code, name: title, state, closedAt: date(leftAt), since: date(enteredAt), until: date(until), day, days, words,
      ticks: ticks.map(tick => ({ at: new Date(tick.at), kind: tick.kind })),
    }))
    return { stations, next: next.sentence, missing: next.missing, now: new Date(facts.now) }
  }

  /** Every permitted move with its gates. The button says what the table of permissions and the rulebook say together. */
  async checklist(operation: Operation, draft: Draft): Promise<MoveChecklist[]> {
    const [{ facts, rowOf }, standings, declared] = await Promise.all([
      this.known(operation, draft), this.rights.standings(operation.viewer, operation.loaders), this.attestations(operation, draft),
    ])
    const byId = new Map(declared.map(one => [one.id, one]))
    const rowsOf = (attested: readonly Attested[]): Attestation[] => attested.flatMap(one => byId.get(rowOf.get(one) ?? '') ?? [])
    const actor = standings.in(draft.committeeId)
    const situation = this.drafts.situation(draft)
    const [moving, overriding] = [may(actor, 'stage.move', situation), may(actor, 'stage.override', situation)]
    return checklist(rulebookFor(draft), facts, actor).map(({ to, title, direction, decides, allowed, why, overridable, gates }) => ({
      to, name: title, direction, decides: [...decides], allowed: allowed && moving.allowed, why: moving.allowed ? why : moving.why,
      overrideAllowed: overridable && overriding.allowed,
      gates: gates.map(({ gate, title: name, kind, met, message, where, attestations }) => (
        { gate, title: name, kind, met, message, where, attestations: rowsOf(attestations) })),
    }))
  }

  /** That pending appeals suspend the adoption, in a sentence; null while none does. */
  async suspension(operation: Operation, draft: Draft): Promise<string | null> {
    return suspensionOf(rulebookFor(draft), (await this.known(operation, draft)).facts)
  }

  /** Every change of stage, oldest first. */
  history(operation: Operation, draft: Draft): Promise<StageEvent[]> {
    return loaderOf<string, StageEvent[]>(operation, 'stage events', async ids => {
      const rows = await this.db.getRepository(StageEvent).find({ where: { draftId: In([...ids]) }, order: { serial: 'ASC' } })
      return grouped(rows, ids, event => event.draftId)
    }).load(draft.id)
  }

  /** Everything that was attested, oldest first. */
  attestations(operation: Operation, draft: Draft): Promise<Attestation[]> {
    return loaderOf<string, Attestation[]>(operation, 'attestations', async ids => {
      const rows = await this.db.getRepository(Attestation).find({ where: { draftId: In([...ids]) }, order: { at: 'ASC', id: 'ASC' } })
      return grouped(rows, ids, attestation => attestation.draftId)
    }).load(draft.id)
  }

  /** The facts about a draft, gathered once per operation. */
  known(operation: Operation, draft: Draft): Promise<KnownFacts> {
    return loaderOf<Draft, KnownFacts>(operation, StagesFacts, drafts => this.facts.ofAll(drafts, rulebookFor)).load(draft)
  }
}
