import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Draft } from '../drafts/draft.entity.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { DecidingService } from './deciding.service.ts'
import { ResultLeads, WayToDecide } from './way-to-decide.entity.ts'

@Resolver(() => Draft)
export class DecidingResolver {
  constructor(private readonly deciding: DecidingService) {}

  @ResolveField(() => [WayToDecide], { description: 'Every way to decide something about it where it stands, and why one is not offered.' })
  waysToDecide(@Parent() draft: Draft, @Context() operation: Operation) { return this.deciding.ways(operation, draft) }

  @ResolveField(() => ResultLeads, { nullable: true, description: 'What follows from the latest ballot on the latest edition.' })
  resultLeads(@Parent() draft: Draft, @Context() operation: Operation) { return this.deciding.leads(operation, draft) }
}
