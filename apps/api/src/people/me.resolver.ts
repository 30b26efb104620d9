import { Args, Context as Operation, Field, ID, InputType, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Done, orRefusal, Permission } from '../platform/graphql.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { AccountService, globalActs } from './account.service.ts'
import { PasswordChangesService } from './password-changes.service.ts'
import { Rights } from './rights.service.ts'
import { Role } from './role.entity.ts'
import { Seat } from './seat.entity.ts'
import { Session } from './session.entity.ts'
import { SessionsService } from './sessions.service.ts'

/** The person who is signed in. */
@ObjectType()
export class Me {
  @Field(() => ID) id: string
  @Field() name: string
  @Field() email: string
  @Field() isAdministrator: boolean
  @Field() locale: string
}

/** A personal access token, for programs. Its secret is shown this once. */
@ObjectType()
export class AccessToken {
  @Field(() => ID) id: string
  @Field() name: string
  @Field() token: string
}

@InputType()
class ChangePasswordInput {
  @Field() current: string
  @Field() next: string
}

@InputType()
class EndSessionInput {
  @Field(() => ID) sessionId: string
}

@InputType()
class CreateAccessTokenInput {
  @Field() name: string
}

const ChangePasswordResult = orRefusal('ChangePasswordResult', () => Done)
const EndSessionResult = orRefusal('EndSessionResult', () => Done)
const CreateAccessTokenResult = orRefusal('CreateAccessTokenResult', () => AccessToken)

@Resolver(() => Me)
export class MeResolver {
  constructor(
    private readonly account: AccountService,
    private readonly passwords: PasswordChangesService,
    private readonly sessionsService: SessionsService,
    private readonly rights: Rights,
  ) {}

  @Query(() => Me, { nullable: true, description: 'Null for somebody who has not signed in.' })
  me(@Asking() viewer: Viewer | null) { return this.account.of(viewer) }

  @ResolveField(() => [Role], { description: 'The roles held now.' })
  roles(@Asking() viewer: Viewer) { return this.account.rolesOf(viewer) }

  @ResolveField(() => [Seat], { description: 'The seats acted for now.' })
  seats(@Operation() { viewer, loaders }: Context) { return this.account.seatsOf(viewer, loaders) }

  @ResolveField(() => [Permission], { description: 'What concerns no committee.' })
  acts(@Parent() _me: Me, @Operation() { viewer, loaders }: Context) { return this.rights.permissions(viewer, globalActs, {}, loaders) }

  @ResolveField(() => [Session], { description: 'Every open way into this account.' })
  sessions(@Asking() viewer: Viewer) { return this.sessionsService.list(viewer) }

  @Mutation(() => ChangePasswordResult) @Asks('session.manage')
  changePassword(@Args('input') { current, next }: ChangePasswordInput, @Asking() viewer: Viewer | null) { return this.passwords.change(viewer, current, next) }

  @Mutation(() => EndSessionResult, { description: 'Ends one of one’s own sessions or access tokens, at once.' }) @Asks('session.manage')
  endSession(@Args('input') { sessionId }: EndSessionInput, @Asking() viewer: Viewer | null) { return this.sessionsService.end(viewer, sessionId) }

  @Mutation(() => CreateAccessTokenResult) @Asks('session.manage')
  createAccessToken(@Args('input') { name }: CreateAccessTokenInput, @Asking() viewer: Viewer | null) { return this.account.createToken(viewer, name) }
}
