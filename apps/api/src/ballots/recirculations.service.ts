import { ballotPolicy } from '@plenary/ballots'
import { accept, isId, refusal, type Missing, type Result } from '@plenary/kernel'
import { ballotUnder, openRecirculation } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { NewBallots } from './new-ballots.service.ts'
import { type Prospect, Prospects } from './prospects.service.ts'
import type { OpenNegative } from './recirculation.entity.ts'
import { unknownBallot } from './voters.service.ts'

/** A ballot that is to be recirculated until an instant, with the answers to its open negatives. */
export interface WantedRecirculation {
  readonly ballotId: string
  readonly closesAt: Date
  readonly question?: string | null | undefined
  readonly answers: readonly { readonly seatId: string; readonly answer: string }[]
}

/** Holds a ballot again on a new edition, about what changed and what is unresolved. The votes that stood stand unless they are changed. */
@Injectable()
export class RecirculationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly prospects: Prospects,
    private readonly making: NewBallots,
    private readonly record: BallotRecord,
  ) {}

  open(viewer: Viewer | null, wanted: WantedRecirculation): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ question: { value: wanted.question, most: 2_000 }, answer: { value: wanted.answers.map(one => one.answer).join(''), most: 200_000 } })
      if (bad) return bad
      if (Number.isNaN(wanted.closesAt.getTime())) return refusal('BAD_INPUT', '“closesAt” is no date. Write it as 2027-03-31T22:00:00Z.')
      const earlier = isId(wanted.ballotId) ? await tx.findOneBy(Ballot, { id: wanted.ballotId }) : null
      if (!earlier) return unknownBallot()
      const permitted = await this.permits.ask(tx, viewer, earlier.draftId, 'ballot.open')
      if (!permitted.ok) return permitted.refusal.code === 'NOT_FOUND' ? unknownBallot() : permitted
      const { draft, viewer: { personId: by } } = permitted.value
      const book = rulebookFor(draft)
      const prospect = await this.prospects.of(tx, draft, earlier)
      const negatives = answered(prospect.negatives, wanted.answers)
      const opening = openRecirculation(book, await this.making.facts(tx, draft, prospect.edition), {
        round: prospect.round, closesAt: wanted.closesAt.toISOString(), earlier: prospect.earlier,
        inputs: [...prospect.inputs, ...unanswered(negatives, earlier.id)],
      })
      if (!opening.ok) return opening
      const held = ballotUnder(book, earlier.rule, draft.stage)
      const ballot = await this.making.save(tx, {
        draft, edition: prospect.edition!, rule: earlier.ruleData, kind: earlier.kindData, policy: ballotPolicy(held ?? {}), closesAt: wanted.closesAt, zone: book.zone,
        resultsHidden: held?.results !== 'open', question: wanted.question?.trim() ?? '', openedById: by, figures: earlier.figures, itemId: null,
        roll: prospect.roll, recirculation: recirculationOf(earlier, prospect, negatives),
      })
      await this.carry(tx, earlier, ballot, prospect)
      await this.record.opened(tx, { draft, edition: prospect.edition!, ballot, by })
      return accept(ballot)
    })
  }

  /** Takes the standing votes over as they are: who cast them, when, and about what. */
  private async carry(tx: EntityManager, earlier: Ballot, ballot: Ballot, { standing }: Prospect): Promise<void> {
    await tx.query(
      `with carried as (
         insert into vote (ballot_id, seat_id, choice, reason, at, by_id, entered, proxy_holder, parts, out_of_scope, carried)
         select $2, seat_id, choice, reason, at, by_id, entered, proxy_holder, parts, out_of_scope, true from vote where ballot_id = $1 and seat_id = any($3) returning *
       )
       insert into vote_change (ballot_id, seat_id, to_choice, reason, at, by_id, entered, proxy_holder, parts, out_of_scope, carried)
       select ballot_id, seat_id, choice, reason, at, by_id, entered, proxy_holder, parts, out_of_scope, true from carried order by at, seat_id`,
      [earlier.id, ballot.id, standing.map(vote => vote.seat)])
  }
}

const answered = (negatives: readonly OpenNegative[], answers: WantedRecirculation['answers']): OpenNegative[] =>
  negatives.map(one => ({ ...one, answer: answers.find(({ seatId }) => seatId === one.seatId)?.answer.trim() ?? one.answer }))

/** Open negatives to which nothing was answered. Objections have their answers in their own place. */
const unanswered = (negatives: readonly OpenNegative[], ballotId: string): Missing[] =>
  negatives.filter(one => one.objection === null && one.answer === '').map(({ seatName, reason }) => ({
    gate: 'negatives-answered', message: `The negative of ${seatName} has no answer: “${reason.slice(0, 80)}”`, where: `/b/${ballotId}`,
  }))

const recirculationOf = (earlier: Ballot, { standing, scope, clauses }: Prospect, negatives: OpenNegative[]) =>
  ({ ballotId: earlier.id, number: earlier.number, carried: standing.length, changed: [...scope.changed], openNegatives: [...scope.openNegatives], clauses, negatives })
