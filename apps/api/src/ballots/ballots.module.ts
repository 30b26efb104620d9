import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { MeetingsModule } from '../meetings/meetings.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotKeys } from './ballot-keys.service.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { BallotsQueries } from './ballots.queries.ts'
import { BallotActsResolver, BallotsResolver, BoxResolver, DraftBallotsResolver, VoteChangesResolver, VotesResolver } from './ballots.resolver.ts'
import { BallotsService } from './ballots.service.ts'
import { BoxService } from './box.service.ts'
import { CastVotes } from './cast-votes.service.ts'
import { ClosingService } from './closing.service.ts'
import { ConductResolver } from './conduct.resolver.ts'
import { ConductService } from './conduct.service.ts'
import { CountingService } from './counting.service.ts'
import { EnteredVotes } from './entered-votes.service.ts'
import { EnteringResolver, ItemBallotsResolver } from './entering.resolver.ts'
import { MembershipRecord } from './membership-record.service.ts'
import { CommitteeTurnoutResolver, MembershipsResolver } from './memberships.resolver.ts'
import { MembershipsReactions } from './memberships.reactions.ts'
import { MembershipsService } from './memberships.service.ts'
import { MissedVotes } from './missed-votes.service.ts'
import { NewBallots } from './new-ballots.service.ts'
import { ProxiesResolver, ProxyResolver } from './proxies.resolver.ts'
import { ProxiesService } from './proxies.service.ts'
import { ProxyRecord } from './proxy-record.service.ts'
import { RollEntryResolver, RollResolver } from './roll.resolver.ts'
import { Prospects } from './prospects.service.ts'
import { RecirculationShowing } from './recirculation-showing.service.ts'
import { RecirculationsResolver } from './recirculations.resolver.ts'
import { RecirculationsService } from './recirculations.service.ts'
import { PreparedRoll, RollChange } from './roll.entity.ts'
import { DraftRollsResolver, RollChangesResolver, RollsResolver } from './rolls.resolver.ts'
import { RollsService } from './rolls.service.ts'
import { SeatChange } from './seat-change.entity.ts'
import { ShowingProxies } from './showing-proxies.service.ts'
import { ShowingService } from './showing.service.ts'
import { RollEntry } from './vote.entity.ts'
import { VoteDocumentsController } from './vote-documents.controller.ts'
import { Voters } from './voters.service.ts'
import { VotesService } from './votes.service.ts'

const services = [
  BallotsService, BoxService, ClosingService, ConductService, EnteredVotes, MembershipsService, ProxiesService, RecirculationsService, RollsService, VotesService,
]
const resolvers = [
  BallotActsResolver, BallotsResolver, BoxResolver, CommitteeTurnoutResolver, ConductResolver, DraftBallotsResolver, DraftRollsResolver, EnteringResolver, ItemBallotsResolver,
  BallotActsResolver, BallotsResolver, BoxResolver, ConductResolver, DraftBallotsResolver, DraftRollsResolver, EnteringResolver, ItemBallotsResolver,
  MembershipsResolver, ProxiesResolver, ProxyResolver, RecirculationsResolver, RollChangesResolver, RollEntryResolver, RollResolver, RollsResolver, VoteChangesResolver,
  VotesResolver,
]

@Module({
  imports: [
    DecisionsModule, DraftsModule, LedgerModule, MeetingsModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([Ballot, PreparedRoll, RollChange, RollEntry, SeatChange]),
  ],
  controllers: [VoteDocumentsController],
  providers: [
    ...services, ...resolvers, BallotKeys, BallotRecord, BallotsQueries, CastVotes, CountingService, MembershipRecord, MembershipsReactions, MissedVotes, NewBallots, Prospects,
    ProxyRecord, RecirculationShowing, ShowingProxies, ShowingService, Voters,
  ],
  exports: services,
})
export class BallotsModule {}
