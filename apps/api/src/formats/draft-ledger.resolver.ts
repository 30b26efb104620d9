import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Draft } from '../drafts/draft.entity.ts'
import { LedgerConnection } from '../ledger/entry.entity.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { Asking, type Viewer } from '../platform/viewer.ts'
import { RecordService } from './record.service.ts'

@Resolver(() => Draft)
export class DraftLedgerResolver {
  constructor(private readonly ledgerService: LedgerService, private readonly record: RecordService) {}

  @ResolveField(() => LedgerConnection, { description: 'Every act on the draft, the newest first.' })
  async ledger(
    @Parent() draft: Draft,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Asking() viewer: Viewer | null,
  ) {
    return this.ledgerService.page({ draft: draft.id }, { first, after, mayOpen: await this.record.mayOpen(viewer, draft) })
  }
}
