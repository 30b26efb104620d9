import { acts } from '@plenary/process'
import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Committee } from '../people/committee.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { orRefusal, Permission } from '../platform/graphql.ts'
import { entityById, grouped, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Draft, DraftConnection } from './draft.entity.ts'
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


const CreateDraftResult = orRefusal('CreateDraftResult', () => Draft)

@Resolver(() => Draft)
export class DraftsResolver {
  constructor(
    private readonly drafts: DraftsService,
    private readonly editionsService: EditionsService,
    private readonly rights: Rights,
    private readonly db: DataSource,
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
  committee(@Parent() draft: Draft, @Operation() operation: Context) { return entityById(operation, this.db, Committee).load(draft.committeeId) }

  @ResolveField(() => [Permission])
  acts(@Parent() draft: Draft, @Operation() { viewer, loaders }: Context) {
    return this.rights.permissions(viewer, acts, this.drafts.situation(draft), loaders)
  }

  @ResolveField(() => [Edition])
  editions(@Parent() draft: Draft, @Operation() operation: Context) { return this.editionsIn(operation).load(draft.id) }

  @ResolveField(() => Edition, { nullable: true })
  async currentEdition(@Parent() draft: Draft, @Operation() operation: Context) { return (await this.editionsIn(operation).load(draft.id)).at(-1) ?? null }

  private editionsIn(operation: Context) {
    return loaderOf<string, Edition[]>(operation, 'editions', async ids =>
      grouped(await this.editionsService.ofAll(ids), ids, edition => edition.draftId))
  }
}
