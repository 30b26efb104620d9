import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AppealsModule } from '../appeals/appeals.module.ts'
import { BallotsModule } from '../ballots/ballots.module.ts'
import { CollabModule } from '../collab/collab.module.ts'
import { DecisionsModule } from '../decisions/decisions.module.ts'
import { DraftsModule } from '../drafts/drafts.module.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { NoticesModule } from '../notices/notices.module.ts'
import { PeopleModule } from '../people/people.module.ts'
import { PollsModule } from '../polls/polls.module.ts'
import { Attestation } from './attestation.entity.ts'
import { AttestationsService } from './attestations.service.ts'
import { ClocksOfCommitteeResolver, ClocksOfDraftResolver, RunningClocksResolver } from './clocks.resolver.ts'
import { ClocksService } from './clocks.service.ts'
import { DecidingResolver } from './deciding.resolver.ts'
import { DecidingService } from './deciding.service.ts'
import { FlowResolver } from './flow.resolver.ts'
import { FlowService } from './flow.service.ts'
import { Opening } from './opening.service.ts'
import { RecountsService } from './recounts.service.ts'
import { References } from './references.service.ts'
import { StageEvent } from './stage-event.entity.ts'
import { StageMoments } from './stage-moments.ts'
import { StageNotices } from './stage-notices.service.ts'
import { StageRecord } from './stage-record.service.ts'
import { StagesFacts } from './stages-facts.service.ts'
import { StagesReactions } from './stages.reactions.ts'
import { AttestationsResolver, StageEventsResolver, StagesResolver } from './stages.resolver.ts'
import { StagesService } from './stages.service.ts'
import { StandingService } from './standing.service.ts'
import { Timeout } from './timeout.service.ts'
import { Track } from './track.entity.ts'
import { TracksOfDraftResolver, TracksResolver } from './tracks.resolver.ts'
import { TracksService } from './tracks.service.ts'
import { Transition } from './transition.service.ts'
import { UpheldAppeals } from './upheld-appeals.service.ts'

const services = [AttestationsService, StagesFacts, StagesService, Transition]
const resolvers = [
  AttestationsResolver, ClocksOfCommitteeResolver, ClocksOfDraftResolver, DecidingResolver, FlowResolver, RunningClocksResolver, StageEventsResolver, StagesResolver,
  TracksResolver, TracksOfDraftResolver,
]

@Module({
  imports: [
    AppealsModule, BallotsModule, CollabModule, DecisionsModule, DraftsModule, LedgerModule, NoticesModule, PeopleModule, PollsModule,
    TypeOrmModule.forFeature([Attestation, StageEvent, Track]),
  ],
  providers: [
    ...services, ...resolvers, ClocksService, DecidingService, FlowService, Opening, RecountsService, References, StageMoments, StageNotices, StageRecord, StagesReactions,
    StandingService, Timeout, TracksService, UpheldAppeals,
  ],
  exports: services,
})
export class StagesModule {}
