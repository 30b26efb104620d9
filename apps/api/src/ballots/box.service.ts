import { createHash } from 'node:crypto'
import { receiptStatement, takesVotes } from '@plenary/ballots'
import { accept, refusal, type Result } from '@plenary/kernel'
import { canonicalJson } from '@plenary/ledger'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { badInput } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import { BallotKeys } from './ballot-keys.service.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { asCounted } from './cast-votes.service.ts'
import { openPapers, SEALED_LENGTH } from './sealing.ts'
import type { Receipt } from './vote.entity.ts'
import { type Admitted, Voters } from './voters.service.ts'

/** A paper that was sealed in a browser. `paper` is the hash that names it on the receipt; it is signed and forgotten. */
export interface SealedVote {
  readonly ballotId: string
  readonly seatId: string
  /** Base64. */
  readonly sealed: string
  readonly paper: string
}

const lost = () => refusal('key-lost', 'The key of this ballot is lost. No paper can be opened any more: the ballot will be void and held again.')

/**
 * The box of a secret ballot. It holds one sealed paper for each seat that took part and nothing else of it: no time, no choice, no tracker. Who took part
 * is kept apart, by the day.
 */
@Injectable()
export class BoxService {
  constructor(
    private readonly transactions: Transactions,
    private readonly voters: Voters,
    private readonly keys: BallotKeys,
    private readonly record: BallotRecord,
  ) {}

  /** Takes the sealed paper of a seat, in the place of an earlier one, and answers with a signed receipt for the voter alone. */
  async put(viewer: Viewer | null, wanted: SealedVote): Promise<Result<Receipt>> {
    let known: Admitted | undefined
    const result = await this.transactions.run(async tx => {
      const sealed = Buffer.from(wanted.sealed, 'base64')
      if (sealed.length !== SEALED_LENGTH) return badInput('sealed', 'This is not a sealed paper. Load the page again and vote once more.')
      if (!/^[0-9a-f]{64}$/.test(wanted.paper)) return badInput('paper', 'This is not the hash of a paper.')
      const admitted = await this.voters.admit(tx, viewer, wanted)
      if (!admitted.ok) return admitted
      known = admitted.value
      const { ballot, roll } = admitted.value
      if (ballot.kindData.holds !== 'sealed') return refusal('not-secret', 'This ballot is not secret. Cast the vote openly.')
      const seat = { seat: wanted.seatId, at: admitted.value.at, by: admitted.value.viewer.personId }
      const taken = takesVotes(asCounted(ballot), roll, seat)
      if (!taken.ok) return taken
      const receipt = await this.receipt(ballot, wanted.paper, sealed)
      if (!receipt) return lost()
      await this.keep(tx, admitted.value, wanted.seatId, sealed)
      return accept(receipt)
    })
    if (!result.ok && result.refusal.code === 'closed' && known) await this.voters.late(known, wanted.seatId, null)
    return result
  }

  /** Takes the paper of a seat out again: as if it had not taken part. */
  async takeOut(tx: EntityManager, { ballot, at, roll, viewer }: Admitted, seatId: string): Promise<Result<Ballot>> {
    const taken = takesVotes(asCounted(ballot), roll, { seat: seatId, at, by: viewer.personId })
    if (!taken.ok) return taken
    const [, found] = await tx.query<[unknown, number]>('delete from sealed_paper where ballot_id = $1 and seat_id = $2', [ballot.id, seatId])
    if (found === 0) return refusal('nothing-to-withdraw', 'This seat has no vote to withdraw.')
    await tx.query('delete from participation where ballot_id = $1 and seat_id = $2', [ballot.id, seatId])
    await this.record.tookPart(tx, ballot, seatId)
    return accept(ballot)
  }

  /** Opens all papers with the ballot's key, and empties the box in the transaction that publishes them. Null when the key is lost. */
  async open(tx: EntityManager, ballot: Ballot): Promise<(string | null)[] | null> {
    const key = await this.keys.sealKey(ballot.id, ballot.keyPlace!)
    if (key === null) return null
    // By seat, that is in an order that was there before the first vote.
    const papers = await tx.query<{ seat: string; sealed: Buffer }[]>('select seat_id as seat, sealed from sealed_paper where ballot_id = $1 order by seat_id', [ballot.id])
    const opened = await openPapers(key, ballot.id, papers)
    await tx.query('delete from sealed_paper where ballot_id = $1', [ballot.id])
    return opened
  }

  private async receipt(ballot: Ballot, paper: string, sealedBytes: Buffer): Promise<Receipt | null> {
    const sealed = createHash('sha256').update(sealedBytes).digest('hex')
    const signature = await this.keys.sign(ballot.id, ballot.keyPlace!, canonicalJson(receiptStatement(ballot.id, paper, sealed)))
    return signature === null ? null : { ballotId: ballot.id, paper, sealed, signature }
  }

  private async keep(tx: EntityManager, { ballot, viewer }: Admitted, seatId: string, sealed: Buffer): Promise<void> {
    await tx.query(
      `insert into participation (ballot_id, seat_id, day, by_id) values ($1, $2, (plenary_now() at time zone $4)::date, $3)
       on conflict (ballot_id, seat_id) do update set day = excluded.day, by_id = excluded.by_id`, [ballot.id, seatId, viewer.personId, ballot.zone])
    await tx.query(
      `insert into sealed_paper (ballot_id, seat_id, sealed) values ($1, $2, $3)
       on conflict (ballot_id, seat_id) do update set sealed = excluded.sealed`, [ballot.id, seatId, sealed])
    await this.record.tookPart(tx, ballot, seatId)
  }
}
