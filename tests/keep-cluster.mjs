// Keeps one PostgreSQL for all test processes of this account on this machine. Started by the first that needs it (tests/database.ts);
// ends when told to, or after ten minutes without a connection, and takes its data along.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [folder] = process.argv.slice(2)
const idleMinutes = 10

const built = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'libs/embedded-postgres')], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const { ClusterRefused, startCluster } = await import('@plenary/embedded-postgres')

/** Nothing in it outlives the run, so nothing waits for the disk. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

async function started() {
  try {
    return await startCluster(folder, { settings })
  } catch (fault) {
    if (fault instanceof ClusterRefused && fault.reason === 'owned') process.exit(0)
    throw fault
  }
}

const cluster = await started()

async function connections() {
  const client = new pg.Client({ ...cluster.connection, database: 'postgres' })
  await client.connect()
  const { rows } = await client.query('SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = $1 AND pid <> pg_backend_pid()', ['client backend'])
  await client.end()
  return rows[0].n
}

async function end() {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end())
cluster.lost.then(() => process.exit(1))

let idle = 0
setInterval(async () => {
  idle = await connections() > 0 ? 0 : idle + 1
  if (idle >= idleMinutes * 2) await end()
}, 30_000)
