import { editionsOf, rulebooks } from '@plenary/process'
import { Args, Context, Field, ID, InputType, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Track } from './track.entity.ts'
import { TracksService } from './tracks.service.ts'

@ObjectType()
class RulebookStage {
  @Field() code: string
  @Field() name: string
  @Field() phase: string
}

@ObjectType('Rulebook')
class ShownRulebook {
  @Field() id: string
  @Field() name: string
  @Field({ description: 'The newest; a draft is opened under the one in force.' }) edition: string
  @Field(() => [String], { description: 'All editions, oldest first.' }) editions: string[]
  @Field(() => [RulebookStage]) stages: RulebookStage[]
  @Field(() => [String], { description: 'The counting rules of its ballots.' }) rules: string[]
}

@InputType()
class MoveRulebookEditionInput {
  @Field(() => ID) draftId: string
  @Field() edition: string
  @Field() reason: string
}

@InputType()
class RecordTrackInput {
  @Field(() => ID) draftId: string
  @Field() rulebook: string
  @Field() stage: string
  @Field({ description: 'Whence it is known.' }) reason: string
}

const MoveRulebookEditionResult = orRefusal('MoveRulebookEditionResult', () => Draft)
const RecordTrackResult = orRefusal('RecordTrackResult', () => Draft)

@Resolver(() => Draft)
export class TracksResolver {
  constructor(private readonly service: TracksService) {}

  @Query(() => [ShownRulebook], { name: 'rulebooks' })
  books(): ShownRulebook[] {
    return Object.values(rulebooks).map(({ id, title, edition, stages, ballots }) => ({
      id, name: title, edition, editions: editionsOf(id).map(one => one.edition), rules: [...new Set(ballots.map(ballot => ballot.rule))],
      stages: stages.map(stage => ({ code: stage.code, name: stage.title, phase: stage.phase })),
    }))
  }

  @Mutation(() => MoveRulebookEditionResult) @Asks('rulebook.move')
  moveRulebookEdition(@Args('input') input: MoveRulebookEditionInput, @Asking() viewer: Viewer | null) { return this.service.moveEdition(viewer, input) }

  @Mutation(() => RecordTrackResult) @Asks('track.record')
  recordTrack(@Args('input') input: RecordTrackInput, @Asking() viewer: Viewer | null) { return this.service.recordTrack(viewer, input) }

  @ResolveField(() => [Track], { description: 'Where it stands under the rulebooks of other bodies.' })
  tracks(@Parent() draft: Draft, @Context() operation: Operation) { return this.service.tracks(operation, draft) }

  @ResolveField(() => [String], { description: 'In what its rulebook and the others contradict each other, a sentence each.' })
  contradictions(@Parent() draft: Draft, @Context() operation: Operation) { return this.service.contradictions(operation, draft) }
}

@Resolver(() => Track)
export class TracksOfDraftResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { description: 'Who recorded it.' })
  by(@Parent() track: Track, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(track.byId) }
}
