import { Args, ID, Resolver, Subscription } from '@nestjs/graphql'
import { GraphQLError } from 'graphql'
import { Changes } from '../platform/changes.ts'
import { DraftChange } from '../platform/graphql.ts'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { DraftsService } from './drafts.service.ts'

@Resolver()
export class DraftChangesResolver {
  constructor(private readonly changes: Changes, private readonly drafts: DraftsService) {}

  /** Only the fact that something changed; what changed is asked for again, with the asker's own rights. */
  @Subscription(() => DraftChange) @Asks('draft.read')
  async draftChanged(@Args('draftId', { type: () => ID }) draftId: string, @Asking() viewer: Viewer | null) {
    const draft = await this.drafts.require(viewer, draftId)
    if (!draft.ok) throw new GraphQLError(draft.refusal.message, { extensions: { code: draft.refusal.code } })
    return this.changes.ofDraft(draftId)
  }
}
