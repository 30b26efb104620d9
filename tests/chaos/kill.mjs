// Kills the co-editing server with -9 while people write, and counts what was acknowledged or seen and then lost: --kills 50 --writers 8
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '@plenary/embedded-postgres'
import pg from 'pg'
import * as Y from 'yjs'
import { Collab1700000000005 } from '../../apps/api/dist/migrations/0005-collab.js'
import { Writer } from './kill-writer.mjs'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, writers: { type: 'string', default: '8' }, quiet: { type: 'boolean', default: false } } })
const kills = Number(values.kills)
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })
const tell = line => { if (!values.quiet) process.stderr.write(`${line}\n`) }

const freePort = () => new Promise(resolve => {
  const server = createServer()
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})

/** The tables of the log, with as much of the rest as they lean on. */
async function layTables(pool, draft) {
  await pool.query('create function plenary_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$')
  await pool.query('create table draft (id uuid primary key); create table person (id uuid primary key)')
  await new Collab1700000000005().up({ query: statement => pool.query(statement) })
  await pool.query('insert into draft values ($1)', [draft])
  await pool.query("insert into text_head (room, draft_id) values ('room', $1)", [draft])
}

function serve(connection, port) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, STORM_DATABASE: JSON.stringify(connection), STORM_PORT: String(port) }
    const server = fork(join(import.meta.dirname, 'kill-server.mjs'), { env, execArgv: [] })
    server.once('message', () => resolve(server))
    server.once('error', reject)
  })
}

const killed = server => new Promise(resolve => {
  server.once('exit', resolve)
  server.kill('SIGKILL')
})

const acknowledgedBy = writers => writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0)

/** Until somebody has been told since now that something is durable. */
async function acknowledgedMore(writers) {
  const before = acknowledgedBy(writers)
  const until = performance.now() + 60_000
  while (acknowledgedBy(writers) === before) {
    if (performance.now() > until) throw new Error('Nobody was acknowledged for a minute')
    await pause(2)
  }
}

/** What the log holds, read by nothing but SQL and Yjs. */
async function stored(pool) {
  const { rows } = await pool.query("select seq, data from text_update where room = 'room' order by seq")
  const holes = rows.filter((row, i) => Number(row.seq) !== i + 1).length
  const doc = new Y.Doc()
  for (const { data } of rows) Y.applyUpdate(doc, data)
  return { rows: rows.length, holes, words: new Set(doc.getMap('meta').keys()), pending: doc.store.pendingStructs !== null }
}

async function storm(connection, port) {
  let server = await serve(connection, port)
  const writers = Array.from({ length: Number(values.writers) }, () => new Writer(`ws://127.0.0.1:${port}/collab`, randomUUID()))
  let count = 0
  const writing = setInterval(() => writers.forEach(writer => writer.write(`word ${++count}`)), 20)
  for (let i = 1; i <= kills; i++) {
    // One kill in five comes blindly, often before anybody is back; the others come while acknowledgements flow.
    if (i % 5 > 0) await acknowledgedMore(writers)
    await pause(Math.random() * 300)
    await killed(server)
    server = await serve(connection, port)
    if (i % 50 === 0) tell(`${i} kills, ${count} words`)
  }
  clearInterval(writing)
  const until = performance.now() + 30_000
  while (!writers.every(writer => writer.isSaved) && performance.now() < until) await pause(20)
  await killed(server)
  const seen = new Set(writers.flatMap(writer => writer.seen.filter(word => !writer.written.includes(word))))
  for (const { provider, doc } of writers) {
    provider.destroy()
    doc.destroy()
  }
  return { writers, seen }
}

const home = mkdtempSync(join(tmpdir(), 'plenary-storm-'))
const cluster = await startCluster(home)
const pool = new pg.Pool({ ...cluster.connection, max: 2 })
// The end of the cluster ends idle connections too.
pool.on('error', () => undefined)
try {
  await layTables(pool, randomUUID())
  const began = performance.now()
  const { writers, seen } = await storm(cluster.connection, await freePort())
  const log = await stored(pool)
  const acknowledged = writers.flatMap(writer => [...writer.acknowledged])
  const waits = writers.flatMap(writer => writer.waits).sort((a, b) => a - b)
  const { rows: [{ fsync }] } = await pool.query("select setting as fsync from pg_settings where name = 'fsync'")
  const result = {
    kills, writers: writers.length, seconds: Math.round((performance.now() - began) / 1_000), fsync,
    written: writers.reduce((sum, writer) => sum + writer.written.length, 0),
    acknowledged: acknowledged.length, acknowledgedThenLost: acknowledged.filter(word => !log.words.has(word)).length,
    seenByOthers: seen.size, seenThenLost: [...seen].filter(word => !log.words.has(word)).length,
    missingAtTheEnd: writers.flatMap(writer => writer.written).filter(word => !log.words.has(word)).length,
    rows: log.rows, holes: log.holes, pending: log.pending,
    waitMedianMs: Math.round(waits[waits.length >> 1] ?? 0), waitP99Ms: Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0),
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results', 'kill.json'), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  const whole = result.acknowledgedThenLost + result.seenThenLost + result.missingAtTheEnd + result.holes === 0 && !result.pending && result.acknowledged > 0
  process.exitCode = whole ? 0 : 1
} finally {
  await pool.end()
  await cluster.stop()
  rmSync(home, { recursive: true, force: true })
}
