import { randomUUID } from 'node:crypto'
import {
  type BallotKind, type BallotPolicy, blockingInWords, blockingSet, type BallotRule, openOnFloor, populate, type Populated, populations, quorumOf, type Roll, rollAt, wanting,
} from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import type { EarlierBallot } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { MeetingsService } from '../meetings/meetings.service.ts'
import { Clock } from '../platform/clock.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotKeys } from './ballot-keys.service.ts'
import type { Recirculation } from './recirculation.entity.ts'
import { hashOfRoll, RollsService } from './rolls.service.ts'
import { seatsOfCommittee } from './seats-of-committee.ts'

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
  /** What it is about, where an earlier ballot is recirculated. */
  readonly recirculation?: Recirculation
}

/** More seats than anybody reads a warning for; searching them all would hold up the opening. */
const MOST_SEARCHED = 1_000

/** The fewest seats that can stop the text, in words; null where the rule does not permit to tell. */
function blockingOf(rule: BallotRule, roll: Roll): string | null {
  const set = roll.length > MOST_SEARCHED ? null : blockingSet(rule, roll)
  return set && blockingInWords(roll, set)
}

/** Gathers what an opening is decided by, and stores the ballot that opens. */
@Injectable()
export class NewBallots {
  constructor(private readonly clock: Clock, private readonly keys: BallotKeys, private readonly meetings: MeetingsService, private readonly rolls: RollsService) {}

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

  /** The roll by which a rule is counted, as it was prepared or else as the committee stands: in a meeting with who is there, and with inhabitants where the rule counts them. */
  async roll(tx: EntityManager, { draft, rule, itemId }: { draft: Draft; rule: BallotRule; itemId: string | null }): Promise<Result<Populated>> {
    const prepared = await this.rolls.waiting(tx, draft.id)
    if (!prepared.ok) return prepared
    const seats = prepared.value?.seats ?? await seatsOfCommittee(tx, draft.committeeId)
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
    const { draft, edition, rule, kind, zone, resultsHidden, roll, recirculation } = made
    const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from ballot where draft_id = $1', [draft.id])
    const id = randomUUID()
    await tx.insert(Ballot, {
      id, draftId: draft.id, number: next!.number, editionId: edition.id, editionHash: edition.hash, rule: rule.id, ruleData: rule, kind: kind.id, policy: made.policy,
      question: made.question || `Shall ${draft.number} ${draft.title}, ${edition.name}, be adopted?`, closesAt: made.closesAt, advertisedEnd: made.closesAt, zone,
      openedById: made.openedById, itemId: made.itemId, figures: made.figures, rollHash: hashOfRoll(roll), blocking: blockingOf(rule, roll), resultsHidden,
      recirculatesId: recirculation?.ballotId ?? null, recirculation: recirculation ?? null, quorum: quorumOf(rule, roll.length), ...(kind.holds === 'sealed' ? await this.keys.create(id) : {}),
    })
    const ballot = await tx.findOneByOrFail(Ballot, { id })
    await tx.query(
      `insert into roll_entry (ballot_id, seat_id, name, weight, interest_category, jurisdiction, population, affiliation, presence)
       select $1, seat, name, weight, coalesce(category, ''), coalesce(jurisdiction, ''), population, affiliation, presence
       from json_to_recordset($2::json) as entry(seat uuid, name text, weight int, category text, jurisdiction text, population bigint, affiliation text, presence text)`, [ballot.id, JSON.stringify(roll)])
    // A prepared roll is that of the next ballot of its own; a recirculation has the roll of the one before.
    if (!recirculation) await tx.query('update prepared_roll set ballot_id = $2 where draft_id = $1 and ballot_id is null', [draft.id, ballot.id])
    return ballot
  }
}
