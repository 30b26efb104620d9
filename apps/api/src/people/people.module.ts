import { Global, Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { Authenticator } from '../platform/viewer.ts'
import { AcceptanceService } from './acceptance.service.ts'
import { AccountService } from './account.service.ts'
import { AuthController } from './auth.controller.ts'
import { PeopleAuthenticator } from './authenticator.service.ts'
import { Body } from './body.entity.ts'
import { BodiesService } from './bodies.service.ts'
import { CalendarVersion } from './calendar-version.entity.ts'
import { CalendarsResolver, CommitteeCalendarsResolver } from './calendars.resolver.ts'
import { CalendarsService } from './calendars.service.ts'
import { Committee } from './committee.entity.ts'
import { CommitteesResolver } from './committees.resolver.ts'
import { CommitteesService } from './committees.service.ts'
import { Delegate } from './delegate.entity.ts'
import { DelegatesService } from './delegates.service.ts'
import { DemoResolver } from './demo.resolver.ts'
import { DemoService } from './demo.service.ts'
import { Guesses } from './guesses.ts'
import { InvitationsService } from './invitations.service.ts'
import { JoiningResolver } from './joining.resolver.ts'
import { JoiningService } from './joining.service.ts'
import { LettersService } from './letters.service.ts'
import { LinksService } from './links.service.ts'
import { MeResolver } from './me.resolver.ts'
import { DelegatesResolver, MembersResolver, RolesResolver } from './members.resolver.ts'
import { MembersService } from './members.service.ts'
import { OutboxService } from './outbox.service.ts'
import { PasswordChangesService } from './password-changes.service.ts'
import { PasswordsService } from './passwords.service.ts'
import { PeopleService } from './people.service.ts'
import { Person } from './person.entity.ts'
import { CommitteeRecordResolver, LedgerEntryResolver } from './record.resolver.ts'
import { RegistrationService } from './registration.service.ts'
import { Rights } from './rights.service.ts'
import { Role } from './role.entity.ts'
import { RolesService } from './roles.service.ts'
import { Seat } from './seat.entity.ts'
import { SeatsResolver } from './seats.resolver.ts'
import { SeatsService } from './seats.service.ts'
import { SessionsService } from './sessions.service.ts'
import { SignInService } from './sign-in.service.ts'
import { TravelService } from './travel.service.ts'

const authenticator = { provide: Authenticator, useClass: PeopleAuthenticator }
const doors = [
  BodiesService, CommitteesService, DelegatesService, DemoService, InvitationsService, PasswordsService, PeopleService, Rights, RolesService, SeatsService, SessionsService,
]

/** Global because every request is asked whose it is. */
@Global()
@Module({
  imports: [LedgerModule, TypeOrmModule.forFeature([Body, CalendarVersion, Committee, Delegate, Person, Role, Seat])],
  controllers: [AuthController],
  providers: [
    ...doors, authenticator,
    AcceptanceService, AccountService, CalendarsService, Guesses, JoiningService, LettersService, LinksService, MembersService, OutboxService,
    PasswordChangesService, RegistrationService, SignInService, TravelService,
    CalendarsResolver, CommitteeCalendarsResolver, CommitteeRecordResolver, CommitteesResolver, DelegatesResolver, DemoResolver, JoiningResolver,
    LedgerEntryResolver, MembersResolver, MeResolver, RolesResolver, SeatsResolver,
  ],
  exports: [...doors, authenticator],
})
export class PeopleModule {}
