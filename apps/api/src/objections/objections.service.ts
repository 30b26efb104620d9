import { actOn, type ObjectionAct, raiseObjection } from '@plenary/consensus'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { type Act, permissions, respondTime } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { grouped } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Objection, ObjectionStep } from './objection.entity.ts'
import { ObjectionRecord } from './objection-record.service.ts'

/** What a seat objects to. */
export interface NewObjection {
  readonly draftId: string
  readonly seatId: string
  /** The clause; left out only with `wholeDraft`. */
  readonly clauseId?: string | null | undefined
  readonly wholeDraft?: boolean | null | undefined
  /** The words of the clause that it is about. */
  readonly quote?: string | null | undefined
  readonly reason: string
  readonly wouldClear: string
}

const longest = 20_000
const responses = ['acknowledge', 'sustain', 'withdraw', 'retract'] as const
const isResponse = (word: string): word is (typeof responses)[number] => (responses as readonly string[]).includes(word)
const unknown = () => refusal('NOT_FOUND', 'There is no such objection, or it is not open to you.')
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Raises objections, and leads them through their life. */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly collab: CollabService,
    private readonly record: ObjectionRecord,
  ) {}

  /** Raises an objection of a seat the viewer acts for. */
  raise(viewer: Viewer | null, wanted: NewObjection): Promise<Result<Objection>> {
    return this.transactions.run(async tx => {
      const bad = badText({
        reason: { value: wanted.reason, most: longest }, wouldClear: { value: wanted.wouldClear, most: longest }, clauseId: { value: wanted.clauseId, most: 100 },
        quote: { value: wanted.quote, most: 2_000 },
      })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'objection.raise')
      if (!permitted.ok) return permitted
      const { draft, viewer: author, standings } = permitted.value
      if (!standings.actsFor(wanted.seatId, draft.committeeId)) {
        return refusal('FORBIDDEN', 'Only who acts for a participating seat objects in its name. Choose a seat you act for.')
      }
      const located = await this.locate(tx, draft, wanted)
      if (!located.ok) return located
      const raised = raiseObjection(wanted.reason, wanted.wouldClear)
      if (!raised.ok) return raised
      const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from objection where draft_id = $1', [draft.id])
      const { identifiers } = await tx.insert(Objection, {
        draftId: draft.id, number: next!.number, seatId: wanted.seatId, authorId: author.personId, ...located.value, ...raised.value,
      })
      const objection = await tx.findOneByOrFail(Objection, { id: identifiers[0]!['id'] as string })
      await this.record.raised(tx, draft, objection, author.personId)
      return accept(objection)
    })
  }

  /** One act of a person on an objection; `right` is the row of the table that it asks. */
  act(viewer: Viewer | null, objectionId: string, right: Act, act: ObjectionAct): Promise<Result<Objection>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: 'reason' in act ? act.reason : '', most: longest } })
      if (bad) return bad
      if (!viewer) return refusal('UNAUTHENTICATED', `Sign in to ${permissions[right].words}.`)
      const found = isId(objectionId) ? await tx.findOneBy(Objection, { id: objectionId }) : null
      if (!found) return unknown()
      const permitted = await this.permits.ask(tx, viewer, found.draftId, right, ({ seats }) => ({ own: seats.some(seat => seat.seatId === found.seatId) }))
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknown() : permitted
      return this.step(tx, permitted.value.draft, objectionId, act, viewer.personId)
    })
  }

  /** What its seat says of an answer. */
  respond(viewer: Viewer | null, objectionId: string, response: string, reason: string): Promise<Result<Objection>> {
    if (!isResponse(response)) return Promise.resolve(refusal('BAD_INPUT', `A seat can ${responses.join(', ')}; “${response}” is none of these.`))
    return this.act(viewer, objectionId, 'objection.respond', { act: response, reason })
  }

  /** One act on an objection whose draft this transaction has locked; `by` is null for the clock. */
  async step(tx: EntityManager, draft: Draft, objectionId: string, act: ObjectionAct, by: string | null): Promise<Result<Objection>> {
    const before = await tx.findOneByOrFail(Objection, { id: objectionId })
    const book = rulebookFor(draft)
    const [clock] = await tx.query<{ now: string }[]>(`select ${instant('plenary_now()')} as now`)
    const step = actOn({ ...before, respondBy: before.respondBy?.toISOString() ?? null }, act, { now: clock!.now, zone: book.zone, respond: respondTime(book) })
    if (!step.ok) return step
    const { status, kind, answered, respondBy, finding, at, reason } = step.value
    const ends = !['triage', 'address', 'sustain', 'appeal', 'uphold'].includes(act.act)
    const changed = {
      status, kind, answered, finding, respondBy: respondBy === null ? null : new Date(respondBy),
      ...(act.act === 'address' ? { answer: reason, answeredBy: by, answeredAt: new Date(at) } : {}),
      ...(act.act === 'release' ? {} : ends ? { endedBy: by, endedAt: new Date(at), endReason: reason } : { endedBy: null, endedAt: null, endReason: null }),
    }
    await tx.update(Objection, objectionId, changed)
    const objection = Object.assign(before, changed)
    await this.record.stepped(tx, { draft, objection, step: step.value, by, zone: book.zone })
    return accept(objection)
  }

  /** The objections on each of these drafts, in the order of their numbers. */
  async of(tx: EntityManager, draftIds: readonly string[]): Promise<Objection[][]> {
    const rows = await tx.find(Objection, { where: { draftId: In([...draftIds]) }, order: { number: 'ASC' } })
    return grouped(rows, draftIds, objection => objection.draftId)
  }

  /** The steps of each of these objections, oldest first. */
  async stepsOf(tx: EntityManager, objectionIds: readonly string[]): Promise<ObjectionStep[][]> {
    const rows = await tx.find(ObjectionStep, { where: { objectionId: In([...objectionIds]) }, order: { id: 'ASC' } })
    return grouped(rows, objectionIds, step => step.objectionId)
  }

  private async locate(tx: EntityManager, draft: Draft, { clauseId, wholeDraft, quote }: NewObjection): Promise<Result<{ clauseId: string | null; quote: string }>> {
    if (!clauseId) return wholeDraft ? accept({ clauseId: null, quote: '' }) : refusal('locus-missing', 'Say what it is about: name a clause, or say that it is the whole draft.')
    const { document } = await this.collab.textOf(draft.id, tx)
    return document.clauses.some(clause => clause.id === clauseId)
      ? accept({ clauseId, quote: quote?.trim() ?? '' })
      : refusal('unknown-clause', 'The text has no such clause. Choose one from the outline.')
  }
}
