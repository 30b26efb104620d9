import { type BallotRule, quorumOf, type Roll, rollHash, ruleOf, wanting } from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import { hashOf } from '@plenary/ledger'
import { ballotsAt, type EarlierBallot, openBallot, type Rulebook } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { sha256 } from '../ledger/ledger.service.ts'
import { Clock } from '../platform/clock.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { RollEntry } from './vote.entity.ts'

/** What is to be voted on, and until when. */
export interface NewBallot {
  readonly draftId: string
  readonly rule?: string | null | undefined
  readonly closesAt: Date
  readonly question?: string | null | undefined
}

/** Opens ballots, and annuls one whose text is taken away. */
@Injectable()
export class BallotsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly editions: EditionsService,
    private readonly clock: Clock,
    private readonly record: BallotRecord,
  ) {}

  /** Opens a ballot on the frozen edition. The roll is fixed now: whoever comes later may watch, not vote. */
  open(viewer: Viewer | null, wanted: NewBallot): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ question: { value: wanted.question, most: 2_000 } })
      if (bad) return bad
      if (Number.isNaN(wanted.closesAt.getTime())) return refusal('BAD_INPUT', '“closesAt” is no date. Write it as 2027-03-31T22:00:00Z.')
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'ballot.open')
      if (!permitted.ok) return permitted
      const { draft, viewer: opener } = permitted.value
      const book = rulebookFor(draft)
      const edition = await this.editions.latest(draft.id, tx)
      const asked = { rule: wanted.rule ?? ballotsAt(book, draft.stage)[0]?.rule ?? '', closesAt: wanted.closesAt.toISOString() }
      const opening = openBallot(book, await this.facts(tx, draft, edition), asked, await this.earlier(tx, draft.id))
      if (!opening.ok) return opening
      const roll = await this.snapshot(tx, draft.committeeId)
      if (roll.length === 0) return refusal('empty-roll', 'The committee has no participating seat, so nobody could vote. Add seats first.')
      const rule = ruleOf(asked.rule)
      if (!rule) throw new Error(`The rulebook ${book.id} names the counting rule ${asked.rule}, which does not exist.`)
      const lacking = wanting(rule, roll)
      if (lacking.length > 0) return refusal('figure-missing', `This rule also counts by ${lacking.map(figure => figure.words).join(' and ')}, which the roll does not give.`)
      const ballot = await this.save(tx, { draft, edition: edition!, book, rule, closesAt: asked.closesAt, question: wanted.question?.trim() ?? '', openedById: opener.personId, roll })
      await this.record.opened(tx, { draft, edition: edition!, ballot, by: opener.personId })
      return accept(ballot)
    })
  }

  /** Annuls an open ballot because its text is taken back to be changed. The votes stay on record and count for nothing. */
  async annul(tx: EntityManager, draft: Draft, by: string | null, reason: string): Promise<void> {
    const ballot = await tx.findOne(Ballot, { where: { draftId: draft.id, state: 'open' }, lock: { mode: 'pessimistic_write' } })
    if (!ballot) return
    await tx.query("update ballot set state = 'annulled', closed_at = plenary_now() where id = $1", [ballot.id])
    await this.record.annulled(tx, draft, ballot, { by, reason })
  }

  private async facts(tx: EntityManager, draft: Draft, edition: Edition | null) {
    return {
      now: await this.clock.now(tx),
      draft: { id: draft.id, committeeId: draft.committeeId, stage: draft.stage, withdrawn: draft.withdrawnAt !== null, languages: draft.languages },
      edition: edition && { number: edition.number, hash: edition.hash, frozenAt: edition.createdAt.toISOString() },
    }
  }

  private async earlier(tx: EntityManager, draftId: string): Promise<EarlierBallot[]> {
    const ballots = await tx.findBy(Ballot, { draftId })
    return ballots.filter(ballot => ballot.state !== 'annulled').map(({ editionHash, closedAt }) => ({ editionHash, closedAt: closedAt?.toISOString() ?? null }))
  }

  /** The participating seats as they stand at this moment, locked so that none comes or goes before the commit. */
  private async snapshot(tx: EntityManager, committeeId: string): Promise<Roll> {
    return tx.query<Roll[number][]>(
      `select seat.id as seat, body.name, seat.weight, seat.interest_category as category, seat.jurisdiction
       from seat join body on body.id = seat.body_id
       where seat.committee_id = $1 and seat.kind = 'participating' and seat.until is null order by seat.id for share of seat`, [committeeId]) as Promise<Roll>
  }

  private async save(tx: EntityManager, made: {
    draft: Draft; edition: Edition; book: Rulebook; rule: BallotRule; closesAt: string; question: string; openedById: string; roll: Roll
  }): Promise<Ballot> {
    const { draft, edition, book, rule, roll } = made
    const [next] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) + 1 as number from ballot where draft_id = $1', [draft.id])
    const { identifiers } = await tx.insert(Ballot, {
      draftId: draft.id, number: next!.number, editionId: edition.id, editionHash: edition.hash, rule: rule.id, ruleData: rule,
      question: made.question || `Shall ${draft.number} ${draft.title}, ${edition.name}, be adopted?`, closesAt: new Date(made.closesAt), zone: book.zone,
      openedById: made.openedById, rollHash: rollHash(roll, value => hashOf(value, sha256)), resultsHidden: ballotsAt(book, draft.stage).find(one => one.rule === rule.id)?.results !== 'open',
      quorum: quorumOf(rule, roll.length),
    })
    const ballot = await tx.findOneByOrFail(Ballot, { id: identifiers[0]!['id'] as string })
    await tx.insert(RollEntry, roll.map(({ seat, name, weight, category, jurisdiction }) => ({
      ballotId: ballot.id, seatId: seat, name, weight, interestCategory: category ?? '', jurisdiction: jurisdiction ?? '',
    })))
    return ballot
  }
}
