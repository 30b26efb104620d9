// The co-editing engine alone on a PostgreSQL of its own, for any load generator: --port 4400 [--data folder] [--fresh] [--log memory]
import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '@plenary/embedded-postgres'
import pg from 'pg'
import { layTables } from './engine/logs.mjs'

if (process.env.NODE_ENV === 'production') {
  process.stderr.write('This server admits everyone, so it does not start with NODE_ENV=production.\n')
  process.exit(2)
}

const { values } = parseArgs({ options: {
  port: { type: 'string', default: '0' }, data: { type: 'string' }, fresh: { type: 'boolean', default: false }, log: { type: 'string', default: 'postgres' },
} })
// The data stays, so that the server can be killed and started again.
const data = resolve(values.data ?? join(import.meta.dirname, '../../tmp', `collab-server-${values.port}`))

async function openCluster() {
  if (values.fresh) rmSync(data, { recursive: true, force: true })
  const cluster = await startCluster(data)
  const pool = new pg.Pool({ ...cluster.connection, max: 1 })
  pool.on('error', () => undefined)
  await layTables(pool)
  await pool.end()
  return cluster
}

const cluster = values.log === 'memory' ? null : await openCluster()
const env = { ...process.env, PORT: values.port, DATABASE: cluster ? JSON.stringify(cluster.connection) : '' }
const server = fork(join(import.meta.dirname, 'engine/server.mjs'), { env, execArgv: process.execArgv })
server.once('message', ({ port }) => {
  process.stdout.write(`ws://127.0.0.1:${port}/collab/{room}\n`)
  process.stderr.write(`The engine is process ${server.pid}; ${cluster ? `PostgreSQL keeps its data in ${data}` : 'nothing is kept'}. It ends with Ctrl-C.\n`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'))
server.once('exit', async code => {
  await cluster?.stop()
  process.exit(code ?? 1)
})
