import { Args, Context as Operation, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { connectionOf, orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { Committee } from './committee.entity.ts'
import { Delegate } from './delegate.entity.ts'
import { Invitation } from './invitation.entity.ts'
import { MembersService } from './members.service.ts'
import { PeopleService } from './people.service.ts'
import { Person } from './person.entity.ts'
import { Role } from './role.entity.ts'
import { RolesService } from './roles.service.ts'
import { Seat } from './seat.entity.ts'

@InputType()
class GrantRoleInput {
  @Field(() => ID) committeeId: string
  @Field(() => ID) personId: string
  @Field({ description: 'chair, secretary, drafter or oversight' }) role: string
}

@InputType()
class EndRoleInput {
  @Field(() => ID) roleId: string
  @Field() reason: string
}

export const PersonConnection = connectionOf('PersonConnection', () => Person)
const GrantRoleResult = orRefusal('GrantRoleResult', () => Role)
const EndRoleResult = orRefusal('EndRoleResult', () => Role)

@Resolver(() => Role)
export class RolesResolver {
  constructor(private readonly roles: RolesService, private readonly people: PeopleService, private readonly db: DataSource) {}

  @Query(() => PersonConnection, { name: 'people', description: 'People by name: all for those who may invite, else those one shares a committee with.' })
  list(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('search', { type: () => String, nullable: true }) search: string | undefined,
    @Operation() operation: Context,
  ) { return this.people.list(operation.viewer, { first, after, search }, operation) }

  @Mutation(() => GrantRoleResult) @Asks('role.grant')
  grantRole(@Args('input') input: GrantRoleInput, @Asking() viewer: Viewer | null) { return this.roles.grant(viewer, input) }

  @Mutation(() => EndRoleResult) @Asks('role.end')
  endRole(@Args('input') input: EndRoleInput, @Asking() viewer: Viewer | null) { return this.roles.end(viewer, input) }

  @ResolveField(() => Committee)
  committee(@Parent() role: Role, @Operation() operation: Context) { return entityById(operation, this.db, Committee).load(role.committeeId) }

  @ResolveField(() => Person)
  person(@Parent() role: Role, @Operation() operation: Context) { return this.people.load(role.personId, operation) }
}

@Resolver(() => Delegate)
export class DelegatesResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  person(@Parent() delegate: Delegate, @Operation() operation: Context) { return this.people.load(delegate.personId, operation) }
}

@Resolver(() => Committee)
export class MembersResolver {
  constructor(private readonly members: MembersService) {}

  @ResolveField(() => [Seat], { description: 'The seats held now; none for those who do not belong to the committee.' })
  seats(@Parent() committee: Committee, @Operation() operation: Context) { return this.members.seats(committee.id, operation) }

  @ResolveField(() => [Role])
  roles(@Parent() committee: Committee, @Operation() operation: Context) { return this.members.roles(committee.id, operation) }

  @ResolveField(() => [Invitation], { description: 'Only for those who may invite.' })
  invitations(@Parent() committee: Committee, @Operation() operation: Context) { return this.members.invitations(committee.id, operation) }
}
