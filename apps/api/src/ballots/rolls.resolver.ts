import type { Act } from '@plenary/process'
import { Args, Context, Field, Float, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource, In, IsNull } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Person } from '../people/person.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { orRefusal, Permission } from '../platform/graphql.ts'
import { entityById, grouped, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { PreparedRoll, RollChange } from './roll.entity.ts'
import { RollsService } from './rolls.service.ts'

@InputType()
class PrepareRollInput {
  @Field(() => ID) draftId: string
}

@InputType()
class ProposeRollChangeInput {
  @Field(() => ID) rollId: string
  @Field({ description: 'enter, strike or amend' }) kind: string
  @Field(() => ID) seatId: string
  @Field(() => Int, { nullable: true }) weight?: number
  @Field(() => String, { nullable: true, description: 'Empty for none.' }) category?: string
  @Field(() => Float, { nullable: true, description: 'Inhabitants.' }) population?: number
  @Field(() => String, { nullable: true, description: 'Empty for none.' }) affiliation?: string
  @Field() reason: string
}

@InputType()
class DecideRollChangeInput {
  @Field(() => ID) changeId: string
  @Field({ description: 'Whether it is confirmed; else it is rejected.' }) confirm: boolean
}

const PrepareRollResult = orRefusal('PrepareRollResult', () => PreparedRoll)
const ProposeRollChangeResult = orRefusal('ProposeRollChangeResult', () => PreparedRoll)
const DecideRollChangeResult = orRefusal('DecideRollChangeResult', () => PreparedRoll)

const acts: readonly Act[] = ['roll.prepare', 'roll.change', 'ballot.read']

/** The roll of the next ballot on a draft. */
@Resolver(() => Draft)
export class DraftRollsResolver {
  constructor(private readonly db: DataSource, private readonly rights: Rights, private readonly drafts: DraftsService) {}

  @ResolveField(() => PreparedRoll, { nullable: true, description: 'The roll that was fixed for the next ballot.' })
  async preparedRoll(@Parent() draft: Draft, @Context() operation: Operation) {
    if (!await this.rights.mayRead(operation.viewer, 'ballot.read', this.drafts.situation(draft), operation.loaders)) return null
    return loaderOf<string, PreparedRoll | null>(operation, PreparedRoll, async ids => {
      const rows = await this.db.getRepository(PreparedRoll).findBy({ draftId: In([...ids]), ballotId: IsNull() })
      return ids.map(id => rows.find(row => row.draftId === id) ?? null)
    }).load(draft.id)
  }

  @ResolveField(() => [Permission], { description: 'What the viewer may do with the roll of the next ballot.' })
  rollActs(@Parent() draft: Draft, @Context() { viewer, loaders }: Operation) { return this.rights.permissions(viewer, acts, this.drafts.situation(draft), loaders) }
}

@Resolver(() => PreparedRoll)
export class RollsResolver {
  constructor(private readonly service: RollsService, private readonly db: DataSource) {}

  @Mutation(() => PrepareRollResult, { description: 'Fixes the roll of the next ballot: the participating seats as they stand.' }) @Asks('roll.prepare')
  prepareRoll(@Args('input') { draftId }: PrepareRollInput, @Asking() viewer: Viewer | null) { return this.service.prepare(viewer, draftId) }

  @Mutation(() => ProposeRollChangeResult, { description: 'Proposes a change of a roll; another person confirms it.' }) @Asks('roll.change')
  proposeRollChange(@Args('input') input: ProposeRollChangeInput, @Asking() viewer: Viewer | null) { return this.service.propose(viewer, input) }

  @Mutation(() => DecideRollChangeResult) @Asks('roll.change')
  decideRollChange(@Args('input') input: DecideRollChangeInput, @Asking() viewer: Viewer | null) { return this.service.decide(viewer, input) }

  @ResolveField(() => Person)
  preparedBy(@Parent() roll: PreparedRoll, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(roll.preparedById) }

  @ResolveField(() => [RollChange], { description: 'The last first.' })
  changes(@Parent() roll: PreparedRoll, @Context() operation: Operation) {
    return loaderOf<string, RollChange[]>(operation, RollChange, async ids => grouped(
      await this.db.getRepository(RollChange).find({ where: { rollId: In([...ids]) }, order: { proposedAt: 'DESC', id: 'ASC' } }), ids, change => change.rollId)).load(roll.id)
  }
}

@Resolver(() => RollChange)
export class RollChangesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  proposedBy(@Parent() change: RollChange, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(change.proposedById) }

  @ResolveField(() => Person, { nullable: true })
  decidedBy(@Parent() change: RollChange, @Context() operation: Operation) {
    return change.decidedById === null ? null : entityById(operation, this.db, Person).load(change.decidedById)
  }
}
