import { acts } from '@plenary/process'
import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Committee } from '../people/committee.entity.ts'
import { CommitteesService } from '../people/committees.service.ts'
import { Rights } from '../people/rights.service.ts'
import { connectionOf, orRefusal, Permission } from '../platform/graphql.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Draft } from './draft.entity.ts'
import { DraftsService, phaseOf } from './drafts.service.ts'
import { Edition } from './edition.entity.ts'
import { EditionsService } from './editions.service.ts'

@InputType()
class CreateDraftInput {
  @Field(() => ID) committeeId: string
  @Field() title: string
  @Field({ defaultValue: 'harmonization' }) rulebook: string
  @Field(() => String, { nullable: true }) template?: string
  @Field(() => [String], { nullable: true }) languages?: string[]
  @Field(() => String, { nullable: true }) scope?: string
  @Field(() => String, { nullable: true }) evidence?: string
  @Field(() => [String], { nullable: true }) jurisdictions?: string[]
  @Field(() => [String], { nullable: true }) existingInstruments?: string[]
}

export const DraftConnection = connectionOf('DraftConnection', () => Draft)
const CreateDraftResult = orRefusal('CreateDraftResult', () => Draft)

@Resolver(() => Draft)
export class DraftsResolver {
  constructor(
    private readonly drafts: DraftsService,
    private readonly editionsService: EditionsService,
    private readonly committees: CommitteesService,
    private readonly rights: Rights,
  ) {}

  @Query(() => Draft, { nullable: true })
  draft(@Args('id', { type: () => ID }) id: string, @Asking() viewer: Viewer | null, @Operation() { loaders }: Context) {
    return this.drafts.find(viewer, id, loaders)
  }

  @Query(() => DraftConnection, { name: 'drafts' })
  list(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('committeeId', { type: () => ID, nullable: true }) committeeId: string | undefined,
    @Args('stage', { type: () => String, nullable: true }) stage: string | undefined,
    @Operation() { viewer, loaders }: Context,
  ) {
    return this.drafts.list(viewer, { first, loaders, ...(after ? { after } : {}), ...(committeeId ? { committeeId } : {}), ...(stage ? { stage } : {}) })
  }

  @Mutation(() => CreateDraftResult) @Asks('draft.create')
  createDraft(@Args('input') input: CreateDraftInput, @Asking() viewer: Viewer | null) {
    return this.drafts.create(viewer, input)
  }

  @ResolveField(() => String)
  phase(@Parent() draft: Draft) { return phaseOf(draft) }

  @ResolveField(() => Committee)
  committee(@Parent() draft: Draft, @Operation() { loaders }: Context) { return this.committees.load(draft.committeeId, loaders) }

  @ResolveField(() => [Permission])
  acts(@Parent() draft: Draft, @Operation() { viewer, loaders }: Context) {
    return this.rights.permissions(viewer, acts, this.drafts.situation(draft), loaders)
  }

  @ResolveField(() => [Edition])
  editions(@Parent() draft: Draft) { return this.editionsService.of(draft.id) }

  @ResolveField(() => Edition, { nullable: true })
  currentEdition(@Parent() draft: Draft) { return this.editionsService.latest(draft.id) }
}
