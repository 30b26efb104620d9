import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { connectionOf, orRefusal, Permission } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Body } from './body.entity.ts'
import { BodiesService } from './bodies.service.ts'
import { Committee } from './committee.entity.ts'
import { committeeActs, CommitteesService } from './committees.service.ts'
import { Rights } from './rights.service.ts'

@InputType()
class CreateCommitteeInput {
  @Field(() => ID, { nullable: true }) parentId?: string
  @Field() code: string
  @Field() name: string
  @Field(() => String, { nullable: true }) scope?: string
  @Field(() => [String], { nullable: true }) interestCategories?: string[]
}

@InputType()
class CreateBodyInput {
  @Field() name: string
  @Field() kind: string
  @Field() jurisdiction: string
}

export const CommitteeConnection = connectionOf('CommitteeConnection', () => Committee)
const CreateCommitteeResult = orRefusal('CreateCommitteeResult', () => Committee)
const CreateBodyResult = orRefusal('CreateBodyResult', () => Body)

@Resolver(() => Committee)
export class CommitteesResolver {
  constructor(
    private readonly service: CommitteesService,
    private readonly bodiesService: BodiesService,
    private readonly rights: Rights,
    private readonly db: DataSource,
  ) {}

  @Query(() => CommitteeConnection, { description: 'The committees one belongs to, by code; all of them for administrators.' })
  committees(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Operation() operation: Context,
  ) { return this.service.list(operation.viewer, { first, after }, operation) }

  @Query(() => Committee, { nullable: true })
  committee(@Args('id', { type: () => ID }) id: string, @Operation() operation: Context) { return this.service.find(operation.viewer, id, operation) }

  @Query(() => [Body])
  bodies(@Asking() viewer: Viewer | null) { return this.bodiesService.list(viewer) }

  @Mutation(() => CreateCommitteeResult) @Asks('committee.create')
  createCommittee(@Args('input') { parentId, scope, ...input }: CreateCommitteeInput, @Asking() viewer: Viewer | null) {
    return this.service.create(viewer, { ...input, interestCategories: input.interestCategories ?? [], ...(parentId ? { parentId } : {}), ...(scope ? { scope } : {}) })
  }

  @Mutation(() => CreateBodyResult) @Asks('body.create')
  createBody(@Args('input') input: CreateBodyInput, @Asking() viewer: Viewer | null) { return this.bodiesService.create(viewer, input) }

  @ResolveField(() => Committee, { nullable: true })
  parent(@Parent() committee: Committee, @Operation() operation: Context) {
    return committee.parentId === null ? null : entityById(operation, this.db, Committee).load(committee.parentId)
  }

  @ResolveField(() => [Committee])
  children(@Parent() committee: Committee, @Operation() operation: Context) { return this.service.childrenOf(operation.viewer, committee.id, operation) }

  @ResolveField(() => [Permission], { description: 'What the viewer may do here, from the one table.' })
  acts(@Parent() committee: Committee, @Operation() { viewer, loaders }: Context) {
    return this.rights.permissions(viewer, committeeActs, { committeeId: committee.id }, loaders)
  }
}
