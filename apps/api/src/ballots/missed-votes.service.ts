import { loweredBy, rulebookOf, type Lowering } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, In, IsNull } from 'typeorm'
import { numberOf } from '../drafts/draft.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { grouped } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { SeatChange, type SeatTurnout } from './seat-change.entity.ts'

interface SeatRow { readonly seatId: string; readonly name: string; readonly category: string; readonly since: Date }
interface ObligedRow {
  readonly seatId: string; readonly ballotId: string; readonly number: number; readonly rule: string; readonly closedAt: Date; readonly missed: boolean
  readonly serial: number; readonly draftTitle: string; readonly rulebook: string; readonly edition: string
}

/** Counts the votes that seats had to cast and did not, since they stand in their category. */
@Injectable()
export class MissedVotes {
  constructor(private readonly db: DataSource, private readonly rights: Rights) {}

  /** The seats of a committee that had to vote, those that missed most first; nothing for who may not see its ballots. */
  async ofCommittee(operation: Operation, committeeId: string): Promise<SeatTurnout[]> {
    if (!await this.rights.mayRead(operation.viewer, 'ballot.read', { committeeId }, operation.loaders)) return []
    const turnout = await this.of(committeeId)
    return turnout.sort((one, other) => other.missed - one.missed || one.name.localeCompare(other.name))
  }

  /** The same for some seats, or for all, without asking a right. */
  async of(committeeId: string, manager = this.db.manager): Promise<SeatTurnout[]> {
    const seats = await manager.query<SeatRow[]>(
      `select seat.id as "seatId", body.name, seat.interest_category as category,
         coalesce((select max(decided_at) from seat_change where seat_id = seat.id and outcome in ('confirmed', 'kept')), seat.since) as since
       from seat join body on body.id = seat.body_id where seat.committee_id = $1 and seat.kind = 'participating' and seat.until is null`, [committeeId])
    // Only ballots that say at their close who missed them, so that none is counted of which nobody was told.
    const rows = await manager.query<ObligedRow[]>(
      `select entry.seat_id as "seatId", ballot.id as "ballotId", ballot.number, ballot.rule, ballot.closed_at as "closedAt",
         draft.serial, draft.title as "draftTitle", draft.rulebook, draft.rulebook_edition as edition,
         exists (select from jsonb_array_elements(ballot.result->'missed') as seat where seat->>'seatId' = entry.seat_id::text) as missed
       from ballot join draft on draft.id = ballot.draft_id join roll_entry as entry on entry.ballot_id = ballot.id
       where draft.committee_id = $1 and ballot.state = 'closed' and ballot.result ? 'missed' and ballot.rule_data->'obliged' ? entry.interest_category
       order by ballot.closed_at desc, ballot.id`, [committeeId])
    const waiting = await manager.findBy(SeatChange, { seatId: In(seats.map(seat => seat.seatId)), outcome: IsNull() })
    const ballotsOf = grouped(rows, seats.map(seat => seat.seatId), row => row.seatId)
    return seats.flatMap((seat, place): SeatTurnout[] => {
      const counted = ballotsOf[place]!.filter(row => row.closedAt > seat.since)
      if (ballotsOf[place]!.length === 0) return []
      return [{ ...seat, ...figuresOf(seat.category, counted), change: waiting.find(change => change.seatId === seat.seatId) ?? null }]
    })
  }
}

const loweringOf = ({ rulebook, edition }: ObligedRow): readonly Lowering[] => rulebookOf(rulebook, edition)?.membership ?? []

function figuresOf(category: string, rows: readonly ObligedRow[]): Pick<SeatTurnout, 'missed' | 'of' | 'ballots' | 'lowering'> {
  const missed = rows.filter(row => row.missed)
  const lowering = loweredBy(category, rows.map(row => ({ rule: row.rule, missed: row.missed, lowering: loweringOf(row) })))
  return {
    missed: missed.length, of: rows.length,
    ballots: missed.map(({ ballotId, number, serial, draftTitle, closedAt }) => ({ ballotId, number, draftNumber: numberOf(serial), draftTitle, closedAt })),
    lowering: lowering && { to: lowering.to, missed: lowering.missed, term: lowering.term ?? null, fact: lowering.fact },
  }
}
