import { Args, Context, Query, Resolver } from '@nestjs/graphql'
import type { Context as Operation } from '../platform/viewer.ts'
import { ProcessFlow } from './flow.entity.ts'
import { FlowService } from './flow.service.ts'

@Resolver(() => ProcessFlow)
export class FlowResolver {
  constructor(private readonly flow: FlowService) {}

  @Query(() => ProcessFlow, { nullable: true, description: 'How the drafts one may read flow through a rulebook; null when there is none of this name.' })
  processFlow(@Args('rulebook', { defaultValue: 'harmonization' }) rulebook: string, @Context() { viewer, loaders }: Operation) {
    return this.flow.of(viewer, rulebook, loaders)
  }
}
