import { accept, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { badInput, badText, unknownId } from '../platform/input.ts'
import { grouped, loaderOf, type Operation } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Body } from './body.entity.ts'
import { Rights } from './rights.service.ts'
import { Seat } from './seat.entity.ts'
import { SessionsService } from './sessions.service.ts'

/** A seat to be filled by a body. */
export interface NewSeat {
  readonly committeeId: string
  readonly bodyId: string
  readonly kind: string
  readonly interestCategory: string
  /** That of the body when left out. */
  readonly jurisdiction?: string
  /** One when left out. */
  readonly weight?: number
  readonly isDemo?: boolean
}

const kinds = ['participating', 'observing', 'liaison', 'guest']
const MOST_WEIGHT = 1_000_000

function wrongSeat(seat: NewSeat): Refused<Refusal> | null {
  const unknown = unknownId(seat.committeeId, 'There is no such committee.') ?? unknownId(seat.bodyId, 'There is no such body.')
  if (unknown) return unknown
  if (!kinds.includes(seat.kind)) return badInput('kind', 'The kind of a seat is one of participating, observing, liaison and guest.')
  const { weight = 1 } = seat
  if (!Number.isInteger(weight) || weight < 1 || weight > MOST_WEIGHT) return badInput('weight', `The weight is a whole number from 1 to ${MOST_WEIGHT}.`)
  return badText({
    interestCategory: { value: seat.interestCategory, most: 100, needed: true },
    jurisdiction: { value: seat.jurisdiction, most: 20 },
  })
}

/** The places of bodies in committees. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionsService,
  ) {}

  /** Gives a body a seat. A body has at most one in a committee at a time. */
  async add(viewer: Viewer | null, wanted: NewSeat): Promise<Result<Seat>> {
    const wrong = wrongSeat(wanted)
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'seat.add', { committeeId: wanted.committeeId })
      if (!asked.ok) return asked
      return this.enter(tx, wanted, asked.value.viewer.personId)
    })
  }

  /** Enters a seat and its entry in the ledger, without asking a right. */
  async enter(tx: EntityManager, seat: NewSeat, by: string | null): Promise<Result<Seat>> {
    const [committee] = await tx.query<unknown[]>('select 1 from committee where id = $1', [seat.committeeId])
    if (!committee) return refusal('NOT_FOUND', 'There is no such committee.')
    const body = await tx.findOneBy(Body, { id: seat.bodyId })
    if (!body) return refusal('NOT_FOUND', 'There is no such body.')
    const [row] = await tx.query<{ id: string }[]>(
      `insert into seat (committee_id, body_id, kind, interest_category, jurisdiction, weight, is_demo) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (committee_id, body_id) where until is null do nothing returning id`,
      [seat.committeeId, seat.bodyId, seat.kind, seat.interestCategory.trim(), seat.jurisdiction?.trim() ?? body.jurisdiction, seat.weight ?? 1, seat.isDemo ?? false])
    if (!row) return refusal('ALREADY', `${body.name} has a seat in this committee already.`)
    const added = await tx.findOneByOrFail(Seat, { id: row.id })
    await this.ledger.append(tx, { committee: seat.committeeId }, by, 'seat.added', {
      seat: added.id, body: { id: body.id, name: body.name, kind: body.kind }, kind: added.kind,
      interestCategory: added.interestCategory, jurisdiction: added.jurisdiction, weight: added.weight,
    })
    return accept(added)
  }

  /** Ends a seat and with it the places of its delegates. It counts no more for anything that commits later. */
  async end(viewer: Viewer | null, { seatId, reason }: { seatId: string; reason: string }): Promise<Result<Seat>> {
    const unknown = 'There is no such seat, or it has ended.'
    const wrong = unknownId(seatId, unknown) ?? badText({ reason: { value: reason, most: 4_000, needed: true } })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const seat = await tx.findOneBy(Seat, { id: seatId, until: IsNull() })
      const asked = await this.rights.ask(tx, viewer, 'seat.end', seat ? { committeeId: seat.committeeId } : {})
      if (!asked.ok) return asked
      if (!seat) return refusal('NOT_FOUND', unknown)
      const [ended] = await tx.query<{ body: string }[]>(
        `with ended as (update seat set until = plenary_now() where id = $1 and until is null returning body_id)
         select body.name as body from ended join body on body.id = ended.body_id`, [seatId])
      if (!ended) return refusal('NOT_FOUND', unknown)
      const delegates = await tx.query<{ person_id: string }[]>(
        'with ended as (update delegate set until = plenary_now() where seat_id = $1 and until is null returning person_id) select person_id from ended', [seatId])
      await this.ledger.append(tx, { committee: seat.committeeId }, asked.value.viewer.personId, 'seat.ended',
        { seat: seatId, body: { id: seat.bodyId, name: ended.body }, delegates: delegates.map(row => row.person_id), reason: closed(reason.trim()) })
      for (const { person_id } of delegates) await this.sessions.recheck(tx, person_id)
      return accept(await tx.findOneByOrFail(Seat, { id: seatId }))
    })
  }

  /** The seats of a committee that are held now, the oldest first. */
  async ofCommittee(committeeId: string, operation: Operation): Promise<Seat[]> {
    return loaderOf<string, Seat[]>(operation, 'seats of committee', async ids => grouped(
      await this.db.manager.find(Seat, { where: { committeeId: In([...ids]), until: IsNull() }, order: { since: 'asc', id: 'asc' } }),
      ids, seat => seat.committeeId)).load(committeeId)
  }

  /** The seats of these ids, in the order of the ids; unknown ones are left out. */
  async ofIds(seatIds: readonly string[]): Promise<Seat[]> {
    const seats = await this.db.manager.findBy(Seat, { id: In([...seatIds]) })
    return seatIds.flatMap(id => seats.find(seat => seat.id === id) ?? [])
  }
}
