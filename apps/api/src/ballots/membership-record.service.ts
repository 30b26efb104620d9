import { listed } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { type Need, NoticesService } from '../notices/notices.service.ts'
import type { Seat } from '../people/seat.entity.ts'
import type { Ballot, MissedSeat } from './ballot.entity.ts'
import { MissedVotes } from './missed-votes.service.ts'
import type { SeatChange } from './seat-change.entity.ts'

const officersOf = `select distinct person_id as person from role where committee_id = $1 and role = any($2) and (until is null or until > plenary_now()) order by 1`

/** Tells who missed a vote, and writes what is decided about it into the ledger. */
@Injectable()
export class MembershipRecord implements OnModuleInit {
  constructor(private readonly ledger: LedgerService, private readonly notices: NoticesService, private readonly turnout: MissedVotes) {}

  onModuleInit(): void {
    this.ledger.tell({
      'seat.changeProposed': facts => `It was proposed to change the category of a seat from ${word(facts['from'])} to ${word(facts['to'])}. ${word(facts['reason'])}`,
      'seat.changed': facts => `The category of a seat was changed from ${word(facts['from'])} to ${word(facts['to'])}. ${word(facts['reason'])}`,
      'seat.changeRejected': facts => `The category of a seat was not changed from ${word(facts['from'])} to ${word(facts['to'])}.`,
      'seat.categoryKept': facts => `A seat keeps its category ${word(facts['from'])}, whatever it missed so far. ${word(facts['reason'])}`,
    })
  }

  /**
   * A ballot was closed without the votes of seats that had to vote: the committee is told who, and the chair, where the rulebook lowers a membership by it,
   * what may be decided. Told again it says nothing twice.
   */
  async missed(tx: EntityManager, draft: Draft, ballot: Ballot): Promise<void> {
    const missing: readonly MissedSeat[] = ballot.storedResult?.missed ?? []
    if (missing.length === 0) return
    const list = `Ballot ${ballot.number} on ${draft.number} closed without the vote of ${listed(missing.map(seat => seat.name))}, who had to vote.`
    const where = `/c/${draft.committeeId}/turnout`
    const [told] = await tx.query<object[]>('select 1 from happening where draft_id = $1 and what = $2', [draft.id, list])
    if (!told) await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: list, where })
    const ids = new Set(missing.map(seat => seat.seatId))
    const lowered = (await this.turnout.of(draft.committeeId, tx)).filter(seat => ids.has(seat.seatId) && seat.lowering !== null && seat.change === null)
    const chairs = await tx.query<{ person: string }[]>(officersOf, [draft.committeeId, ['chair']])
    await this.notices.needs(tx, chairs.flatMap(({ person }) => lowered.map(({ seatId, name, missed, of, category, lowering }): Need => ({
      personId: person, verb: 'Decide', title: `${name}: ${missed} of ${of} votes missed`,
      why: `${list} Under the rulebook ${category} becomes ${lowering!.to}. Nothing changes by itself: propose it, or leave it, with a reason.`,
      due: null, where, draft: null, committeeId: draft.committeeId, key: `membership:${seatId}:missed`,
    }))))
  }

  async proposed(tx: EntityManager, seat: Seat, change: SeatChange): Promise<void> {
    await this.ledger.append(tx, { committee: seat.committeeId }, change.proposedById, 'seat.changeProposed', this.facts(change))
    await this.notices.settle(tx, `membership:${seat.id}`)
    const [body] = await tx.query<{ name: string }[]>('select name from body where id = $1', [seat.bodyId])
    const others = await tx.query<{ person: string }[]>(officersOf, [seat.committeeId, ['chair', 'secretary', 'oversight']])
    await this.notices.needs(tx, others.filter(({ person }) => person !== change.proposedById).map(({ person }): Need => ({
      personId: person, verb: 'Decide', title: `${body!.name}: ${change.toCategory} instead of ${change.fromCategory}`,
      why: `The category of a seat is changed by two people. ${change.reason}`, due: null, where: `/c/${seat.committeeId}/turnout`, draft: null,
      committeeId: seat.committeeId, askedBy: change.proposedById, key: `membership:${seat.id}:change`,
    })))
  }

  async decided(tx: EntityManager, seat: Seat, change: SeatChange, by: string): Promise<void> {
    const kinds: Readonly<Record<string, string>> = { confirmed: 'seat.changed', rejected: 'seat.changeRejected', kept: 'seat.categoryKept' }
    const both = change.outcome === 'kept' ? {} : { proposedBy: change.proposedById, decidedBy: by }
    await this.ledger.append(tx, { committee: seat.committeeId }, by, kinds[change.outcome ?? '']!, { ...this.facts(change), ...both })
    await this.notices.settle(tx, `membership:${seat.id}`)
  }

  private facts({ id, seatId, fromCategory, toCategory, reason }: SeatChange): Readonly<Record<string, unknown>> {
    return { change: id, seat: seatId, from: fromCategory, to: toCategory, reason: closed(reason) }
  }
}
