import { castByProxy, castVote, choicesOf, type Roll, type Vote, type VoteCast } from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { badInput, badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { BoxService } from './box.service.ts'
import { asCounted, CastVotes, inRound } from './cast-votes.service.ts'
import { type Admitted, Voters } from './voters.service.ts'

/** A vote that somebody casts for a seat. */
export interface WantedVote {
  readonly ballotId: string
  readonly seatId: string
  readonly choice: string
  readonly reason?: string | null | undefined
  /** The clauses the reason is about; none for all of the text. */
  readonly parts?: readonly string[] | null | undefined
  /** The seat that casts it by proxy, where it is not the seat itself. */
  readonly proxyHolderId?: string | null | undefined
}

/** What the library says of a vote, and what was cast for its seat before. */
interface Judged { readonly cast: Result<VoteCast>; readonly earlier: readonly Vote[] }

/** More parts than any reason is about. */
const MOST_PARTS = 100

/** Takes votes. A vote is counted or refused, also in the closing instant; never anything between. */
@Injectable()
export class VotesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly voters: Voters,
    private readonly votes: CastVotes,
    private readonly box: BoxService,
    private readonly record: BallotRecord,
  ) {}

  /** Casts the vote of a seat, or changes it. Of a secret ballot it takes only the wish to withdraw the paper. */
  async cast(viewer: Viewer | null, wanted: WantedVote): Promise<Result<Ballot>> {
    let known: Admitted | undefined
    const result = await this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 20_000 } })
      if (bad) return bad
      const admitted = await this.voters.admit(tx, viewer, wanted)
      if (!admitted.ok) return admitted
      known = admitted.value
      if (known.ballot.kindData.holds === 'choice' || wanted.proxyHolderId != null) return this.castOpenly(tx, known, wanted)
      if (wanted.choice !== 'withdraw') return refusal('secret-ballot', 'This ballot is secret: the paper is sealed in the browser, so that the choice never leaves it in the open.')
      return this.box.takeOut(tx, known, wanted.seatId)
    })
    if (!result.ok && result.refusal.code === 'closed' && known) await this.voters.late(known, wanted.seatId, choicesOf(known.ballot.ruleData).includes(wanted.choice) ? wanted.choice : null)
    return result
  }

  private async castOpenly(tx: EntityManager, { ballot, viewer, at, roll }: Admitted, wanted: WantedVote): Promise<Result<Ballot>> {
    const seat = wanted.seatId
    const reason = wanted.reason?.trim() || null
    const parts = reason === null ? [] : [...new Set(wanted.parts ?? [])].sort()
    if (parts.length > MOST_PARTS) return badInput('parts', `A reason names at most ${MOST_PARTS} clauses; about more it is about all of the text.`)
    if (await this.votes.strangePart(tx, ballot, parts) !== undefined) return badInput('parts', 'The text under vote has no such clause. Load the page again.')
    const vote = inRound(ballot, { seat, choice: wanted.choice, reason, at, parts })
    const holder = wanted.proxyHolderId
    const { cast, earlier } = holder == null ? await this.byItself(tx, ballot, roll, vote) : await this.byProxy(tx, ballot, { ...vote, proxyHolder: holder })
    if (!cast.ok) return cast
    // The same vote again, such as a request that was repeated, is no change; what was entered, cast or carried over for the seat is its own once it casts it.
    const last = earlier.at(-1)
    const sameHand = last?.entered === undefined && last?.carried !== true && last?.proxyHolder === cast.value.proxyHolder
    const sameReason = last?.reason === cast.value.reason && (last?.parts ?? []).join() === parts.join()
    if (sameHand && sameReason && cast.value.inPlaceOf === cast.value.choice) return accept(ballot)
    await this.votes.keep(tx, ballot, cast.value, { by: viewer.personId })
    await this.record.cast(tx, ballot, { seatId: seat, choice: cast.value.choice, reason: cast.value.reason, parts, by: viewer.personId, proxyHolder: cast.value.proxyHolder })
    // A vote changes nothing in the row of its ballot, which is held since it was read.
    return accept(ballot)
  }

  private async byItself(tx: EntityManager, ballot: Ballot, roll: Roll, vote: Vote): Promise<Judged> {
    const earlier = await this.votes.standing(tx, ballot.id, vote.seat)
    return { cast: castVote(asCounted(ballot), roll, earlier, vote), earlier }
  }

  private async byProxy(tx: EntityManager, ballot: Ballot, vote: Vote & { proxyHolder: string }): Promise<Judged> {
    const { roll, known } = await this.votes.proxying(tx, ballot, vote.seat, vote.proxyHolder)
    return { cast: castByProxy(asCounted(ballot), roll, known, vote), earlier: known.votes.filter(one => one.seat === vote.seat) }
  }
}
