import { Args, ID, Query, Resolver, Subscription } from '@nestjs/graphql'
import { GraphQLError } from 'graphql'
import { Changes } from './changes.ts'
import { Done, DraftChange } from './graphql.ts'
import { Asking, Asks, type Viewer } from './viewer.ts'

const mustSignIn = () => new GraphQLError('Sign in to follow this.', { extensions: { code: 'UNAUTHENTICATED' } })

@Resolver()
export class ChangesResolver {
  constructor(private readonly changes: Changes) {}

  /** Only the fact that something changed; what changed is asked for again, with the asker's own rights. */
  @Subscription(() => DraftChange) @Asks('draft.read')
  draftChanged(@Args('draftId', { type: () => ID }) draftId: string, @Asking() viewer: Viewer | null) {
    if (!viewer) throw mustSignIn()
    return this.changes.ofDraft(draftId)
  }

  @Subscription(() => Done) @Asks('session.manage')
  inboxChanged(@Asking() viewer: Viewer | null) {
    if (!viewer) throw mustSignIn()
    return this.changes.ofInbox(viewer.personId)
  }

  @Query(() => String, { description: 'The version of this server.' })
  version() { return '0.1.0' }
}
