import type { Proxy } from '@plenary/ballots'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'
import type { Ballot } from './ballot.entity.ts'
import { needsOfGiving, needsOfSeat } from './proxy-needs.ts'

/** Writes proxies into the ledger, and tells those whom they concern. */
@Injectable()
export class ProxyRecord implements OnModuleInit {
  constructor(private readonly ledger: LedgerService, private readonly notices: NoticesService, private readonly changes: Changes) {}

  onModuleInit(): void {
    this.ledger.tell({
      'proxy.given': () => 'A seat gave its vote in the ballot to another seat.',
      'proxy.takenBack': () => 'A seat took back the vote it had given to another seat.',
    })
  }

  /** A seat gave its vote to another one: the seat is called no more, the holder is. The instruction is closed, as the vote will be. */
  async given(tx: EntityManager, ballot: Ballot, proxy: Proxy, by: string): Promise<void> {
    await this.ledger.append(tx, { draft: ballot.draftId }, by, 'proxy.given', {
      ballot: ballot.id, seat: proxy.seat, holder: proxy.holder, instruction: proxy.instruction === null ? null : closed(proxy.instruction),
    })
    await this.notices.settle(tx, `ballot:${ballot.id}:${proxy.seat}`)
    await this.notices.needs(tx, await needsOfGiving(tx, ballot, proxy, by))
    await this.changes.draft(tx, ballot.draftId, 'ballot')
  }

  /** A seat took its vote back: the holder is called no more, the seat is again. */
  async takenBack(tx: EntityManager, ballot: Ballot, proxy: Proxy, by: string): Promise<void> {
    await this.ledger.append(tx, { draft: ballot.draftId }, by, 'proxy.takenBack', { ballot: ballot.id, seat: proxy.seat, holder: proxy.holder })
    await this.notices.settle(tx, `ballot:${ballot.id}:${proxy.seat}`)
    await this.notices.needs(tx, await needsOfSeat(tx, ballot, proxy, by))
    await this.changes.draft(tx, ballot.draftId, 'ballot')
  }
}
