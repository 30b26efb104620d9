import 'reflect-metadata'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module.ts'
import { CollabService } from './collab/collab.service.ts'
import { EarlyService } from './collab/early.service.ts'
import { KeepingService } from './collab/keeping.service.ts'
import type { Config } from './config.ts'
import { Changes } from './platform/changes.ts'
import { Clock } from './platform/clock.ts'
import { type Connection, poolOptions } from './platform/database.ts'
import { Deadlines } from './platform/deadlines.ts'
import { allowedOrigins, endStrayUpgrades, prepareHttp } from './platform/http.ts'
import { Jobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { nestLogger } from './platform/nest-logger.ts'
import { serveWeb } from './platform/web.ts'

/** A running Plenary: one HTTP server for the web app, GraphQL and the co-editing socket. */
export interface RunningServer {
  readonly app: NestExpressApplication
  readonly url: string
  readonly port: number
  /** Begins to run jobs and deadlines. Kept apart from listening, so that seeds can write history first. */
  readonly work: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface ServerWishes {
  /** The built web app; left out where only the API is wanted. */
  readonly web?: string
  readonly onProgress?: (what: string) => void
}

/** Starts the application over a database that PostgreSQL already serves: migrates, listens, and drains when closed. */
export async function startServer(connection: Connection, config: Config, wishes: ServerWishes = {}): Promise<RunningServer> {
  const pool = new Pool(poolOptions(connection))
  // A lost idle connection is replaced at the next use.
  pool.on('error', () => undefined)
  const app = await NestFactory.create<NestExpressApplication>(AppModule.over(connection, config), { logger: nestLogger, abortOnError: false })
  wishes.onProgress?.('bringing the database up to date')
  await migrate(app.get(DataSource))
  const jobs = app.get(Jobs)
  await jobs.migrate(pool)
  if (config.clock) await app.get(Clock).travel(config.clock)
  await app.get(Changes).listen(poolOptions(connection))

  let port = config.port
  prepareHttp(app, config, () => allowedOrigins(config, port))
  if (wishes.web) serveWeb(app, wishes.web, ({ path, viewer }) => app.get(EarlyService).textFor(path, viewer))
  await app.listen(config.port, config.host)
  const server = app.getHttpServer() as Server
  endStrayUpgrades(server)
  app.get(CollabService).attach(server, () => allowedOrigins(config, port))
  port = (server.address() as AddressInfo).port
  const url = config.publicUrl.replace(/:0$/, `:${port}`)
  return {
    app, url, port,
    work: async () => {
      await jobs.start(pool)
      await app.get(Deadlines).wake()
      await app.get(KeepingService).next()
    },
    close: async () => {
      // From now on a proxy finds this instance closed and sends people to another one; whoever is asking just now is still answered.
      server.close()
      server.closeIdleConnections()
      await app.close()
      await pool.end()
    },
  }
}
