import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { badText, unknownId } from '../platform/input.ts'
import { grouped, loaderOf, type Operation } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Delegate } from './delegate.entity.ts'
import { personFact } from './people.service.ts'
import { Rights } from './rights.service.ts'
import { Seat } from './seat.entity.ts'
import { SessionsService } from './sessions.service.ts'

/** A person who is to act for a seat. */
export interface NewDelegate { readonly seatId: string; readonly personId: string; readonly head: boolean }

/** The people who act for seats. */
@Injectable()
export class DelegatesService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionsService,
  ) {}

  /** Lets a person act for a seat. A new head of delegation takes the place of the one before, who stays a delegate. */
  async add(viewer: Viewer | null, wanted: NewDelegate): Promise<Result<Delegate>> {
    const wrong = unknownId(wanted.seatId, 'There is no such seat.') ?? unknownId(wanted.personId, 'There is no such person.')
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const seat = await tx.findOneBy(Seat, { id: wanted.seatId, until: IsNull() })
      const asked = await this.rights.ask(tx, viewer, 'seat.add', seat ? { committeeId: seat.committeeId } : {})
      if (!asked.ok) return asked
      if (!seat) return refusal('NOT_FOUND', 'There is no such seat, or it has ended.')
      const [person] = await tx.query<unknown[]>('select 1 from person where id = $1', [wanted.personId])
      if (!person) return refusal('NOT_FOUND', 'There is no such person.')
      return this.enter(tx, wanted, asked.value.viewer.personId)
    })
  }

  /** Enters a delegate and the entry in the ledger, without asking a right. */
  async enter(tx: EntityManager, { seatId, personId, head }: NewDelegate, by: string | null): Promise<Result<Delegate>> {
    const seat = await tx.findOne(Seat, { where: { id: seatId, until: IsNull() }, lock: { mode: 'for_no_key_update' } })
    if (!seat) return refusal('NOT_FOUND', 'There is no such seat, or it has ended.')
    const replaced = head
      ? await tx.query<{ person_id: string }[]>(
        `with replaced as (update delegate set head = false where seat_id = $1 and head and until is null and person_id <> $2 returning person_id)
         select person_id from replaced`, [seatId, personId])
      : []
    const [row] = await tx.query<{ id: string }[]>(
      `insert into delegate (seat_id, person_id, head) values ($1, $2, $3)
       on conflict (seat_id, person_id) where until is null do update set head = excluded.head where delegate.head <> excluded.head returning id`,
      [seatId, personId, head])
    if (!row) return refusal('ALREADY', 'This person acts for the seat already.')
    await this.ledger.append(tx, { committee: seat.committeeId }, by, 'delegate.added',
      { seat: seatId, person: await personFact(tx, personId), head, replaces: replaced[0]?.person_id })
    // A head who became a delegate may no longer do all that an open socket was let in for.
    for (const { person_id } of replaced) await this.sessions.recheck(tx, person_id)
    return accept(await tx.findOneByOrFail(Delegate, { id: row.id }))
  }

  /** Ends a person's acting for a seat. It counts no more for anything that commits later. */
  async end(viewer: Viewer | null, { delegateId, reason }: { delegateId: string; reason?: string }): Promise<Result<Delegate>> {
    const unknown = 'There is no such delegate, or their time has ended.'
    const wrong = unknownId(delegateId, unknown) ?? badText({ reason: { value: reason, most: 4_000 } })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const delegate = await tx.findOneBy(Delegate, { id: delegateId, until: IsNull() })
      const seat = delegate ? await tx.findOneBy(Seat, { id: delegate.seatId }) : null
      const asked = await this.rights.ask(tx, viewer, 'seat.end', seat ? { committeeId: seat.committeeId } : {})
      if (!asked.ok) return asked
      if (!delegate || !seat) return refusal('NOT_FOUND', unknown)
      const [ended] = await tx.query<{ id: string }[]>(
        'with ended as (update delegate set until = plenary_now() where id = $1 and until is null returning id) select id from ended', [delegateId])
      if (!ended) return refusal('NOT_FOUND', unknown)
      await this.ledger.append(tx, { committee: seat.committeeId }, asked.value.viewer.personId, 'delegate.ended',
        { seat: seat.id, person: await personFact(tx, delegate.personId), head: delegate.head, reason: reason?.trim() ? closed(reason.trim()) : undefined })
      await this.sessions.recheck(tx, delegate.personId)
      return accept(await tx.findOneByOrFail(Delegate, { id: delegateId }))
    })
  }

  /** Lets a delegate cast the vote of the seat beside its head, or no longer. Its head says so, or the secretary. */
  async hold(viewer: Viewer | null, wanted: { delegateId: string; holds: boolean }): Promise<Result<Delegate>> {
    const unknown = 'There is no such delegate, or their time has ended.'
    const wrong = unknownId(wanted.delegateId, unknown)
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const delegate = await tx.findOne(Delegate, { where: { id: wanted.delegateId, until: IsNull() }, lock: { mode: 'pessimistic_write' } })
      const seat = delegate ? await tx.findOneBy(Seat, { id: delegate.seatId }) : null
      const own = viewer !== null && seat !== null && (await this.rights.standingsIn(tx, viewer)).seats.some(held => held.seatId === seat.id && held.head)
      const asked = await this.rights.ask(tx, viewer, 'seat.hold', seat ? { committeeId: seat.committeeId, own } : {})
      if (!asked.ok) return asked
      if (!delegate || !seat) return refusal('NOT_FOUND', unknown)
      if (seat.kind !== 'participating') return refusal('no-vote', 'This seat has no vote.')
      if (delegate.holdsVote === wanted.holds) return accept(delegate)
      await tx.query('update delegate set holds_vote = $2 where id = $1', [delegate.id, wanted.holds])
      await this.ledger.append(tx, { committee: seat.committeeId }, asked.value.viewer.personId, 'delegate.holdsVote',
        { seat: seat.id, person: await personFact(tx, delegate.personId), holds: wanted.holds })
      return accept(await tx.findOneByOrFail(Delegate, { id: delegate.id }))
    })
  }

  /** Those who act for a seat now, the head first. */
  async ofSeat(seatId: string, operation: Operation): Promise<Delegate[]> {
    return loaderOf<string, Delegate[]>(operation, 'delegates of seat', async ids => grouped(
      await this.db.manager.find(Delegate, { where: { seatId: In([...ids]), until: IsNull() }, order: { head: 'desc', since: 'asc', id: 'asc' } }),
      ids, delegate => delegate.seatId)).load(seatId)
  }
}
