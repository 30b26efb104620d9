import { buildLabels } from '@plenary/document'
import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Seat } from '../people/seat.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Objection } from './objection.entity.ts'
import { ObjectionsService } from './objections.service.ts'

@InputType()
class RaiseObjectionInput {
  @Field(() => ID) draftId: string
  @Field(() => ID) seatId: string
  @Field(() => ID, { nullable: true }) clauseId?: string
  @Field() reason: string
  @Field() wouldClear: string
}

@InputType()
class AnswerObjectionInput {
  @Field(() => ID) objectionId: string
  @Field() answer: string
}

@InputType()
class EndObjectionInput {
  @Field(() => ID) objectionId: string
  @Field({ description: 'withdrawn or overruled' }) outcome: string
  @Field() reason: string
}

const RaiseObjectionResult = orRefusal('RaiseObjectionResult', () => Objection)
const AnswerObjectionResult = orRefusal('AnswerObjectionResult', () => Objection)
const EndObjectionResult = orRefusal('EndObjectionResult', () => Objection)

@Resolver(() => Draft)
export class DraftObjectionsResolver {
  constructor(private readonly db: DataSource, private readonly service: ObjectionsService) {}

  @ResolveField(() => [Objection])
  objections(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Objection[]>(operation, 'objections', ids => this.service.of(this.db.manager, ids)).load(draft.id)
  }
}

@Resolver(() => Objection)
export class ObjectionsResolver {
  constructor(private readonly db: DataSource, private readonly service: ObjectionsService, private readonly collab: CollabService) {}

  @Mutation(() => RaiseObjectionResult) @Asks('objection.raise')
  raiseObjection(@Args('input') input: RaiseObjectionInput, @Asking() viewer: Viewer | null) { return this.service.raise(viewer, input) }

  @Mutation(() => AnswerObjectionResult) @Asks('objection.answer')
  answerObjection(@Args('input') input: AnswerObjectionInput, @Asking() viewer: Viewer | null) { return this.service.answer(viewer, input) }

  @Mutation(() => EndObjectionResult) @Asks('objection.withdraw', 'objection.overrule')
  endObjection(@Args('input') input: EndObjectionInput, @Asking() viewer: Viewer | null) { return this.service.end(viewer, input) }

  @ResolveField(() => Seat)
  seat(@Parent() objection: Objection, @Context() operation: Operation) { return entityById(operation, this.db, Seat).load(objection.seatId) }

  @ResolveField(() => Person)
  author(@Parent() objection: Objection, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(objection.authorId) }

  @ResolveField(() => String, { description: 'What it is about, as readers name it.' })
  async locus(@Parent() { clauseId, draftId }: Objection, @Context() operation: Operation) {
    if (clauseId === null) return 'the whole draft'
    const label = (await this.labels(operation).load(draftId)).get(clauseId)
    return label ? label.label : 'a clause that was removed'
  }

  private labels(operation: Operation) {
    return loaderOf(operation, 'labels', (ids: readonly string[]) => Promise.all(ids.map(async id => {
      const { document } = await this.collab.textOf(id)
      return buildLabels(document.clauses, document.template)
    })))
  }
}
