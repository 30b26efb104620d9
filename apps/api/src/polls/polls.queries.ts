import { type Answer, closePoll, type Instrument, instruments, openPoll, type PollResult } from '@plenary/consensus'
import { later } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Standings } from '../people/rights.service.ts'
import { grouped } from '../platform/loaders.ts'
import { Poll } from './poll.entity.ts'
import { asJudged, PollFacts } from './poll-facts.service.ts'
import type { InstrumentOffer, PollAnswer, PollOutcome } from './poll-showing.ts'

/** An answer with the seat it is of. */
export interface HeldAnswer extends Answer { readonly pollId: string; readonly name: string; readonly at: Date }
/** A seat that is asked. */
export interface AskedSeat { readonly pollId: string; readonly seat: string; readonly name: string }

/** Reads polls, and decides what of their answers a viewer sees. */
@Injectable()
export class PollsQueries {
  constructor(private readonly db: DataSource, private readonly facts: PollFacts) {}

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

  /** Every instrument, with what stands in the way of opening it on this draft now. */
  async offers(draft: Draft): Promise<InstrumentOffer[]> {
    const facts = await this.facts.opening(this.db.manager, draft)
    return Object.entries<Instrument>(instruments).map(([name, instrument]) => {
      const earliest = later(facts.now, instrument.minimum ?? facts.silenceMinimum, facts.zone)
      // Asked with words and dates that are fine, so that only what stands in the way on this draft is heard.
      const tried = openPoll(name, { question: '?', closesAt: later(earliest, 'P1D', facts.zone), options: ['1', '2'], reviewOn: later(earliest, 'P1Y', facts.zone) },
        { ...facts, sameOpen: facts.open.includes(name) })
      const { title, use, binds, bindsInWords, silence } = instrument
      return { name, title, use, binds, bindsInWords, silence, earliestClose: new Date(earliest), refusal: tried.ok ? null : tried.refusal.message }
    })
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
