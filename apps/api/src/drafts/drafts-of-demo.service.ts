import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { LedgerService } from '../ledger/ledger.service.ts'
import { DemoService } from '../people/demo.service.ts'

/** Takes the demo's drafts away with everything that hangs on them. */
@Injectable()
export class DraftsOfDemo implements OnModuleInit {
  constructor(private readonly demo: DemoService, private readonly ledger: LedgerService) {}

  onModuleInit(): void {
    this.demo.register(tx => this.remove(tx))
  }

  private async remove(tx: EntityManager): Promise<void> {
    const drafts = await tx.query<{ id: string }[]>('select id from draft where is_demo')
    for (const { id } of drafts) await this.ledger.erase(tx, { draft: id })
    await tx.query("delete from deadline using draft where is_demo and position(draft.id::text in deadline.key) > 0")
    await tx.query('delete from draft where is_demo')
  }
}
