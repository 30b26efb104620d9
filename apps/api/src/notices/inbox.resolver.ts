import { Context as Operation, Query, Resolver } from '@nestjs/graphql'
import type { Context } from '../platform/viewer.ts'
import { Inbox } from './inbox.entity.ts'
import { InboxService } from './inbox.service.ts'

@Resolver(() => Inbox)
export class InboxResolver {
  constructor(private readonly service: InboxService) {}

  @Query(() => Inbox)
  inbox(@Operation() operation: Context) { return this.service.of(operation) }
}
