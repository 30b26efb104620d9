import { dateInWords } from '@plenary/process'
import { hashOf } from '@plenary/ledger'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { closed, LedgerService, sha256, word } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import type { Ballot, StoredResult } from './ballot.entity.ts'
import { needsOfGiver } from './proxy-needs.ts'

/** The task that closes a ballot at its time. */
export const CLOSE = 'ballot.close'

/** The task that destroys the keys of a secret ballot. */
export const DESTROY_KEYS = 'ballots.destroy-keys'

const sources: Readonly<Record<string, string>> = { floor: ' from the floor', paper: ' on paper' }

/** A vote as it is entered in the ledger; `document` is the hash of the paper by which it came. */
export interface RecordedVote {
  readonly seatId: string
  readonly choice: string
  readonly reason: string | null
  readonly by: string
  /** The clauses its reason is about. */
  readonly parts?: readonly string[] | undefined
  readonly entered?: string | undefined
  readonly document?: string | undefined
  /** The seat that cast it by proxy. */
  readonly proxyHolder?: string | undefined
}

/** A ballot that was opened. */
export interface OpenedBallot { readonly draft: Draft; readonly edition: Edition; readonly ballot: Ballot; readonly by: string }

/** What the ledger holds of a recirculation: the ballot it is of, what a reason may be about, and the answers to the open negatives. */
const recirculationFacts = ({ recirculation }: Ballot): Readonly<Record<string, unknown>> => (recirculation === null ? {} : {
  recirculates: recirculation.ballotId, scope: { changed: recirculation.changed, openNegatives: recirculation.openNegatives },
  answers: closed(recirculation.negatives.map(({ seatId, objection, answer }) => ({ seat: seatId, objection, answer }))),
})

