import { type Answer, closePoll, type PollResult } from '@plenary/consensus'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Standings } from '../people/rights.service.ts'
import { grouped } from '../platform/loaders.ts'
import { Poll } from './poll.entity.ts'
import { asJudged } from './poll-facts.service.ts'
import type { PollAnswer, PollOutcome } from './poll-showing.ts'

/** An answer with the seat it is of. */
export interface HeldAnswer extends Answer { readonly pollId: string; readonly name: string; readonly at: Date }
/** A seat that is asked. */
export interface AskedSeat { readonly pollId: string; readonly seat: string; readonly name: string }

/** Reads polls, and decides what of their answers a viewer sees. */
@Injectable()
export class PollsQueries {
  constructor(private readonly db: DataSource) {}

  /** The polls on each of these drafts, newest first. */
  async ofDrafts(draftIds: readonly string[]): Promise<Poll[][]> {
    const rows = await this.db.getRepository(Poll).find({ where: { draftId: In([...draftIds]) }, order: { number: 'DESC' } })
    return grouped(rows, draftIds, poll => poll.draftId)
  }

  async rolls(pollIds: readonly string[]): Promise<AskedSeat[][]> {
    const rows = await this.db.query<AskedSeat[]>('select poll_id as "pollId", seat_id as seat, name from poll_seat where poll_id = any($1) order by name, seat_id', [pollIds])
    return grouped(rows, pollIds, row => row.pollId)
  }

  async answers(pollIds: readonly string[]): Promise<HeldAnswer[][]> {
    const rows = await this.db.query<HeldAnswer[]>(
      `select poll_id as "pollId", seat_id as seat, poll_seat.name, choice, reason, ranking, at
       from poll_answer join poll_seat using (poll_id, seat_id) where poll_id = any($1) order by poll_seat.name, seat_id`, [pollIds])
    return grouped(rows, pollIds, row => row.pollId)
  }

  /** What came out; of an open instrument that shows its answers at once, how it stands. Null while answers are hidden. */
  outcome(poll: Poll, roll: readonly AskedSeat[], answers: readonly HeldAnswer[], sees: Sees): PollOutcome | null {
    const result = poll.storedResult ?? (poll.state === 'open' && sees.answers ? this.standing(poll, roll, answers) : null)
    if (result === null) return null
    const { lines, silent, ...rest } = result
    return { ...rest, lines: lines.map(line => ({ ...line, seats: sees.names ? line.seats : null })), silent: silent.length, silentSeats: sees.names ? silent : null }
  }

  /** The answers that a viewer may see: of hidden ones none, and names only where names are shown. */
  shown(poll: Poll, answers: readonly HeldAnswer[], sees: Sees): PollAnswer[] {
    return sees.answers ? answers.map(answer => ({ ...shownAnswer(poll, answer), seatName: sees.names ? answer.name : null })) : []
  }

  private standing(poll: Poll, roll: readonly AskedSeat[], answers: readonly HeldAnswer[]): PollResult {
    return closePoll(asJudged(poll), roll, answers, { openObjections: 0 })
  }
}

/** What a viewer sees of a poll. */
export interface Sees { readonly answers: boolean; readonly names: boolean }

/** Answers that are shown at the close are shown then; names of a temperature check are for the officers. */
export function seesOf(poll: Poll, standings: Standings, committeeId: string): Sees {
  const { instrument } = asJudged(poll)
  const isOfficer = standings.has('chair', committeeId) || standings.has('secretary', committeeId)
  return { answers: poll.state === 'closed' || (instrument.shows === 'at once' && poll.state === 'open'), names: instrument.names === 'everyone' || isOfficer }
}

/** An answer with the name of its option. */
export function shownAnswer(poll: Poll, { choice, reason, ranking, name, at }: HeldAnswer): PollAnswer {
  const option = poll.offered.find(one => one.code === choice)
  return { choice, name: option?.name ?? choice, reason, ranking, seatName: name, at }
}
