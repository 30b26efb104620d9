import { readFileSync } from 'node:fs'
import path from 'node:path'
import { BadConfiguration, type Config, type Connection, openContext, type OpenContext, readConfig } from '@plenary/api/context'
import { type Cluster, ClusterRefused, startCluster } from '@plenary/embedded-postgres'
import { BadInput } from './command.ts'

const root = path.resolve(import.meta.dirname, '../../..')

function configuration(): Config {
  try {
    return readConfig(process.env, root)
  } catch (error) {
    if (error instanceof BadConfiguration) throw new BadInput(`${error.message}.`)
    throw error
  }
}

/** The database of a server that runs on this data directory, if one does. */
function runningHere(directory: string): Connection | null {
  try {
    const where = JSON.parse(readFileSync(path.join(directory, 'WHERE'), 'utf8')) as { socketDirectory: string | null; user: string; database: string }
    return where.socketDirectory ? { host: where.socketDirectory, user: where.user, database: where.database } : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function reach(config: Config): Promise<{ connection: Connection; cluster: Cluster | null }> {
  if (config.databaseUrl) return { connection: { url: config.databaseUrl }, cluster: null }
  try {
    const cluster = await startCluster(config.dataDirectory)
    return { connection: cluster.connection, cluster }
  } catch (error) {
    // Refused because a server owns it: then its database is the one to speak to.
    const connection = error instanceof ClusterRefused ? runningHere(config.dataDirectory) : null
    if (!connection) throw error instanceof ClusterRefused ? new BadInput(error.message) : error
    return { connection, cluster: null }
  }
}

/** Runs a command against the installation's database: that of a running server, or one started for the while. */
export async function withHouse<T>(work: (context: OpenContext, config: Config) => Promise<T>): Promise<T> {
  const config = configuration()
  const { connection, cluster } = await reach(config)
  const context = await openContext(connection, config)
  try {
    return await work(context, config)
  } finally {
    await context.close()
    await cluster?.stop()
  }
}
