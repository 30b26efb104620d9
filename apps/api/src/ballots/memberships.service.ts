import { accept, refusal, type Result } from '@plenary/kernel'
import { confirmCategory, keepCategory, proposeCategory, type SeatStand } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager, IsNull } from 'typeorm'
import { Rights } from '../people/rights.service.ts'
import { Seat } from '../people/seat.entity.ts'
import { badText, unknownId } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { MembershipRecord } from './membership-record.service.ts'
import { SeatChange } from './seat-change.entity.ts'

const unknownSeat = 'There is no such seat, or it is not open to you.'
const unknownChange = 'There is no such change, or it is not open to you.'

/** A seat locked for an act on its category, and who does it. */
interface Held { readonly seat: Seat; readonly stand: SeatStand; readonly by: string }

/** Changes the category of a seat: one person proposes, with a reason, another confirms. Missed votes change nothing by themselves. */
@Injectable()
export class MembershipsService {
  constructor(private readonly transactions: Transactions, private readonly rights: Rights, private readonly record: MembershipRecord) {}

  propose(viewer: Viewer | null, { seatId, category, reason }: { seatId: string; category: string; reason: string }): Promise<Result<SeatChange>> {
    return this.held(viewer, seatId, { category, reason }, async (tx, { seat, stand, by }) => {
      const proposed = proposeCategory(stand, { to: category, by, reason })
      if (!proposed.ok) return proposed
      const { from, to, reason: said } = proposed.value
      const change = await this.insert(tx, { seatId, fromCategory: from, toCategory: to, reason: said, proposedById: by })
      await this.record.proposed(tx, seat, change)
      return accept(change)
    })
  }

  /** Decides that a seat keeps its category whatever it missed: from now on it is counted anew. */
  keep(viewer: Viewer | null, { seatId, reason }: { seatId: string; reason: string }): Promise<Result<SeatChange>> {
    return this.held(viewer, seatId, { reason }, async (tx, { seat, stand, by }) => {
      const kept = keepCategory(stand, reason)
      if (!kept.ok) return kept
      const change = await this.insert(tx, { seatId, fromCategory: seat.interestCategory, toCategory: seat.interestCategory, reason: kept.value.reason, proposedById: by })
      return accept(await this.decided(tx, seat, change, { outcome: 'kept', by }))
    })
  }

  /** Confirms or rejects a change. Whoever proposed it may only take it back. */
  async decide(viewer: Viewer | null, { changeId, confirm }: { changeId: string; confirm: boolean }): Promise<Result<SeatChange>> {
    const wrong = unknownId(changeId, unknownChange)
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const found = await tx.findOneBy(SeatChange, { id: changeId })
      const held = await this.lock(tx, viewer, found?.seatId ?? null, unknownChange)
      if (!held.ok) return held
      const { seat, stand, by } = held.value
      const change = await tx.findOneByOrFail(SeatChange, { id: changeId })
      if (change.outcome !== null) return refusal('decided', 'This change was decided already.')
      if (!confirm) return accept(await this.decided(tx, seat, change, { outcome: 'rejected', by }))
      const confirmed = confirmCategory(stand, { from: change.fromCategory, to: change.toCategory, by: change.proposedById, reason: change.reason }, by)
      if (!confirmed.ok) return confirmed
      await tx.update(Seat, seat.id, { interestCategory: confirmed.value })
      return accept(await this.decided(tx, seat, change, { outcome: 'confirmed', by }))
    })
  }

  private async held(
    viewer: Viewer | null, seatId: string, { category, reason }: { category?: string; reason: string }, work: (tx: EntityManager, held: Held) => Promise<Result<SeatChange>>,
  ): Promise<Result<SeatChange>> {
    const wrong = unknownId(seatId, unknownSeat) ?? badText({ category: { value: category, most: 100 }, reason: { value: reason, most: 4_000 } })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const held = await this.lock(tx, viewer, seatId, unknownSeat)
      return held.ok ? work(tx, held.value) : held
    })
  }

  /** Locks the seat: of two who act on it one comes after the other. */
  private async lock(tx: EntityManager, viewer: Viewer | null, seatId: string | null, unknown: string): Promise<Result<Held>> {
    const seat = seatId === null ? null : await tx.findOne(Seat, { where: { id: seatId }, lock: { mode: 'pessimistic_write' } })
    const asked = await this.rights.ask(tx, viewer, 'seat.change', seat ? { committeeId: seat.committeeId } : {})
    if (!asked.ok) return asked
    if (!seat) return refusal('NOT_FOUND', unknown)
    const waiting = await tx.existsBy(SeatChange, { seatId: seat.id, outcome: IsNull() })
    return accept({ seat, stand: { category: seat.interestCategory, ended: seat.until !== null, waiting }, by: asked.value.viewer.personId })
  }

  private async insert(tx: EntityManager, change: Pick<SeatChange, 'seatId' | 'fromCategory' | 'toCategory' | 'reason' | 'proposedById'>): Promise<SeatChange> {
    const { identifiers } = await tx.insert(SeatChange, change)
    return tx.findOneByOrFail(SeatChange, { id: identifiers[0]!['id'] as string })
  }

  private async decided(tx: EntityManager, seat: Seat, change: SeatChange, { outcome, by }: { outcome: 'confirmed' | 'rejected' | 'kept'; by: string }): Promise<SeatChange> {
    await tx.query('update seat_change set outcome = $2, decided_by = $3, decided_at = plenary_now() where id = $1', [change.id, outcome, by])
    const after = await tx.findOneByOrFail(SeatChange, { id: change.id })
    await this.record.decided(tx, seat, after, by)
    return after
  }
}
