import { type DraftRestored, type DraftWithdrawn, isFrozenIn, type Rulebook, type StageChanged, stageOf, type StageTakenBack } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { TextDocument } from '@plenary/document'
import type { EntityManager } from 'typeorm'
import { BallotsService } from '../ballots/ballots.service.ts'
import { CollabService } from '../collab/collab.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { closed } from '../ledger/ledger.service.ts'
import { StageEvent } from './stage-event.entity.ts'
import { StageNotices } from './stage-notices.service.ts'
import { StageRecord } from './stage-record.service.ts'

/** A text that was frozen in the transaction of the move. */
export interface FrozenText { readonly seq: number; readonly epoch: number; readonly document: TextDocument }

/** A draft that changes, under which rulebook, and by whom; null when the clock acts. */
export interface Turn { readonly draft: Draft; readonly book: Rulebook; readonly by: string | null }

/** Carries out what was decided about a stage, all of it in the caller's transaction: text, edition, stage and ledger change together or not at all. */
@Injectable()
export class Transition {
  constructor(
    private readonly collab: CollabService,
    private readonly editions: EditionsService,
    private readonly ballots: BallotsService,
    private readonly record: StageRecord,
    private readonly notices: StageNotices,
  ) {}

  /** Locks the text and reads what was locked. From the commit on nobody can change it by any message. */
  async freeze(tx: EntityManager, draftId: string): Promise<FrozenText> {
    const { seq, epoch } = await this.collab.freeze(tx, draftId)
    return { seq, epoch, document: await this.collab.materialise(draftId, seq, tx) }
  }

  /** Moves a draft as decided. `frozen` is given if the text was locked for this move before it was decided. */
  async move(tx: EntityManager, { draft, book, by }: Turn, event: StageChanged, frozen?: FrozenText): Promise<Draft> {
    const before = stageOf(book, event.from).phase
    if (event.freezes) await this.keepEdition(tx, draft, by, frozen ?? await this.freeze(tx, draft.id))
    else await this.lockAs(tx, draft.id, isFrozenIn(book, event.from), isFrozenIn(book, event.to))
    if (event.direction === 'back' && isFrozenIn(book, event.from)) await this.ballots.annul(tx, draft, by, event.reason ?? '')
    const missing = event.gates.filter(gate => !gate.met).map(({ gate, message, where }) => ({ gate, message, where }))
    await this.enter(tx, draft, {
      fromStage: event.from, toStage: event.to, kind: event.direction, at: new Date(event.at), byId: by, reason: event.reason ?? '',
      override: event.overridden.length > 0, missing,
    })
    await this.record.append(tx, draft, by, 'stage.moved', {
      from: event.from, to: event.to, direction: event.direction, overridden: event.overridden, reason: event.reason === null ? null : closed(event.reason),
    })
    if (before === 'adoption' && event.phase === 'implementation') await this.adopt(tx, draft, by)
    // Where the work ends, the draft can be read and restored, and nothing else.
    if (event.ends !== null) await tx.update(Draft, draft.id, { withdrawnAt: new Date(event.at), withdrawnReason: event.reason ?? '' })
    return this.settled(tx, { draft, book, by })
  }

  /** Takes a move back as decided. Both stay in the history. */
  async takeBack(tx: EntityManager, { draft, book, by }: Turn, event: StageTakenBack): Promise<Draft> {
    const before = stageOf(book, event.from).phase
    await this.lockAs(tx, draft.id, isFrozenIn(book, event.from), isFrozenIn(book, event.to))
    if (event.phase === 'adoption' && before === 'implementation') await this.editions.takeBackAdoption(tx, draft.id)
    await tx.query('update stage_event set taken_back_at = $2::timestamptz, taken_back_reason = $3 where id = $1', [event.move, event.at, event.reason])
    await this.enter(tx, draft, {
      fromStage: event.from, toStage: event.to, kind: 'takenBack', at: new Date(event.at), byId: by, reason: event.reason, override: false, missing: [],
    })
    await this.record.append(tx, draft, by, 'stage.takenBack', { from: event.from, to: event.to, reason: closed(event.reason) })
    return this.settled(tx, { draft, book, by })
  }

  /** Carries out that an appeal against the adoption was upheld: its edition is adopted no longer, and the draft goes where the rulebook says. */
  async setAside(tx: EntityManager, turn: Turn, event: StageChanged, appeal: number): Promise<Draft> {
    const edition = await this.editions.latestAdopted(turn.draft.id, tx)
    await this.editions.takeBackAdoption(tx, turn.draft.id)
    await this.record.append(tx, turn.draft, turn.by, 'adoption.setAside', { edition: edition?.number ?? null, hash: edition?.hash ?? null, appeal })
    return this.move(tx, turn, event)
  }

  /** Withdraws or restores a draft as decided. */
  async correct(tx: EntityManager, { draft, book, by }: Turn, event: DraftWithdrawn | DraftRestored): Promise<Draft> {
    const withdraws = event.kind === 'draft.withdrawn'
    await tx.update(Draft, draft.id, { withdrawnAt: withdraws ? new Date(event.at) : null, withdrawnReason: withdraws ? event.reason : null })
    await this.record.append(tx, draft, by, event.kind, { stage: event.stage, reason: closed(event.reason) })
    return this.settled(tx, { draft, book, by })
  }

  private async settled(tx: EntityManager, { draft, book, by }: Turn): Promise<Draft> {
    const after = await tx.findOneByOrFail(Draft, { id: draft.id })
    await this.record.settled(tx, after, book, by)
    await this.notices.entered(tx, after, book)
    await this.collab.tell(tx, draft.id, 'stage')
    return after
  }

  /** A text is locked exactly while its draft stands where it is frozen. */
  private async lockAs(tx: EntityManager, draftId: string, before: boolean, after: boolean): Promise<void> {
    if (before === after) return
    await (after ? this.collab.freeze(tx, draftId) : this.collab.unfreeze(tx, draftId))
  }

  private async keepEdition(tx: EntityManager, draft: Draft, by: string | null, frozen: FrozenText): Promise<void> {
    const edition = await this.editions.add(tx, draft.id, frozen)
    await this.record.append(tx, draft, by, 'edition.frozen', { edition: edition.number, hash: edition.hash })
  }

  private async adopt(tx: EntityManager, draft: Draft, by: string | null): Promise<void> {
    const edition = await this.editions.latest(draft.id, tx)
    if (!edition) throw new Error(`${draft.number} has no edition to adopt.`)
    await this.editions.adopt(tx, edition.id)
    await this.record.adopted(tx, draft, edition, by)
  }

  private async enter(tx: EntityManager, draft: Draft, event: Omit<StageEvent, 'id' | 'draftId' | 'serial' | 'takenBackAt' | 'takenBackReason'>): Promise<void> {
    const [next] = await tx.query<{ serial: number }[]>('select coalesce(max(serial), 0) + 1 as serial from stage_event where draft_id = $1', [draft.id])
    await tx.insert(StageEvent, { ...event, draftId: draft.id, serial: next!.serial })
    await tx.update(Draft, draft.id, { stage: event.toStage })
  }
}
