import { Args, Field, ID, InputType, Mutation, Query, Resolver } from '@nestjs/graphql'
import { Done, orRefusal } from '../platform/graphql.ts'
import { Address, Asking, Asks, OpenToAll, type Viewer } from '../platform/viewer.ts'
import { AcceptanceService } from './acceptance.service.ts'
import { InvitationLink, LinkFacts } from './invitation.entity.ts'
import { InvitationsService } from './invitations.service.ts'
import { LettersService } from './letters.service.ts'
import { RegistrationService } from './registration.service.ts'

@InputType()
class InviteInput {
  @Field(() => ID, { nullable: true }) committeeId?: string
  @Field() email: string
  @Field() name: string
  @Field(() => String, { nullable: true }) role?: string
  @Field(() => ID, { nullable: true }) seatId?: string
  @Field(() => Boolean, { nullable: true }) head?: boolean
  @Field(() => Boolean, { nullable: true, description: 'To administer the installation; then without a committee.' }) administrator?: boolean
}

@InputType()
class AcceptInvitationInput {
  @Field() token: string
  @Field() password: string
  @Field(() => String, { nullable: true, description: 'The name to go by; that of the invitation when left out.' }) name?: string
}

@InputType()
class RequestPasswordResetInput {
  @Field() email: string
}

@InputType()
class RequestRegistrationInput {
  @Field() email: string
  @Field() name: string
}

@InputType()
class RegisterInput {
  @Field() email: string
  @Field() code: string
  @Field() password: string
}

const InviteResult = orRefusal('InviteResult', () => InvitationLink)
const AcceptInvitationResult = orRefusal('AcceptInvitationResult', () => Done)
const RequestPasswordResetResult = orRefusal('RequestPasswordResetResult', () => Done)
const RequestRegistrationResult = orRefusal('RequestRegistrationResult', () => Done)
const RegisterResult = orRefusal('RegisterResult', () => Done)

/** GraphQL hands over null where a field was left empty; services know only absence. */
const withoutNulls = <T extends object>(input: T): T => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as T

/** How people come in: by invitation, by a link for a new password, by registering. */
@Resolver()
export class JoiningResolver {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly acceptance: AcceptanceService,
    private readonly letters: LettersService,
    private readonly registration: RegistrationService,
  ) {}

  @Query(() => LinkFacts, { nullable: true, description: 'What a one-time link is for; null when it is unknown, used or out of time.' })
  link(@Args('token') token: string) { return this.acceptance.facts(token) }

  @Mutation(() => InviteResult) @Asks('person.invite')
  invite(@Args('input') input: InviteInput, @Asking() viewer: Viewer | null) { return this.invitations.invite(viewer, withoutNulls(input)) }

  @Mutation(() => AcceptInvitationResult, { description: 'Uses a one-time link: to join, or to set a new password.' })
  @OpenToAll('the link itself is the proof; it works once')
  acceptInvitation(@Args('input') { token, password, name }: AcceptInvitationInput) { return this.acceptance.accept({ token, password, name: name ?? '' }) }

  @Mutation(() => RequestPasswordResetResult, { description: 'Mails a link for a new password, if there is such an account. The answer does not say.' })
  @OpenToAll('who forgot the password cannot sign in; letters are limited')
  requestPasswordReset(@Args('input') { email }: RequestPasswordResetInput, @Address() address: string) { return this.letters.requestReset(email, address) }

  @Mutation(() => RequestRegistrationResult, { description: 'Mails a code of eight digits, good for 15 minutes.' })
  @OpenToAll('anybody may have an account; letters are limited')
  requestRegistration(@Args('input') { email, name }: RequestRegistrationInput, @Address() address: string) {
    return this.letters.requestRegistration(email, name, address)
  }

  @Mutation(() => RegisterResult)
  @OpenToAll('the mailed code is the proof; tries are limited')
  register(@Args('input') input: RegisterInput) { return this.registration.register(input) }
}
