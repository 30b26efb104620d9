import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { Ballot } from './ballot.entity.ts'
import { BallotRecord } from './ballot-record.service.ts'
import { BallotsQueries } from './ballots.queries.ts'
import { BallotActsResolver, BallotsResolver, DraftBallotsResolver, VotesResolver } from './ballots.resolver.ts'
import { BallotsService } from './ballots.service.ts'
import { CastVotes } from './cast-votes.service.ts'
import { ClosingService } from './closing.service.ts'
import { ShowingService } from './showing.service.ts'
import { RollEntry } from './vote.entity.ts'
import { VotesService } from './votes.service.ts'

const services = [BallotsService, ClosingService, VotesService]
const resolvers = [BallotActsResolver, BallotsResolver, DraftBallotsResolver, VotesResolver]

@Module({
  imports: [DecisionsModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, TypeOrmModule.forFeature([Ballot, RollEntry])],
  providers: [...services, ...resolvers, BallotRecord, BallotsQueries, CastVotes, ShowingService],
  exports: services,
})
export class BallotsModule {}
