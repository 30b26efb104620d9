import { acts } from '@plenary/process'
import { Args, ArgsType, Context as Operation, Field, ID, InputType, Int, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
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

@ObjectType()
class StageCount {
  @Field() rulebook: string
  @Field() stage: string
  @Field(() => Int) drafts: number
}

@ArgsType()
class DraftsArguments {
  @Field(() => Int, { defaultValue: 50 }) first: number
  @Field(() => String, { nullable: true }) after?: string
  @Field(() => ID, { nullable: true }) committeeId?: string
  @Field(() => String, { nullable: true, description: 'The code of a rulebook, or one of the seven.' }) stage?: string
  @Field(() => String, { nullable: true }) rulebook?: string
}

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
  list(@Args() wanted: DraftsArguments, @Operation() { viewer, loaders }: Context) {
    return this.drafts.list(viewer, { ...wanted, loaders })
  }

  @Query(() => [StageCount], { description: 'How many drafts at work stand in each stage of each rulebook, of those one may read.' })
  stageCounts(@Operation() { viewer, loaders }: Context) { return this.drafts.counts(viewer, loaders) }

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
