import { type DynamicModule, Global, Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CONFIG, type Config } from './config.ts'
import { AppealsModule } from './appeals/appeals.module.ts'
import { BallotsModule } from './ballots/ballots.module.ts'
import { CollabModule } from './collab/collab.module.ts'
import { CommentsModule } from './comments/comments.module.ts'
import { DecisionsModule } from './decisions/decisions.module.ts'
import { DraftsModule } from './drafts/drafts.module.ts'
import { FormatsModule } from './formats/formats.module.ts'
import { LedgerModule } from './ledger/ledger.module.ts'
import { migrations } from './migrations/index.ts'
import { MeetingsModule } from './meetings/meetings.module.ts'
import { NoticesModule } from './notices/notices.module.ts'
import { ObjectionsModule } from './objections/objections.module.ts'
import { PeopleModule } from './people/people.module.ts'
import { PollsModule } from './polls/polls.module.ts'
import { CONNECTION } from './platform/connection.ts'
import { type Connection, databaseOptions } from './platform/database.ts'
import { graphqlModule } from './platform/graphql.module.ts'
import { PlatformModule } from './platform/platform.module.ts'
import { ReviewsModule } from './reviews/reviews.module.ts'
import { StagesModule } from './stages/stages.module.ts'

@Global()
@Module({})
export class AppModule {
  /** The list of domains, lowest first; nothing else. */
  static over(connection: Connection, config: Config): DynamicModule {
    return {
      module: AppModule,
      providers: [{ provide: CONFIG, useValue: config }, { provide: CONNECTION, useValue: connection }],
      exports: [CONFIG, CONNECTION],
      imports: [
        TypeOrmModule.forRoot({ ...databaseOptions(connection, { migrations }), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 }),
        PlatformModule,
        graphqlModule,
        LedgerModule,
        PeopleModule,
        NoticesModule,
        DraftsModule,
        CollabModule,
        CommentsModule,
        ObjectionsModule,
        DecisionsModule,
        AppealsModule,
        PollsModule,
        MeetingsModule,
        BallotsModule,
        StagesModule,
        ReviewsModule,
        FormatsModule,
      ],
    }
  }
}
