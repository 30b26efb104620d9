import { ballotPolicy, kindOf, ruleOf } from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import { ballotsAt, openBallot } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { type EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { NewBallots } from './new-ballots.service.ts'

/** What is to be voted on, and until when. */
export interface NewBallot {
  readonly draftId: string
  readonly rule?: string | null | undefined
  readonly closesAt: Date
  readonly question?: string | null | undefined
  /** What becomes of the votes; recorded when left out. */
  readonly kind?: string | null | undefined
  /** The item of a meeting at which it is taken from the floor. */
  readonly itemId?: string | null | undefined
  /** Whether the opener knows what the result of so small a ballot gives away. */
  readonly confirmedSmall?: boolean | null | undefined
}

/** Opens ballots, and annuls one whose text is taken away. */
@Injectable()
export class BallotsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly editions: EditionsService,
    private readonly making: NewBallots,
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
      const itemId = wanted.itemId ?? null
      const asked = { fromFloor: itemId !== null, rule: wanted.rule ?? ballotsAt(book, draft.stage)[0]?.rule ?? '', closesAt: wanted.closesAt.toISOString() }
      const opening = openBallot(book, await this.making.facts(tx, draft, edition), asked, await this.making.earlier(tx, draft.id))
      if (!opening.ok) return opening
      const rule = ruleOf(asked.rule)
      if (!rule) throw new Error(`The rulebook ${book.id} names the counting rule ${asked.rule}, which does not exist.`)
      const called = await this.making.roll(tx, { draft, rule, itemId })
      if (!called.ok) return called
      const { roll, edition: figures } = called.value
      const held = ballotsAt(book, draft.stage).find(one => one.rule === rule.id)
      const [kind, policy] = [kindOf(wanted.kind ?? 'recorded'), { ...ballotPolicy(held ?? {}), fromFloor: itemId !== null }]
      if (!kind || !policy.kinds.includes(kind.id)) return refusal('other-kind', `Under this rulebook a ballot is one of: ${policy.kinds.join(', ')}.`)
      const admitted = kind.admits({ rule, seats: roll.length, confirmed: wanted.confirmedSmall === true })
      if (!admitted.ok) return admitted
      const ballot = await this.making.save(tx, {
        draft, edition: edition!, rule, kind, policy, closesAt: wanted.closesAt, zone: book.zone, resultsHidden: held?.results !== 'open' && itemId === null,
        question: wanted.question?.trim() ?? '', openedById: opener.personId, roll, itemId, figures: figures && `${figures.title} (${figures.source})`,
      })
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
}
