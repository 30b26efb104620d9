import 'reflect-metadata'
import type { Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module.ts'
import type { Config } from './config.ts'
import { type Connection, poolOptions } from './platform/database.ts'
import { Deadlines } from './platform/deadlines.ts'
import { Jobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { nestLogger } from './platform/nest-logger.ts'

/** The application without HTTP, for the command line, seeds and tests that need no door. */
export interface OpenContext {
  /** A service of the application. */
  readonly get: <T>(service: Type<T>) => T
  readonly db: DataSource
  /** Runs every deadline and job that is due, in order, until none is left. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the application over a database that PostgreSQL already serves. Migrates it first. */
export async function openContext(connection: Connection, config: Config): Promise<OpenContext> {
  const pool = new Pool(poolOptions(connection))
  pool.on('error', () => undefined)
  const app = await NestFactory.createApplicationContext(AppModule.over(connection, config), { logger: nestLogger, abortOnError: false })
  const db = app.get(DataSource)
  await migrate(db)
  const jobs = app.get(Jobs)
  await jobs.migrate(pool)
  return {
    get: service => app.get(service),
    db,
    settle: async () => {
      await app.get(Deadlines).runDue()
      await jobs.drain(pool)
    },
    close: async () => {
      await app.close()
      await pool.end()
    },
  }
}

export { type Config, readConfig, BadConfiguration } from './config.ts'
export type { Connection } from './platform/database.ts'
export { Clock } from './platform/clock.ts'
export { BackupService } from './platform/backup.service.ts'
export { BadBackup } from './platform/backup-file.ts'
export { LedgerCheck } from './ledger/ledger-check.service.ts'
export { Transactions } from './platform/transaction.ts'
export { Installation } from './platform/installation.ts'
export type { Viewer } from './platform/viewer.ts'
export { BodiesService } from './people/bodies.service.ts'
export { CommitteesService } from './people/committees.service.ts'
export { DelegatesService } from './people/delegates.service.ts'
export { InvitationsService } from './people/invitations.service.ts'
export { PasswordsService } from './people/passwords.service.ts'
export { PeopleService } from './people/people.service.ts'
export { RolesService } from './people/roles.service.ts'
export { SeatsService } from './people/seats.service.ts'
export { DraftsService } from './drafts/drafts.service.ts'
export { CollabService } from './collab/collab.service.ts'
export { CallsService } from './comments/calls.service.ts'
export { CommentsService } from './comments/comments.service.ts'
export { DispositionsService } from './comments/dispositions.service.ts'
export { ObjectionsService } from './objections/objections.service.ts'
export { StatementsService } from './decisions/statements.service.ts'
export { PollsService } from './polls/polls.service.ts'
export { AnswersService } from './polls/answers.service.ts'
export { ImportsService } from './formats/imports.service.ts'
export { RecordService } from './formats/record.service.ts'
export { DemoService } from './people/demo.service.ts'
export type { NewDraft } from './drafts/drafts.service.ts'
export { BallotsService } from './ballots/ballots.service.ts'
export { VotesService } from './ballots/votes.service.ts'
export { AttestationsService } from './stages/attestations.service.ts'
export { StagesService } from './stages/stages.service.ts'
