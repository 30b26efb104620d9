// Keeps one PostgreSQL for all test processes of this account on this machine. Started by the first that needs it (tests/database.ts);
// ends when it was told to and nobody is connected any more, or after ten minutes without a connection, and takes its data along.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [folder] = process.argv.slice(2)

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

async function isUsed() {
  const client = new pg.Client({ ...cluster.connection, database: 'postgres' })
  try {
    await client.connect()
    const { rows } = await client.query('SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = $1 AND pid <> pg_backend_pid()', ['client backend'])
    return rows[0].n > 0
  } catch {
    // Too many are connected for one more to ask.
    return true
  } finally {
    await client.end()
  }
}

async function end() {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

// Who has ended asks; others on this machine may be in the middle of their work.
let isAsked = false
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { isAsked = true })
cluster.lost.then(() => process.exit(1))

/** How often it is looked, and after how long without a connection it ends, in seconds. */
const patience = () => isAsked ? [1, 5] : [30, 600]

let unusedFor = 0
for (let second = 1; ; second += 1) {
  await new Promise(resume => { setTimeout(resume, 1_000) })
  const [every, longest] = patience()
  if (second % every > 0) continue
  unusedFor = await isUsed() ? 0 : unusedFor + every
  if (unusedFor >= longest) await end()
}
