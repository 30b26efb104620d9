import { Context as Operation, Query, Resolver, Subscription } from '@nestjs/graphql'
import { GraphQLError } from 'graphql'
import { Rights } from '../people/rights.service.ts'
import { Changes } from '../platform/changes.ts'
import { Done } from '../platform/graphql.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Inbox } from './inbox.entity.ts'
import { InboxService } from './inbox.service.ts'

@Resolver(() => Inbox)
export class InboxResolver {
  constructor(private readonly service: InboxService, private readonly changes: Changes, private readonly rights: Rights) {}

  @Query(() => Inbox)
  inbox(@Operation() operation: Context) { return this.service.of(operation) }

  /** Only the fact that the inbox changed. */
  @Subscription(() => Done) @Asks('session.manage')
  async inboxChanged(@Asking() viewer: Viewer | null) {
    if (!viewer || !await this.rights.mayRead(viewer, 'session.manage', { own: true })) {
      throw new GraphQLError('Sign in to follow your inbox.', { extensions: { code: 'UNAUTHENTICATED' } })
    }
    return this.changes.ofInbox(viewer.personId)
  }
}
