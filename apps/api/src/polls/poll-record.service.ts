import { instrumentOf, type PollResult } from '@plenary/consensus'
import { dateInWords } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { ConsensusFinding, Poll } from './poll.entity.ts'

/** The task that closes an instrument at its time. */
export const CLOSE_POLL = 'poll.close'
/** The task that reminds of the review of a decision by consent. */
export const REVIEW_POLL = 'poll.review'

/** What a seat said, or that it took it back, and who spoke for it. */
export interface Answered {
  readonly seatId: string
  readonly choice: string | null
  readonly reason: string
  readonly ranking: readonly (readonly string[])[]
  readonly by: string
}

const titleOf = (poll: Pick<Poll, 'instrument'>): string => instrumentOf(poll.instrument)?.title ?? poll.instrument
const said = (facts: Readonly<Record<string, unknown>>): string => `${titleOf({ instrument: word(facts['instrument']) })} ${word(facts['number'])}`

/** Writes instruments and findings into the ledger, the decisions and the calendar, and calls those who are asked. */
@Injectable()
export class PollRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly notices: NoticesService,
    private readonly changes: Changes,
    private readonly deadlines: Deadlines,
    private readonly decisions: DecisionsService,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'poll.opened': facts => `${said(facts)} was opened until ${dateInWords(word(facts['closesAt']), 'UTC')}. ${word(facts['question'])}`,
      'poll.answered': facts => `A seat answered ${said(facts)}: ${word(facts['choice'])}. ${word(facts['reason'])}`.trim(),
      'poll.takenBack': facts => `A seat took back its answer to ${said(facts)}.`,
      'poll.closed': facts => `${said(facts)} was closed. ${word(facts['sentence'])}`,
      'poll.cancelled': facts => `${said(facts)} was cancelled. ${word(facts['reason'])}`,
      'consensus.found': facts => `The chair found ${word(facts['outcome']).replace('-', ' ')}: ${word(facts['statement'])} ${word(facts['reason'])}`,
    })
  }

  async opened(tx: EntityManager, draft: Draft, poll: Poll): Promise<void> {
    const closesAt = poll.closesAt.toISOString()
    await this.ledger.append(tx, { draft: draft.id }, poll.openedById, 'poll.opened', { ...this.facts(poll), question: closed(poll.question), closesAt, textSeq: poll.textSeq })
    await this.deadlines.set(tx, { key: `${CLOSE_POLL}:${poll.id}`, due: closesAt, task: CLOSE_POLL, payload: { pollId: poll.id } })
    await this.notices.mark(tx, { key: `poll:${poll.id}`, committeeId: draft.committeeId, what: `${titleOf(poll)} on ${draft.number} closes`, due: closesAt, where: this.where(poll) })
    const heads = await tx.query<{ seat: string; name: string; person: string }[]>(
      `select poll_seat.seat_id as seat, poll_seat.name, delegate.person_id as person
       from poll_seat join delegate on delegate.seat_id = poll_seat.seat_id and delegate.head and delegate.until is null where poll_id = $1 order by 1`, [poll.id])
    await this.notices.needs(tx, heads.map(({ seat, name, person }) => ({
      personId: person, verb: 'Reply', title: `${titleOf(poll)}: ${poll.question}`.slice(0, 200), why: `For ${name}. ${instrumentOf(poll.instrument)?.silence ?? ''}`,
      due: closesAt, zone: poll.zone, where: this.where(poll), draft, committeeId: draft.committeeId, askedBy: poll.openedById, key: `poll:${poll.id}:${seat}`,
    })))
    await this.changes.draft(tx, draft.id, 'poll')
  }

  /** A seat answered, or took its answer back (`choice` is null). What it said is closed: the ledger can be read while answers are hidden. */
  async answered(tx: EntityManager, poll: Poll, made: Answered): Promise<void> {
    const { seatId, choice, reason, ranking, by } = made
    await tx.query('insert into poll_answer_change (poll_id, seat_id, choice, reason, by_id) values ($1, $2, $3, $4, $5)', [poll.id, seatId, choice, reason, by])
    await this.ledger.append(tx, { draft: poll.draftId }, by, choice === null ? 'poll.takenBack' : 'poll.answered', {
      ...this.facts(poll), seat: seatId,
      ...(choice === null ? {} : { choice: closed(choice), reason: reason === '' ? null : closed(reason), ranking: ranking.length === 0 ? null : closed(ranking) }),
    })
    if (choice !== null) await this.notices.settle(tx, `poll:${poll.id}:${seatId}`)
    await this.changes.draft(tx, poll.draftId, 'poll')
  }

  async closed(tx: EntityManager, draft: Draft, poll: Poll, result: PollResult): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, null, 'poll.closed', { ...this.facts(poll), outcome: result.outcome, sentence: closed(result.sentence) })
    await this.over(tx, draft, poll, `${titleOf(poll)} ${poll.number} has closed. ${result.sentence}`)
    const instrument = instrumentOf(poll.instrument)
    if (instrument?.binds !== 'decides') return
    await this.decisions.record(tx, draft, {
      kind: poll.instrument === 'consent-round' ? 'consent' : 'silence', outcome: result.outcome, reason: `${poll.question} ${result.sentence}`, rule: instrument.title,
      figures: result.sentence, where: this.where(poll), byId: null,
    })
    if (result.carries === true && poll.reviewOn !== null) {
      const due = poll.reviewOn.toISOString()
      await this.deadlines.set(tx, { key: `${REVIEW_POLL}:${poll.id}`, due, task: REVIEW_POLL, payload: { pollId: poll.id } })
      await this.notices.mark(tx, { key: `poll-review:${poll.id}`, committeeId: draft.committeeId, what: `A decision by consent on ${draft.number} is looked at again`, due, where: this.where(poll) })
    }
  }

  async cancelled(tx: EntityManager, draft: Draft, poll: Poll, act: { by: string | null; reason: string }): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, act.by, 'poll.cancelled', { ...this.facts(poll), reason: closed(act.reason) })
    await this.over(tx, draft, poll, `${titleOf(poll)} ${poll.number} was cancelled`)
  }

  /** The review date of a decision by consent has come. */
  async reviewDue(tx: EntityManager, draft: Draft, poll: Poll): Promise<void> {
    const officers = await tx.query<{ id: string }[]>(
      "select distinct person_id as id from role where committee_id = $1 and role in ('chair', 'secretary') and until is null", [draft.committeeId])
    await this.notices.needs(tx, officers.map(({ id }) => ({
      personId: id, verb: 'Review', title: `Decided by consent: ${poll.question}`.slice(0, 200), why: 'Its review date has come. Ask again, or let it stand.', due: null,
      where: this.where(poll), draft, committeeId: draft.committeeId, key: `poll-review:${poll.id}`,
    })))
    await this.notices.unmark(tx, `poll-review:${poll.id}`)
  }

  /** The chair's finding goes into the ledger and the decisions. */
  async found(tx: EntityManager, draft: Draft, finding: ConsensusFinding): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, finding.byId, 'consensus.found', {
      finding: finding.id, number: finding.number, outcome: finding.outcome, statement: closed(finding.statement), reason: closed(finding.reason), record: closed(finding.record),
    })
    await this.decisions.record(tx, draft, {
      kind: 'consensus', outcome: finding.outcome, reason: `${finding.statement} ${finding.reason}`, rule: 'The chair finds consensus', figures: finding.record.join(' '),
      where: `/d/${draft.id}/polls#findings`, byId: finding.byId,
    })
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: `The chair found ${finding.outcome.replace('-', ' ')}: ${finding.statement}`, where: `/d/${draft.id}/polls#findings` })
    await this.changes.draft(tx, draft.id, 'poll')
  }

  private async over(tx: EntityManager, draft: Draft, poll: Poll, what: string): Promise<void> {
    await this.notices.settle(tx, `poll:${poll.id}`)
    await this.notices.unmark(tx, `poll:${poll.id}`)
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what, where: this.where(poll) })
    await this.changes.draft(tx, draft.id, 'poll')
  }

  private facts(poll: Poll) { return { poll: poll.id, number: poll.number, instrument: poll.instrument } }

  private where(poll: Poll): string { return `/d/${poll.draftId}/polls?poll=${poll.id}` }
}