/** Writes ballots into the ledger and the calendar, and calls those who vote. */
@Injectable()
export class BallotRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly notices: NoticesService,
    private readonly changes: Changes,
    private readonly deadlines: Deadlines,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'ballot.opened': facts => `${facts['recirculates'] === undefined ? 'A ballot' : 'A recirculation'} was opened on edition ${word(facts['edition'])} until ${dateInWords(word(facts['closesAt']), 'UTC')}.`,
      'vote.cast': facts => (facts['choice'] === 'contested' ? `A seat contested the vote that was entered for it. ${word(facts['reason'])}`
        : `A seat voted${facts['proxyHolder'] === undefined ? sources[word(facts['entered'])] ?? '' : ' by proxy'}: ${word(facts['choice'])}.`),
      'ballot.closed': facts => `The ballot was closed: ${word(facts['outcome'])}.`,
      'ballot.endMoved': facts => `The end of the ballot was moved to ${dateInWords(word(facts['closesAt']), 'UTC')}. ${word(facts['reason'])}`,
      'vote.late': facts => `A vote came after the end and was not counted: ${word(facts['choice'])}.`,
      'ballot.annulled': facts => `The ballot was annulled. ${word(facts['reason'])}`,
    })
  }

  async opened(tx: EntityManager, { draft, edition, ballot, by }: OpenedBallot): Promise<void> {
    const rule = ballot.ruleData
    const closesAt = ballot.closesAt.toISOString()
    await this.ledger.append(tx, { draft: draft.id }, by, 'ballot.opened', {
      ballot: ballot.id, edition: edition.number, hash: edition.hash, rule: rule.id, ruleHash: hashOf(rule, sha256), rollHash: ballot.rollHash,
      opensAt: ballot.opensAt.toISOString(), closesAt, kind: ballot.kind,
      item: ballot.itemId ?? undefined, figures: ballot.figures ?? undefined, sealKey: ballot.sealKey ?? undefined, receiptKey: ballot.receiptKey ?? undefined,
      ...recirculationFacts(ballot),
    })
    await this.deadlines.set(tx, { key: `${CLOSE}:${ballot.id}`, due: closesAt, task: CLOSE, payload: { ballotId: ballot.id } })
    await this.notices.mark(tx, {
      key: `ballot:${ballot.id}`, committeeId: draft.committeeId, what: `The ballot on ${draft.number} closes`, due: closesAt, where: `/b/${ballot.id}`,
    })
    await this.callVoters(tx, draft, ballot, by)
    await this.changes.draft(tx, draft.id, 'ballot')
  }

  /** A vote was cast or changed. What was chosen, and why, is closed: the ledger can be read while results are hidden. */
  async cast(tx: EntityManager, ballot: Ballot, vote: RecordedVote): Promise<void> {
    // The ledger comes after what is the seat's alone: from its entry to the commit every other act on the draft waits.
    await this.notices.settle(tx, `ballot:${ballot.id}:${vote.seatId}`)
    await this.changes.draft(tx, ballot.draftId, 'ballot')
    await this.ledger.append(tx, { draft: ballot.draftId }, vote.by, 'vote.cast', {
      ballot: ballot.id, seat: vote.seatId, choice: closed(vote.choice), reason: vote.reason === null ? null : closed(vote.reason),
      // Beside every reason, so that only opened it tells whether the reason names any.
      parts: vote.reason === null ? undefined : closed(vote.parts ?? []), entered: vote.entered, document: vote.document, proxyHolder: vote.proxyHolder,
    })
    if (vote.proxyHolder !== undefined) await this.notices.needs(tx, await needsOfGiver(tx, ballot, { ...vote, proxyHolder: vote.proxyHolder }))
  }

  /** A vote was entered for a seat: those who act for it are told, and may contest it until the close. */
  async entered(tx: EntityManager, draft: Draft, ballot: Ballot, vote: RecordedVote): Promise<void> {
    await this.cast(tx, ballot, vote)
    const people = await tx.query<{ person: string; name: string }[]>(
      `select delegate.person_id as person, roll_entry.name from delegate join roll_entry on roll_entry.ballot_id = $1 and roll_entry.seat_id = delegate.seat_id
       where delegate.seat_id = $2 and delegate.until is null order by delegate.person_id`, [ballot.id, vote.seatId])
    const how = vote.entered === 'paper' ? 'as it was received on paper' : 'as it was said in the meeting'
    await this.notices.needs(tx, people.map(({ person, name }) => ({
      personId: person, verb: 'Check', title: `${draft.number} ${draft.title}`, why: `The vote of ${name} was entered ${how}. If it is not what ${name} decided, contest it before the close.`,
      due: ballot.closesAt.toISOString(), where: `/b/${ballot.id}`, draft, committeeId: draft.committeeId, askedBy: vote.by, key: `ballot:${ballot.id}:${vote.seatId}:entered`,
    })))
  }

  /** A sealed paper was put into the box, replaced or taken out. Nothing of it is entered before the close: an entry has a time. */
  async tookPart(tx: EntityManager, ballot: Ballot, seatId: string): Promise<void> {
    await this.notices.settle(tx, `ballot:${ballot.id}:${seatId}`, undefined, 'day')
    await this.changes.draft(tx, ballot.draftId, 'ballot')
  }

  async closed(tx: EntityManager, draft: Draft, ballot: Ballot, { outcome, publication, missed }: Pick<StoredResult, 'outcome' | 'publication' | 'missed'>): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, null, 'ballot.closed', {
      ballot: ballot.id, outcome, publication: publication ?? undefined, ...(missed?.length ? { missed: missed.map(seat => seat.seatId) } : {}),
    })
    await this.over(tx, draft, ballot)
  }

  /** The end was put off, or comes early. The clock that closes it moves along, and so do the reminders of those who have not voted. */
  async endMoved(tx: EntityManager, draft: Draft, ballot: Ballot, act: { by: string; reason: string }): Promise<void> {
    const closesAt = ballot.closesAt.toISOString()
    await this.ledger.append(tx, { draft: draft.id }, act.by, 'ballot.endMoved', { ballot: ballot.id, closesAt, reason: closed(act.reason) })
    await this.deadlines.set(tx, { key: `${CLOSE}:${ballot.id}`, due: closesAt, task: CLOSE, payload: { ballotId: ballot.id } })
    const what = `The ballot on ${draft.number} closes`
    await this.notices.mark(tx, { key: `ballot:${ballot.id}`, committeeId: draft.committeeId, what, due: closesAt, where: `/b/${ballot.id}` })
    await this.notices.postpone(tx, `ballot:${ballot.id}:`, closesAt)
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: `The ballot closes on ${dateInWords(closesAt, ballot.zone)}. ${act.reason}`, where: `/b/${ballot.id}` })
    await this.changes.draft(tx, draft.id, 'ballot')
  }

  /** A vote came too late. It is kept and shown, and counts for nothing. */
  async late(tx: EntityManager, ballot: Ballot, vote: { seatId: string; choice: string | null; by: string }): Promise<void> {
    await this.ledger.append(tx, { draft: ballot.draftId }, vote.by, 'vote.late', { ballot: ballot.id, seat: vote.seatId, choice: vote.choice === null ? null : closed(vote.choice) })
    await this.changes.draft(tx, ballot.draftId, 'ballot')
  }

  async annulled(tx: EntityManager, draft: Draft, ballot: Ballot, act: { by: string | null; reason: string }): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, act.by, 'ballot.annulled', { ballot: ballot.id, reason: closed(act.reason) })
    // The deadline stays: when its time comes it finds the ballot annulled. Taking it away here could meet it half-way.
    await this.over(tx, draft, ballot)
  }

  private async over(tx: EntityManager, draft: Draft, ballot: Ballot): Promise<void> {
    await this.notices.settle(tx, `ballot:${ballot.id}`)
    await this.notices.unmark(tx, `ballot:${ballot.id}`)
    // The keys go once this is committed. If they went before, a crash between would lose the ballot.
    if (ballot.keyPlace !== null) await this.jobs.enqueue(tx, DESTROY_KEYS, { ballotId: ballot.id, keyPlace: ballot.keyPlace }, { key: `${DESTROY_KEYS}:${ballot.id}` })
    await this.changes.draft(tx, draft.id, 'ballot')
  }

  private async callVoters(tx: EntityManager, draft: Draft, ballot: Ballot, by: string): Promise<void> {
    const heads = await tx.query<{ seat: string; name: string; person: string; carried: boolean }[]>(
      `select roll_entry.seat_id as seat, roll_entry.name, delegate.person_id as person,
         exists (select from vote where vote.ballot_id = $1 and vote.seat_id = roll_entry.seat_id) as carried
       from roll_entry join delegate on delegate.seat_id = roll_entry.seat_id and (delegate.head or delegate.holds_vote) and delegate.until is null
       where roll_entry.ballot_id = $1 and coalesce(roll_entry.presence, 'present') = 'present' order by roll_entry.seat_id`, [ballot.id])
    await this.notices.needs(tx, heads.map(({ seat, name, person, carried }) => ({
      personId: person, verb: 'Vote', title: `${draft.number} ${draft.title}`,
      why: carried ? `The vote of ${name} stands as it was cast in the round before. Read what changed, and change it or confirm it.`
        : `You hold the vote of ${name}. Without it the seat is recorded as not voting.`,
      // Whose vote stands need not act: they are told once and not reminded.
      due: carried ? null : ballot.closesAt.toISOString(), where: `/b/${ballot.id}`, draft, committeeId: draft.committeeId, askedBy: by, key: `ballot:${ballot.id}:${seat}`,
    })))
  }
}
