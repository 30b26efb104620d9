import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Seat } from '../people/seat.entity.ts'
import { entityById } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import type { Ballot } from './ballot.entity.ts'
import type { Proxy } from './proxy.entity.ts'
import { ShowingService } from './showing.service.ts'
import type { MySeat } from './vote.entity.ts'

/** Shows which seats gave their votes to others, and to each holder the votes it casts. */
@Injectable()
export class ShowingProxies {
  constructor(private readonly db: DataSource, private readonly showing: ShowingService) {}

  /** Who votes for whom is no secret; how they are to vote is between the two seats. */
  async proxies(operation: Operation, ballot: Ballot): Promise<Proxy[]> {
    const [proxies, own] = await Promise.all([this.showing.proxies(operation, ballot), this.showing.ownSeats(operation)])
    const shown = new Set(own.map(seat => seat.seatId))
    return proxies.map(proxy => (shown.has(proxy.seatId) || shown.has(proxy.holderId) ? proxy : { ...proxy, instruction: null }))
  }

  /** The seats whose votes the viewer casts by proxy, with these votes. */
  async heldVotes(operation: Operation, ballot: Ballot): Promise<MySeat[]> {
    const [standing, holders] = await Promise.all([this.showing.held(operation, ballot), this.showing.mySeats(operation, ballot)])
    return Promise.all(standing.flatMap(proxy => holders.filter(holder => holder.seat.id === proxy.holderId).map(async ({ mayVote, why }) => ({
      seat: await entityById(operation, this.db, Seat).load(proxy.seatId),
      vote: await this.showing.heldVote(operation, ballot, proxy),
      hasVoted: proxy.used, mayVote, why, mayGive: false, holderId: proxy.holderId, holderName: proxy.holderName, instruction: proxy.instruction,
    }))))
  }
}
