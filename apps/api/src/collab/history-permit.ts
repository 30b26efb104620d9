import { Injectable } from '@nestjs/common'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import type { Context } from '../platform/viewer.ts'

/** Whether somebody may see how a text came about. */
@Injectable()
export class HistoryPermit {
  constructor(private readonly drafts: DraftsService, private readonly rights: Rights) {}

  mayOpen({ viewer, loaders }: Context, draft: Draft): Promise<boolean> {
    return this.rights.mayRead(viewer, 'text.history', this.drafts.situation(draft), loaders)
  }
}
