import { Args, Context as Operation, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Committee } from '../people/committee.entity.ts'
import type { Context } from '../platform/viewer.ts'
import { DraftConnection } from './draft.entity.ts'
import { DraftsService } from './drafts.service.ts'

@Resolver(() => Committee)
export class CommitteeDraftsResolver {
  constructor(private readonly service: DraftsService) {}

  @ResolveField(() => DraftConnection)
  drafts(
    @Parent() committee: Committee,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Operation() { viewer, loaders }: Context,
  ) {
    return this.service.list(viewer, { first, committeeId: committee.id, loaders, ...(after ? { after } : {}) })
  }
}
