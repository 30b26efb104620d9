import { buildLabels } from '@plenary/document'
import type { Act } from '@plenary/process'
import { Args, Context, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Person } from '../people/person.entity.ts'
import { Rights } from '../people/rights.service.ts'
import { Seat } from '../people/seat.entity.ts'
import { orRefusal, Permission } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Objection, ObjectionStep } from './objection.entity.ts'
import { ObjectionsService } from './objections.service.ts'

@InputType()
class RaiseObjectionInput {
  @Field(() => ID) draftId: string
  @Field(() => ID) seatId: string
  @Field(() => ID, { nullable: true, description: 'The clause it is about; leave it out only with wholeDraft.' }) clauseId?: string
  @Field(() => Boolean, { nullable: true }) wholeDraft?: boolean
  @Field(() => String, { nullable: true, description: 'The words of the clause that it is about.' }) quote?: string
  @Field() reason: string
  @Field({ description: 'What change would clear it.' }) wouldClear: string
}

@InputType()
class TriageObjectionInput {
  @Field(() => ID) objectionId: string
  @Field({ description: 'editorial, substantive, procedural or out-of-scope' }) kind: string
  @Field(() => String, { nullable: true, description: 'Needed for every kind but substantive.' }) reason?: string
}

@InputType()
class AnswerObjectionInput {
  @Field(() => ID) objectionId: string
  @Field({ description: 'accepted, partly or not-accepted' }) outcome: string
  @Field() answer: string
}

@InputType()
class RespondToObjectionInput {
  @Field(() => ID) objectionId: string
  @Field({ description: 'acknowledge, sustain, withdraw or retract' }) response: string
  @Field(() => String, { nullable: true, description: 'Needed to sustain.' }) reason?: string
}

@InputType()
class FindOnObjectionInput {
  @Field(() => ID) objectionId: string
  @Field({ description: 'resolved or proceeds' }) outcome: string
  @Field() reason: string
}

const RaiseObjectionResult = orRefusal('RaiseObjectionResult', () => Objection)
const TriageObjectionResult = orRefusal('TriageObjectionResult', () => Objection)
const AnswerObjectionResult = orRefusal('AnswerObjectionResult', () => Objection)
const RespondToObjectionResult = orRefusal('RespondToObjectionResult', () => Objection)
const FindOnObjectionResult = orRefusal('FindOnObjectionResult', () => Objection)

@Resolver(() => Draft)
export class DraftObjectionsResolver {
  constructor(private readonly db: DataSource, private readonly service: ObjectionsService) {}

  @ResolveField(() => [Objection])
  objections(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Objection[]>(operation, 'objections', ids => this.service.of(this.db.manager, ids)).load(draft.id)
  }
}

@Resolver(() => Objection)
export class ObjectionActsResolver {
  constructor(private readonly service: ObjectionsService) {}

  @Mutation(() => RaiseObjectionResult) @Asks('objection.raise')
  raiseObjection(@Args('input') input: RaiseObjectionInput, @Asking() viewer: Viewer | null) { return this.service.raise(viewer, input) }

  @Mutation(() => TriageObjectionResult) @Asks('objection.triage')
  triageObjection(@Args('input') { objectionId, kind, reason }: TriageObjectionInput, @Asking() viewer: Viewer | null) {
    return this.service.act(viewer, objectionId, 'objection.triage', { act: 'triage', kind, reason: reason ?? '' })
  }

  @Mutation(() => AnswerObjectionResult) @Asks('objection.answer')
  answerObjection(@Args('input') { objectionId, outcome, answer }: AnswerObjectionInput, @Asking() viewer: Viewer | null) {
    return this.service.act(viewer, objectionId, 'objection.answer', { act: 'address', outcome, reason: answer })
  }

  @Mutation(() => RespondToObjectionResult, { description: 'What the seat that objected says: nobody else ends its objection as cleared.' }) @Asks('objection.respond')
  respondToObjection(@Args('input') { objectionId, response, reason }: RespondToObjectionInput, @Asking() viewer: Viewer | null) {
    return this.service.respond(viewer, objectionId, response, reason ?? '')
  }

  @Mutation(() => FindOnObjectionResult) @Asks('objection.find')
  findOnObjection(@Args('input') { objectionId, outcome, reason }: FindOnObjectionInput, @Asking() viewer: Viewer | null) {
    return this.service.act(viewer, objectionId, 'objection.find', { act: 'find', outcome, reason })
  }
}

/** The row of the table that each act of a person asks. */
const rows: Readonly<Record<string, Act>> = {
  triage: 'objection.triage', address: 'objection.answer', acknowledge: 'objection.respond', sustain: 'objection.respond', withdraw: 'objection.respond',
  retract: 'objection.respond', find: 'objection.find', appeal: 'appeal.file',
}

@Resolver(() => Objection)
export class ObjectionsResolver {
  constructor(
    private readonly db: DataSource,
    private readonly service: ObjectionsService,
    private readonly collab: CollabService,
    private readonly rights: Rights,
    private readonly drafts: DraftsService,
  ) {}

  @ResolveField(() => [Permission], { description: 'What its state allows now, each with whether the viewer may do it.' })
  async acts(@Parent() objection: Objection, @Context() operation: Operation) {
    const draft = await entityById(operation, this.db, Draft).load(objection.draftId)
    const standings = await this.rights.standings(operation.viewer, operation.loaders)
    const own = standings.seats.some(seat => seat.seatId === objection.seatId)
    const asked = new Set(objection.allows.flatMap(act => rows[act] ?? []))
    return standings.permissions([...asked], { ...this.drafts.situation(draft), own })
  }

  @ResolveField(() => Seat)
  seat(@Parent() objection: Objection, @Context() operation: Operation) { return entityById(operation, this.db, Seat).load(objection.seatId) }

  @ResolveField(() => Person)
  author(@Parent() objection: Objection, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(objection.authorId) }

  @ResolveField(() => [ObjectionStep], { description: 'Its whole life, oldest first.' })
  steps(@Parent() objection: Objection, @Context() operation: Operation) {
    return loaderOf<string, ObjectionStep[]>(operation, 'steps of objections', ids => this.service.stepsOf(this.db.manager, ids)).load(objection.id)
  }

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

@Resolver(() => ObjectionStep)
export class ObjectionStepsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true, description: 'Null when the clock acted.' })
  by(@Parent() step: ObjectionStep, @Context() operation: Operation) { return step.byId === null ? null : entityById(operation, this.db, Person).load(step.byId) }
}
