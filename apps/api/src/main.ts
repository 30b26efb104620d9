import path from 'node:path'
import { type Cluster, ClusterRefused, startCluster } from '@plenary/embedded-postgres'
import { BadConfiguration, type Config, readConfig } from './config.ts'
import type { Connection } from './platform/database.ts'
import { InvitationsService } from './people/invitations.service.ts'
import { Installation } from './platform/installation.ts'
import { startServer } from './server.ts'

const DRAIN_MS = 10_000
const root = path.resolve(import.meta.dirname, '../../..')
const tell = (message: object): void => { process.send?.(message) }
const progress = (what: string): void => { tell({ progress: what }) }

function readEnvironment(): Config {
  try {
    return readConfig(process.env, root)
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error
    process.stderr.write(`Plenary cannot start: ${error.message}.\n`)
    process.exit(2)
  }
}

async function openDatabase(config: Config): Promise<{ connection: Connection; cluster: Cluster | null }> {
  if (config.databaseUrl) return { connection: { url: config.databaseUrl }, cluster: null }
  try {
    const cluster = await startCluster(config.dataDirectory, { onProgress: progress })
    return { connection: cluster.connection, cluster }
  } catch (error) {
    if (!(error instanceof ClusterRefused)) throw error
    process.stderr.write(`Plenary cannot start: ${error.message}\n`)
    process.exit(2)
  }
}

const config = readEnvironment()
const { connection, cluster } = await openDatabase(config)
const server = await startServer(connection, config, { web: path.join(root, 'apps/web/dist'), onProgress: progress })

let stopping = false
/** Everything acknowledged is in PostgreSQL already, so stopping only has to be orderly, and need not wait for somebody who never finishes. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await Promise.race([server.close(), new Promise(resolve => { setTimeout(resolve, DRAIN_MS) })])
  await cluster?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
process.on('disconnect', () => void stop())

/** Jobs and deadlines wait until the demo is seeded: its history is written day by day, and its deadlines by the story. */
async function begin(): Promise<void> {
  await server.work()
  tell({ working: true })
}

const welcome = config.firstAdministrator ? await server.app.get(InvitationsService).firstAdministrator(config.firstAdministrator) : null
if (welcome) process.stdout.write(`The first administrator, ${config.firstAdministrator}, sets a password at ${welcome}\n`)

const demo = config.demo ? await server.app.get(Installation).demo() : 'removed'
const seeding = demo === 'none' && process.send !== undefined
if (seeding) process.on('message', message => { if (typeof message === 'object' && message !== null && 'seeded' in message) void begin() })
else await begin()
tell({ listening: server.url, demo: seeding ? 'needed' : demo === 'present' ? 'present' : 'off' })
if (!process.send) process.stdout.write(`Plenary is ready at ${server.url}\n`)
