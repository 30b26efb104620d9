import { accept, type Result } from '@plenary/kernel'
import { contradictions, editionsOf, moveToEdition, recordTrack, rulebookAt, rulebookOf } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { closed } from '../ledger/ledger.service.ts'
import { badText } from '../platform/input.ts'
import { grouped, loaderOf } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Context as Operation, Viewer } from '../platform/viewer.ts'
import { StageRecord } from './stage-record.service.ts'
import { noText, StagesFacts } from './stages-facts.service.ts'
import { Track } from './track.entity.ts'

/** Under which rulebooks a draft runs: the edition of its own, and where it stands under those of other bodies. */
@Injectable()
export class TracksService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly facts: StagesFacts,
    private readonly record: StageRecord,
  ) {}

  /** Moves a running draft to another edition of its rulebook. */
  moveEdition(viewer: Viewer | null, wanted: { draftId: string; edition: string; reason: string }): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badText({ edition: { value: wanted.edition, most: 100 }, reason: { value: wanted.reason, most: 10_000 } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'rulebook.move')
      if (!permitted.ok) return permitted
      const { draft, actor, viewer: by } = permitted.value
      const book = rulebookFor(draft)
      const { facts } = await this.facts.of(draft, book, tx, noText)
      const moved = moveToEdition({ editions: editionsOf(draft.rulebook), current: book }, wanted, facts, actor)
      if (!moved.ok) return moved
      const { from, to, reason } = moved.value
      await tx.update(Draft, draft.id, { rulebookEdition: to })
      await this.record.editionMoved(tx, draft, { from, to, reason }, by.personId)
      const after = await tx.findOneByOrFail(Draft, { id: draft.id })
      await this.record.settled(tx, after, rulebookFor(after), by.personId)
      return accept(after)
    })
  }

  /** Records where a draft stands under the rulebook of another body. */
  recordTrack(viewer: Viewer | null, wanted: { draftId: string; rulebook: string; stage: string; reason: string }): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badText({ rulebook: { value: wanted.rulebook, most: 100 }, stage: { value: wanted.stage, most: 100 }, reason: { value: wanted.reason, most: 10_000 } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'track.record')
      if (!permitted.ok) return permitted
      const { draft, viewer: by } = permitted.value
      const [latest] = await this.latest(tx, [draft.id], rulebookOf(wanted.rulebook)?.id)
      const { facts: { now } } = await this.facts.of(draft, rulebookFor(draft), tx, noText)
      const book = latest ? rulebookOf(latest.rulebook, latest.rulebookEdition) : rulebookAt(wanted.rulebook, now)
      const recorded = recordTrack(book, draft.rulebook, wanted, latest?.stage ?? null)
      if (!recorded.ok || !book) return recorded.ok ? accept(draft) : recorded
      const { stage, reason } = recorded.value
      await tx.insert(Track, { draftId: draft.id, rulebook: book.id, rulebookEdition: book.edition, stage, reason, byId: by.personId })
      await this.record.append(tx, draft, by.personId, 'track.recorded', { rulebook: book.id, edition: book.edition, stage, reason: closed(reason) })
      return accept(draft)
    })
  }

  /** Where drafts stand under other rulebooks, the latest record of each. */
  tracks(operation: Operation, draft: Draft): Promise<Track[]> {
    return loaderOf<string, Track[]>(operation, 'tracks', async ids => grouped(await this.latest(this.db.manager, ids), ids, track => track.draftId)).load(draft.id)
  }

  /** In what the tracks of a draft contradict each other, a sentence each. */
  async contradictions(operation: Operation, draft: Draft): Promise<string[]> {
    const others = await this.tracks(operation, draft)
    const known = others.flatMap(track => {
      const rulebook = rulebookOf(track.rulebook, track.rulebookEdition)
      return rulebook ? [{ rulebook, stage: track.stage }] : []
    })
    return [...contradictions([{ rulebook: rulebookFor(draft), stage: draft.stage }, ...known])]
  }

  private latest(tx: EntityManager, draftIds: readonly string[], rulebook?: string): Promise<Track[]> {
    const query = tx.getRepository(Track).createQueryBuilder('track').distinctOn(['track.draft_id', 'track.rulebook'])
      .where('track.draft_id = any(:ids)', { ids: draftIds }).orderBy('track.draft_id').addOrderBy('track.rulebook').addOrderBy('track.at', 'DESC')
    if (rulebook !== undefined) query.andWhere('track.rulebook = :rulebook', { rulebook })
    return query.getMany()
  }
}
