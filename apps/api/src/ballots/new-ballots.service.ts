import { randomUUID } from 'node:crypto'
import {
  type BallotKind, type BallotPolicy, type BallotRule, openOnFloor, populate, type Populated, populations, quorumOf, type Roll, rollAt, rollHash, wanting,
} from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import { hashOf } from '@plenary/ledger'
import type { EarlierBallot } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { sha256 } from '../ledger/ledger.service.ts'
import { MeetingsService } from '../meetings/meetings.service.ts'
import { Clock } from '../platform/clock.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotKeys } from './ballot-keys.service.ts'

/** A ballot that may open, with everything it keeps. */
export interface MadeBallot {
  readonly draft: Draft
  readonly edition: Edition
  readonly rule: BallotRule
  readonly kind: BallotKind
  readonly policy: BallotPolicy
  readonly closesAt: Date
  readonly zone: string
  readonly resultsHidden: boolean
  readonly question: string
  readonly openedById: string
  readonly roll: Roll
  readonly figures: string | null
  readonly itemId: string | null
}

/** Gathers what an opening is decided by, and stores the ballot that opens. */
@Injectable()
export class NewBallots {
  constructor(private readonly clock: Clock, private readonly keys: BallotKeys, private readonly meetings: MeetingsService) {}

  async facts(tx: EntityManager, draft: Draft, edition: Edition | null) {
    return {
      now: await this.clock.now(tx),
      draft: { id: draft.id, committeeId: draft.committeeId, stage: draft.stage, withdrawn: draft.withdrawnAt !== null, languages: draft.languages },
      edition: edition && { number: edition.number, hash: edition.hash, frozenAt: edition.createdAt.toISOString() },
    }
  }

  async earlier(tx: EntityManager, draftId: string): Promise<EarlierBallot[]> {
    const ballots = await tx.findBy(Ballot, { draftId })
    return ballots.filter(ballot => ballot.state !== 'annulled').map(({ editionHash, closedAt }) => ({ editionHash, closedAt: closedAt?.toISOString() ?? null }))
  }

  /** The participating seats as they stand at this moment, locked so that none comes or goes before the commit. */
  async snapshot(tx: EntityManager, committeeId: string): Promise<Roll> {
    return tx.query<Roll[number][]>(
      `select seat.id as seat, body.name, seat.weight, seat.interest_category as category, seat.jurisdiction
       from seat join body on body.id = seat.body_id
       where seat.committee_id = $1 and seat.kind = 'participating' and seat.until is null order by seat.id for share of seat`, [committeeId]) as Promise<Roll>
  }

  /** The roll by which a rule is counted: in a meeting with who is there, and with inhabitants where the rule counts them. */
  async roll(tx: EntityManager, { draft, rule, itemId }: { draft: Draft; rule: BallotRule; itemId: string | null }): Promise<Result<Populated>> {
    const seats = await this.snapshot(tx, draft.committeeId)
    if (seats.length === 0) return refusal('empty-roll', 'The committee has no participating seat, so nobody could vote. Add seats first.')
    const floor = itemId === null ? null : await this.meetings.floor(tx, itemId, draft.id)
    if (floor?.ok === false) return floor
    const there = floor === null ? accept(seats) : openOnFloor(rollAt(seats, floor.value.marks, floor.value.item.id))
    if (!there.ok) return there
    const populated = populate(rule, there.value, (await this.clock.now(tx)).slice(0, 10), populations)
    if (!populated.ok) return populated
    const lacking = wanting(rule, populated.value.roll)
    if (lacking.length === 0) return populated
    return refusal('figure-missing', `This rule also counts by ${lacking.map(figure => figure.words).join(' and ')}, which the roll does not give.`)
  }

  /** Stores the ballot with its roll. The keys of a secret one are on the disk before its row is. */
  async save(tx: EntityManager, made: MadeBallot): Promise<Ballot> {
    const { draft, edition, rule, kind, zone, resultsHidden, roll } = made
    const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from ballot where draft_id = $1', [draft.id])
    const id = randomUUID()
    await tx.insert(Ballot, {
      id, draftId: draft.id, number: next!.number, editionId: edition.id, editionHash: edition.hash, rule: rule.id, ruleData: rule, kind: kind.id, policy: made.policy,
      question: made.question || `Shall ${draft.number} ${draft.title}, ${edition.name}, be adopted?`, closesAt: made.closesAt, advertisedEnd: made.closesAt, zone,
      openedById: made.openedById, itemId: made.itemId, figures: made.figures, rollHash: rollHash(roll, value => hashOf(value, sha256)), resultsHidden,
      quorum: quorumOf(rule, roll.length), ...(kind.holds === 'sealed' ? await this.keys.create(id) : {}),
    })
    const ballot = await tx.findOneByOrFail(Ballot, { id })
    await tx.query(
      `insert into roll_entry (ballot_id, seat_id, name, weight, interest_category, jurisdiction, population, affiliation, presence)
       select $1, seat, name, weight, coalesce(category, ''), coalesce(jurisdiction, ''), population, affiliation, presence
       from json_to_recordset($2::json) as entry(seat uuid, name text, weight int, category text, jurisdiction text, population bigint, affiliation text, presence text)`, [ballot.id, JSON.stringify(roll)])
    return ballot
  }
}
