import { changeInWords, confirmChange, proposeChange, type Roll, rollHash, type RollChange as Change } from '@plenary/ballots'
import { accept, isId, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import { hashOf } from '@plenary/ledger'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { type EntityManager, IsNull } from 'typeorm'
import { Permits } from '../drafts/permits.service.ts'
import { closed, LedgerService, sha256, word } from '../ledger/ledger.service.ts'
import { Changes } from '../platform/changes.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { PreparedRoll, RollChange } from './roll.entity.ts'
import { seatsOfCommittee } from './seats-of-committee.ts'

/** A change of a roll as it is sent. Figures that are left out stay as they are. */
export interface WantedChange {
  readonly rollId: string
  readonly kind: string
  readonly seatId: string
  readonly weight?: number | null | undefined
  readonly category?: string | null | undefined
  readonly population?: number | null | undefined
  readonly affiliation?: string | null | undefined
  readonly reason: string
}

/** The hash by which a roll is named. */
export const hashOfRoll = (roll: Roll): string => rollHash(roll, value => hashOf(value, sha256))

const unknown = (): Refused<Refusal> => refusal('NOT_FOUND', 'There is no such roll, or a ballot was opened on it already.')

/** Fixes rolls before their ballots open. A roll is prepared by one person and changed by two. */
@Injectable()
export class RollsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly ledger: LedgerService,
    private readonly changes: Changes,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'roll.prepared': facts => `A roll of ${word(facts['seats'])} seats was fixed for the next ballot.`,
      'roll.changeProposed': facts => `A change of the roll was proposed. ${word(facts['words'])} ${word(facts['reason'])}`,
      'roll.changed': facts => `A change of the roll was confirmed by a second person. ${word(facts['words'])}`,
      'roll.changeRejected': facts => `A change of the roll was rejected. ${word(facts['words'])}`,
    })
  }

  /** Fixes the roll of the next ballot on a draft: the participating seats as they stand. */
  prepare(viewer: Viewer | null, draftId: string): Promise<Result<PreparedRoll>> {
    return this.transactions.run(async tx => {
      const permitted = await this.permits.ask(tx, viewer, draftId, 'roll.prepare')
      if (!permitted.ok) return permitted
      const { draft, viewer: { personId: by } } = permitted.value
      if (await tx.existsBy(PreparedRoll, { draftId: draft.id, ballotId: IsNull() })) return refusal('ALREADY', 'A roll is fixed already. Propose a change of it.')
      const seats = await seatsOfCommittee(tx, draft.committeeId)
      if (seats.length === 0) return refusal('empty-roll', 'The committee has no participating seat, so nobody could vote. Add seats first.')
      const hash = hashOfRoll(seats)
      const { identifiers } = await tx.insert(PreparedRoll, { draftId: draft.id, seats, hash, preparedById: by })
      const roll = await tx.findOneByOrFail(PreparedRoll, { id: String(identifiers[0]?.['id']) })
      await this.ledger.append(tx, { draft: draft.id }, by, 'roll.prepared', { roll: roll.id, hash, seats: seats.length })
      await this.changes.draft(tx, draft.id, 'ballot')
      return accept(roll)
    })
  }

  /** Proposes a change of a prepared roll. Nothing changes until another person confirms it. */
  propose(viewer: Viewer | null, wanted: WantedChange): Promise<Result<PreparedRoll>> {
    return this.held(viewer, wanted.rollId, async (tx, roll, by) => {
      const bad = badText({
        reason: { value: wanted.reason, most: 4_000 }, category: { value: wanted.category, most: 100 }, affiliation: { value: wanted.affiliation, most: 200 },
      })
      if (bad) return bad
      const change = await this.changeOf(tx, roll, wanted)
      if (!change.ok) return change
      const open = await tx.existsBy(RollChange, { rollId: roll.id, outcome: IsNull() })
      const proposed = proposeChange({ roll: roll.seats, hash: roll.hash }, open, { change: change.value, by, reason: wanted.reason })
      if (!proposed.ok) return proposed
      const words = changeInWords(roll.seats, change.value)
      const { identifiers } = await tx.insert(RollChange, { rollId: roll.id, change: change.value, words, reason: proposed.value.reason, hashBefore: roll.hash, proposedById: by })
      await this.ledger.append(tx, { draft: roll.draftId }, by, 'roll.changeProposed',
        { roll: roll.id, change: String(identifiers[0]?.['id']), hash: roll.hash, kind: change.value.kind, seat: wanted.seatId, words: closed(words), reason: closed(proposed.value.reason) })
      return accept(roll)
    })
  }

  /** Confirms a proposed change, or rejects it. Whoever proposed it may take it back, and not confirm it. */
  decide(viewer: Viewer | null, wanted: { changeId: string; confirm: boolean }): Promise<Result<PreparedRoll>> {
    return this.transactions.run(async tx => {
      const found = isId(wanted.changeId) ? await tx.findOneBy(RollChange, { id: wanted.changeId }) : null
      return found === null ? unknown() : this.within(tx, viewer, found.rollId, async (roll, by) => {
        const change = await tx.findOneByOrFail(RollChange, { id: found.id })
        if (change.outcome !== null) return refusal('decided', `This change was ${change.outcome} already.`)
        if (!wanted.confirm) {
          await this.close(tx, change.id, { outcome: 'rejected', by, hash: null })
          await this.ledger.append(tx, { draft: roll.draftId }, by, 'roll.changeRejected', { roll: roll.id, change: change.id, words: closed(change.words) })
          return accept(roll)
        }
        const proposed = { change: change.change, by: change.proposedById, reason: change.reason, hash: change.hashBefore }
        const confirmed = confirmChange({ roll: roll.seats, hash: roll.hash }, proposed, by)
        if (!confirmed.ok) return confirmed
        const hash = hashOfRoll(confirmed.value)
        await tx.update(PreparedRoll, { id: roll.id }, { seats: confirmed.value, hash })
        await this.close(tx, change.id, { outcome: 'confirmed', by, hash })
        await this.ledger.append(tx, { draft: roll.draftId }, by, 'roll.changed',
          { roll: roll.id, change: change.id, hashBefore: change.hashBefore, hashAfter: hash, proposedBy: change.proposedById, confirmedBy: by, words: closed(change.words) })
        return accept(await tx.findOneByOrFail(PreparedRoll, { id: roll.id }))
      })
    })
  }

  /** The roll that waits for the next ballot on a draft, held until the ballot is open; null where none was prepared. */
  async waiting(tx: EntityManager, draftId: string): Promise<Result<PreparedRoll | null>> {
    const roll = await tx.findOne(PreparedRoll, { where: { draftId, ballotId: IsNull() }, lock: { mode: 'pessimistic_write' } })
    if (roll !== null && await tx.existsBy(RollChange, { rollId: roll.id, outcome: IsNull() })) {
      return refusal('change-open', 'A change of the roll waits to be confirmed. Decide it before the ballot opens.')
    }
    return accept(roll)
  }

  private async changeOf(tx: EntityManager, roll: PreparedRoll, { kind, seatId, weight, category, population, affiliation }: WantedChange): Promise<Result<Change>> {
    if (kind === 'strike') return accept({ kind, seat: seatId })
    if (kind === 'amend') {
      const to = {
        ...(weight == null ? {} : { weight }), ...(category == null ? {} : { category: category.trim() || null }),
        ...(population == null ? {} : { population }), ...(affiliation == null ? {} : { affiliation: affiliation.trim() || null }),
      }
      return accept({ kind, seat: seatId, to })
    }
    if (kind !== 'enter') return refusal('BAD_INPUT', '“kind” is one of enter, strike, amend.')
    const [draft] = await tx.query<{ committee_id: string }[]>('select committee_id from draft where id = $1', [roll.draftId])
    const seat = (await seatsOfCommittee(tx, draft!.committee_id)).find(one => one.seat === seatId)
    return seat === undefined ? refusal('not-in-the-committee', 'Only a participating seat of the committee is entered on its roll.') : accept({ kind, seat })
  }

  private async close(tx: EntityManager, changeId: string, { outcome, by, hash }: { outcome: string; by: string; hash: string | null }): Promise<void> {
    await tx.query('update roll_change set outcome = $2, decided_by = $3, hash_after = $4, decided_at = plenary_now() where id = $1', [changeId, outcome, by, hash])
  }

  private held(viewer: Viewer | null, rollId: string, work: (tx: EntityManager, roll: PreparedRoll, by: string) => Promise<Result<PreparedRoll>>): Promise<Result<PreparedRoll>> {
    return this.transactions.run(tx => this.within(tx, viewer, rollId, (roll, by) => work(tx, roll, by)))
  }

  private async within(
    tx: EntityManager, viewer: Viewer | null, rollId: string, work: (roll: PreparedRoll, by: string) => Promise<Result<PreparedRoll>>,
  ): Promise<Result<PreparedRoll>> {
    const found = isId(rollId) ? await tx.findOneBy(PreparedRoll, { id: rollId }) : null
    if (!found) return unknown()
    const permitted = await this.permits.ask(tx, viewer, found.draftId, 'roll.change')
    if (!permitted.ok) return permitted
    const roll = await tx.findOne(PreparedRoll, { where: { id: rollId, ballotId: IsNull() }, lock: { mode: 'pessimistic_write' } })
    if (!roll) return unknown()
    const done = await work(roll, permitted.value.viewer.personId)
    if (done.ok) await this.changes.draft(tx, roll.draftId, 'ballot')
    return done
  }
}
