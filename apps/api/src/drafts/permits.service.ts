import { accept, refusal, type Result } from '@plenary/kernel'
import { type Act, type Actor, may, permissions, type Situation } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Rights, type Standings } from '../people/rights.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Draft } from './draft.entity.ts'
import { type DraftSituation, DraftsService, unknownDraft } from './drafts.service.ts'

/** A draft locked for an act, and who may do it. */
export interface Permitted {
  readonly draft: Draft
  readonly viewer: Viewer
  readonly actor: Actor
  /** Where the viewer stands in all committees, held fast until the transaction ends. */
  readonly standings: Standings
  readonly situation: DraftSituation
}

/** Asks the table of permissions about acts on a draft, inside their transaction. */
@Injectable()
export class Permits {
  constructor(private readonly drafts: DraftsService, private readonly rights: Rights) {}

  /**
   * Locks the draft for an act. What the viewer may not read does not exist for them; what they may read but not do is refused with the table's
   * sentence. `more` adds what the table asks beyond the draft itself (`own`), or what is known better (`callOpen`); it may depend on where the
   * viewer stands.
   */
  async ask(tx: EntityManager, viewer: Viewer | null, draftId: string, act: Act, more: Situation | ((standings: Standings) => Situation) = {}): Promise<Result<Permitted>> {
    if (!viewer) return refusal('UNAUTHENTICATED', `Sign in to ${permissions[act].words}.`)
    const locked = await this.drafts.lock(tx, draftId)
    if (!locked.ok) return locked
    const draft = locked.value
    const standings = await this.rights.standingsIn(tx, viewer)
    const situation = { ...this.drafts.situation(draft), ...(typeof more === 'function' ? more(standings) : more) }
    const actor = standings.in(draft.committeeId)
    if (!may(actor, 'draft.read', situation).allowed) return unknownDraft()
    const verdict = may(actor, act, situation)
    return verdict.allowed ? accept({ draft, viewer, actor, standings, situation }) : refusal('FORBIDDEN', verdict.why)
  }
}
