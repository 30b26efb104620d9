import { Args, Context as Operation, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { LedgerConnection, LedgerEntry } from '../ledger/entry.entity.ts'
import type { Context } from '../platform/viewer.ts'
import { Committee } from './committee.entity.ts'
import { MembersService } from './members.service.ts'
import { PeopleService } from './people.service.ts'
import { Person } from './person.entity.ts'

/** The record of a committee: people, seats, roles. */
@Resolver(() => Committee)
export class CommitteeRecordResolver {
  constructor(private readonly members: MembersService) {}

  @ResolveField(() => LedgerConnection, { description: 'Every act about its people, the newest first; null for those who may not read it.', nullable: true })
  ledger(
    @Parent() committee: Committee,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Operation() operation: Context,
  ) { return this.members.record(committee.id, { first, after }, operation) }
}

@Resolver(() => LedgerEntry)
export class LedgerEntryResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true, description: 'Null when the clock acted.' })
  actor(@Parent() entry: LedgerEntry, @Operation() operation: Context) { return entry.actorId === null ? null : this.people.load(entry.actorId, operation) }
}
