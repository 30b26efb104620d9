import { giveProxy, takeBackProxy } from '@plenary/ballots'
import { accept, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { asCounted, CastVotes } from './cast-votes.service.ts'
import { ProxyRecord } from './proxy-record.service.ts'
import { Voters } from './voters.service.ts'

/** A vote that is to be given to another seat of the roll. */
export interface WantedProxy {
  readonly ballotId: string
  readonly seatId: string
  readonly holderId: string
  readonly instruction?: string | null | undefined
}

/** Lets seats give their votes to other seats, and take them back. Who casts the vote of a seat gives it, by the same right. */
@Injectable()
export class ProxiesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly voters: Voters,
    private readonly votes: CastVotes,
    private readonly record: ProxyRecord,
  ) {}

  /** Gives the vote of a seat in one ballot to another seat. Both are held against each other act until it is done. */
  give(viewer: Viewer | null, wanted: WantedProxy): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const bad = badText({ instruction: { value: wanted.instruction, most: 4_000 } })
      if (bad) return bad
      const admitted = await this.voters.admit(tx, viewer, wanted, { act: 'proxy.give', beside: wanted.holderId })
      if (!admitted.ok) return admitted
      const { ballot, at, viewer: { personId: by } } = admitted.value
      const { seatId: seat, holderId: holder } = wanted
      const { roll, known } = await this.votes.proxying(tx, ballot, seat, holder)
      const given = giveProxy(asCounted(ballot), roll, known, { seat, holder, instruction: wanted.instruction ?? null, at })
      if (!given.ok) return given
      await tx.query(
        'insert into proxy (ballot_id, seat_id, holder_id, instruction, given_at, given_by) values ($1, $2, $3, $4, $5::timestamptz, $6)',
        [ballot.id, seat, holder, given.value.instruction ?? '', at, by])
      await this.record.given(tx, ballot, given.value, by)
      return accept(ballot)
    })
  }

  /** Takes back the vote that a seat gave, while nothing was cast by it. */
  takeBack(viewer: Viewer | null, wanted: { ballotId: string; seatId: string }): Promise<Result<Ballot>> {
    return this.transactions.run(async tx => {
      const admitted = await this.voters.admit(tx, viewer, wanted, { act: 'proxy.give' })
      if (!admitted.ok) return admitted
      const { ballot, at, viewer: { personId: by } } = admitted.value
      const { seatId: seat } = wanted
      const { roll, known } = await this.votes.proxying(tx, ballot, seat)
      const taken = takeBackProxy(asCounted(ballot), roll, known, { seat, at })
      if (!taken.ok) return taken
      await tx.query("update proxy set ended = 'taken-back', ended_at = $3::timestamptz where ballot_id = $1 and seat_id = $2 and ended is null", [ballot.id, seat, at])
      await this.record.takenBack(tx, ballot, taken.value, by)
      return accept(ballot)
    })
  }
}
