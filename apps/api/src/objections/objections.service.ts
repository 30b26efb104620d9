import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { type Act, answerObjection, endObjection, type ObjectionStatus, permissions, raiseObjection } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager, In } from 'typeorm'
import { Permits, type Permitted } from '../drafts/permits.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { grouped } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Objection } from './objection.entity.ts'
import { ObjectionRecord } from './objection-record.service.ts'

/** What a seat objects to. */
export interface NewObjection {
  readonly draftId: string
  readonly seatId: string
  readonly clauseId?: string | null | undefined
  readonly reason: string
  readonly wouldClear: string
}

type Decide = (objection: Objection) => Result<{ readonly changes: object; readonly kind: 'answered' | 'withdrawn' | 'overruled' }>

const longest = 20_000
const unknown = () => refusal('NOT_FOUND', 'There is no such objection, or it is not open to you.')

/** Raises, answers and ends objections. */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly rights: Rights,
    private readonly record: ObjectionRecord,
  ) {}

  /** Raises an objection of a seat the viewer acts for. */
  raise(viewer: Viewer | null, wanted: NewObjection): Promise<Result<Objection>> {
    return this.transactions.run(async tx => {
      const bad = badText({
        reason: { value: wanted.reason, most: longest }, wouldClear: { value: wanted.wouldClear, most: longest }, clauseId: { value: wanted.clauseId, most: 100 },
      })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'objection.raise')
      if (!permitted.ok) return permitted
      const { draft, viewer: author } = permitted.value
      if (!await this.actsFor(tx, permitted.value, wanted.seatId)) {
        return refusal('FORBIDDEN', 'Only who acts for a participating seat objects in its name. Choose a seat you act for.')
      }
      const raised = raiseObjection(wanted.reason, wanted.wouldClear)
      if (!raised.ok) return raised
      const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from objection where draft_id = $1', [draft.id])
      const { identifiers } = await tx.insert(Objection, {
        draftId: draft.id, number: next!.number, seatId: wanted.seatId, authorId: author.personId, clauseId: wanted.clauseId ?? null, ...raised.value,
      })
      const objection = await tx.findOneByOrFail(Objection, { id: identifiers[0]!['id'] as string })
      await this.record.raised(tx, draft, objection, author)
      return accept(objection)
    })
  }

  /** Answers the substance of an objection. */
  answer(viewer: Viewer | null, wanted: { objectionId: string; answer: string }): Promise<Result<Objection>> {
    const bad = badText({ answer: { value: wanted.answer, most: longest } })
    return this.act(viewer, wanted.objectionId, 'objection.answer', objection => {
      if (bad) return bad
      const answered = answerObjection(objection.status as ObjectionStatus, wanted.answer)
      return answered.ok ? accept({ kind: 'answered', changes: { status: 'answered', answer: answered.value, answeredBy: viewer!.personId, answeredAt: () => 'plenary_now()' } }) : answered
    })
  }

  /** Ends an objection: its own seat withdraws it, the chair records a finding over it. */
  end(viewer: Viewer | null, wanted: { objectionId: string; outcome: string; reason: string }): Promise<Result<Objection>> {
    const bad = badText({ reason: { value: wanted.reason, most: longest } })
    const act = wanted.outcome === 'withdrawn' ? 'objection.withdraw' : 'objection.overrule'
    return this.act(viewer, wanted.objectionId, act, objection => {
      if (bad) return bad
      const ended = endObjection(objection.status as ObjectionStatus, wanted.outcome, wanted.reason)
      if (!ended.ok) return ended
      const { outcome, reason } = ended.value
      return accept({ kind: outcome, changes: { status: outcome, endReason: reason, endedBy: viewer!.personId, endedAt: () => 'plenary_now()' } })
    })
  }

  /** The objections on each of these drafts, in the order of their numbers. */
  async of(tx: EntityManager, draftIds: readonly string[]): Promise<Objection[][]> {
    const rows = await tx.find(Objection, { where: { draftId: In([...draftIds]) }, order: { number: 'ASC' } })
    return grouped(rows, draftIds, objection => objection.draftId)
  }

  private act(viewer: Viewer | null, objectionId: string, act: Act, decide: Decide): Promise<Result<Objection>> {
    return this.transactions.run(async tx => {
      if (!viewer) return refusal('UNAUTHENTICATED', `Sign in to ${permissions[act].words}.`)
      const found = isId(objectionId) ? await tx.findOneBy(Objection, { id: objectionId }) : null
      if (!found) return unknown()
      const standings = await this.rights.standingsIn(tx, viewer)
      const own = standings.seats.some(seat => seat.seatId === found.seatId)
      const permitted = await this.permits.ask(tx, viewer, found.draftId, act, { own })
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknown() : permitted
      // The draft is locked by now: what is read from here on stays true until the commit.
      const decided = decide(await tx.findOneByOrFail(Objection, { id: objectionId }))
      if (!decided.ok) return decided
      await tx.update(Objection, objectionId, decided.value.changes)
      const objection = await tx.findOneByOrFail(Objection, { id: objectionId })
      await this.record.changed(tx, { draft: permitted.value.draft, objection, by: viewer, kind: decided.value.kind })
      return accept(objection)
    })
  }

  private async actsFor(tx: EntityManager, { viewer, draft }: Permitted, seatId: string): Promise<boolean> {
    const standings = await this.rights.standingsIn(tx, viewer)
    return standings.seats.some(seat => seat.seatId === seatId && seat.committeeId === draft.committeeId && seat.kind === 'participating')
  }
}
