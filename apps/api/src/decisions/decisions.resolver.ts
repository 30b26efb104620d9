import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Committee } from '../people/committee.entity.ts'
import { Person } from '../people/person.entity.ts'
import { DraftRef, pageSize } from '../platform/graphql.ts'
import { entityById, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Decision, MinorityStatement } from './decision.entity.ts'
import { DecisionsService } from './decisions.service.ts'
import { StatementsService } from './statements.service.ts'

@Resolver(() => Draft)
export class DraftDecisionsResolver {
  constructor(private readonly db: DataSource, private readonly service: DecisionsService) {}

  @ResolveField(() => [Decision])
  decisions(@Parent() draft: Draft, @Context() operation: Operation) {
    return loaderOf<string, Decision[]>(operation, 'decisions of drafts', ids => this.service.ofDrafts(this.db.manager, ids)).load(draft.id)
  }
}

@Resolver(() => Committee)
export class CommitteeDecisionsResolver {
  constructor(private readonly db: DataSource, private readonly service: DecisionsService) {}

  @ResolveField(() => [Decision])
  decisions(@Parent() committee: Committee, @Args('first', { type: () => Int, defaultValue: 20 }) first: number, @Context() operation: Operation) {
    return loaderOf<string, Decision[]>(operation, `decisions of committees ${first}`, ids => this.service.ofCommittees(this.db.manager, ids, pageSize(first))).load(committee.id)
  }
}

@Resolver(() => Decision)
export class DecisionsResolver {
  constructor(private readonly db: DataSource, private readonly minorities: StatementsService) {}

  @ResolveField(() => [MinorityStatement], { description: 'What seats of the minority want to have known beside it.' })
  statements(@Parent() decision: Decision, @Context() operation: Operation) {
    return loaderOf<string, MinorityStatement[]>(operation, 'statements of decisions', ids => this.minorities.of(this.db.manager, ids)).load(decision.id)
  }

  @ResolveField(() => DraftRef)
  draft(@Parent() decision: Decision, @Context() operation: Operation) { return entityById(operation, this.db, Draft).load(decision.draftId) }

  @ResolveField(() => Person, { nullable: true })
  by(@Parent() decision: Decision, @Context() operation: Operation) {
    return decision.byId === null ? null : entityById(operation, this.db, Person).load(decision.byId)
  }
}
