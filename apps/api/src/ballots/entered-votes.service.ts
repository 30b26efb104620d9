import { contestVote, type Entered, enterVote, mayBeEntered } from '@plenary/ballots'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Permits } from '../drafts/permits.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { asCounted, CastVotes } from './cast-votes.service.ts'
import { unknownBallot, Voters } from './voters.service.ts'

/** A vote of a seat that somebody else enters, as it was said in the meeting or received on paper. */
export interface VoteToEnter {
  readonly ballotId: string
  readonly seatId: string
  readonly choice: string
  readonly reason?: string | null | undefined
  readonly entered: string
  /** The document by which it came on paper. */
  readonly documentId?: string | null | undefined
}

interface KeptDocument { readonly id: string; readonly sha256: string }

const ways = ['floor', 'paper'] as const satisfies readonly Entered[]

/** Enters votes for seats: officers, by the name of the seat. The seat is told, and may contest what was entered until the close. */
@Injectable()
export class EnteredVotes {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly voters: Voters,
    private readonly votes: CastVotes,
    private readonly record: BallotRecord,
  ) {}

  /** Enters the vote of a seat that has cast none itself. From the floor only in a ballot that is taken in a meeting; on paper only with its document. */
  enter(viewer: Viewer | null, wanted: VoteToEnter): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 20_000 } })
      if (bad) return bad
      if (!isId(wanted.ballotId) || !isId(wanted.seatId)) return unknownBallot()
      const [found] = await tx.query<{ draft_id: string }[]>('select draft_id from ballot where id = $1', [wanted.ballotId])
      if (!found) return unknownBallot()
      const permitted = await this.permits.ask(tx, viewer, found.draft_id, 'ballot.enter')
      if (!permitted.ok) return permitted
      const { draft, viewer: { personId: by } } = permitted.value
      const { ballot, at, roll } = await this.voters.hold(tx, wanted)
      const entered = ways.find(way => way === wanted.entered)
      if (entered === undefined) return refusal('BAD_INPUT', `“entered” is one of ${ways.join(', ')}.`)
      const document = entered === 'paper' ? await this.document(tx, ballot, wanted, by) : undefined
      const known = { publishesVotes: ballot.kindData.publishes === 'votes', inMeeting: ballot.itemId !== null, hasDocument: document !== undefined }
      const way = mayBeEntered(entered, known)
      if (!way.ok) return way
      const vote = { seat: wanted.seatId, choice: wanted.choice, reason: wanted.reason?.trim() || null, at, entered }
      const cast = enterVote(asCounted(ballot), roll, await this.votes.log(tx, ballot.id, wanted.seatId), vote)
      if (!cast.ok) return cast
      await this.votes.keep(tx, ballot, cast.value, { by, documentId: document?.id ?? null })
      await this.record.entered(tx, draft, ballot, { seatId: wanted.seatId, choice: vote.choice, reason: cast.value.reason, by, entered, document: document?.sha256 })
      // A vote changes nothing in the row of its ballot, which is held since it was read.
      return accept(ballot)
    })
  }

  /** Contests the vote that was entered for a seat: it does not count unless the seat casts it, or another, itself. */
  contest(viewer: Viewer | null, wanted: { ballotId: string; seatId: string; reason: string }): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ reason: { value: wanted.reason, most: 4_000 } })
      if (bad) return bad
      const admitted = await this.voters.admit(tx, viewer, wanted)
      if (!admitted.ok) return admitted
      const { ballot, at, roll, viewer: { personId: by } } = admitted.value
      const own = await this.votes.log(tx, ballot.id, wanted.seatId)
      const cast = contestVote(asCounted(ballot), roll, own, { seat: wanted.seatId, reason: wanted.reason, at })
      if (!cast.ok) return cast
      await this.votes.keep(tx, ballot, cast.value, { by })
      await this.record.cast(tx, ballot, { seatId: wanted.seatId, choice: cast.value.choice, reason: cast.value.reason, by })
      return accept(ballot)
    })
  }

  /** The document by which a vote came, which whoever enters it has sent before. */
  private async document(tx: EntityManager, ballot: Ballot, { documentId }: VoteToEnter, by: string): Promise<KeptDocument | undefined> {
    if (documentId == null || !isId(documentId)) return undefined
    const [document] = await tx.query<KeptDocument[]>('select id, sha256 from vote_document where id = $1 and ballot_id = $2 and person_id = $3', [documentId, ballot.id, by])
    return document
  }
}
