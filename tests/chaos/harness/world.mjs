import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '@plenary/embedded-postgres'
import pg from 'pg'
import * as Y from 'yjs'
import { Collab1700000000005 } from '../../../apps/api/dist/migrations/0005-collab.js'
import { FaultProxy } from './fault-proxy.mjs'
import { seeded } from './random.mjs'
import { Writer } from './writer.mjs'

export const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

/** Waits until something holds; fails with `what` when it never does. */
export async function until(what, holds, seconds = 60) {
  const end = performance.now() + seconds * 1_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Never happened in ${seconds} s: ${what}`)
    await pause(2)
  }
}

export const freePort = () => new Promise(resolve => {
  const server = createServer()
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})

/** The tables of the log, with as much of the rest as they lean on. */
async function layTables(pool) {
  await pool.query('create function plenary_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$')
  await pool.query('create table draft (id uuid primary key); create table person (id uuid primary key, writes boolean not null default true)')
  await new Collab1700000000005().up({ query: statement => pool.query(statement) })
  const draft = randomUUID()
  await pool.query('insert into draft values ($1)', [draft])
  await pool.query("insert into text_head (room, draft_id) values ('room', $1)", [draft])
}

/** What a storm blows over: a PostgreSQL of its own behind links that can be cut, engines that can be killed, and people who write. */
export class World {
  engines = []
  links = []
  writers = []
  /** Those who lost the right to write: what they were told is saved must be there, what they wrote last need not be. */
  retired = []

  static async open({ home, settings = {} } = {}) {
    const world = new World()
    world.home = home ?? mkdtempSync(join(tmpdir(), 'plenary-storm-'))
    chmodSync(world.home, 0o711)
    world.settings = settings
    await world.startDatabase()
    await layTables(world.pool)
    return world
  }

  async startDatabase() {
    this.cluster = await startCluster(this.home, { settings: this.settings })
    await this.pool?.end()
    this.pool = new pg.Pool({ ...this.cluster.connection, max: 2, application_name: 'storm' })
    // The end of the cluster ends idle connections too.
    this.pool.on('error', () => undefined)
  }

  get postmaster() { return Number(readFileSync(join(this.cluster.dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]) }

  /** A link to wherever the database is just now. */
  async databaseLink() {
    const link = await new FaultProxy(() => ({ path: join(this.cluster.connection.host, `.s.PGSQL.${this.cluster.connection.port}`) })).listen()
    this.links.push(link)
    return link
  }

  async link(upstream) {
    const link = await new FaultProxy(() => upstream).listen()
    this.links.push(link)
    return link
  }

  /** An engine in a process of its own; `link` is the way to its database. */
  async engine({ link, redis, weakened } = {}) {
    const engine = new Engine(await freePort(), {
      STORM_DATABASE: JSON.stringify(link ? { ...this.cluster.connection, host: '127.0.0.1', port: link.port } : this.cluster.connection),
      ...(redis ? { STORM_REDIS: redis } : {}), ...(weakened ? { STORM_WEAKENED: weakened } : {}),
    })
    this.engines.push(engine)
    await engine.start()
    return engine
  }

  async person() {
    const id = randomUUID()
    await this.pool.query('insert into person (id) values ($1)', [id])
    return id
  }

  async writer(engine) {
    const writer = new Writer(engine.url, await this.person())
    this.writers.push(writer)
    return writer
  }

  /** What the log holds, read by nothing but SQL and Yjs. */
  async stored() {
    const { rows } = await this.pool.query("select seq, data, author from text_update where room = 'room' order by seq")
    const doc = new Y.Doc()
    for (const { data } of rows) Y.applyUpdate(doc, data)
    return {
      rows, holes: rows.filter((row, i) => Number(row.seq) !== i + 1).length, words: new Set(doc.getMap('meta').keys()),
      pending: doc.store.pendingStructs !== null, repeated: rows.length - new Set(rows.map(({ data }) => data.toString('base64'))).size,
    }
  }

  /** What was promised to the writers, held against the log. */
  async account() {
    const log = await this.stored()
    const acknowledged = [...this.writers, ...this.retired].flatMap(writer => [...writer.acknowledged])
    const written = new Set(this.writers.flatMap(writer => writer.written))
    const known = new Set([...written, ...this.retired.flatMap(writer => writer.written)])
    const seen = new Set(this.writers.flatMap(writer => {
      const own = new Set(writer.written)
      return writer.seen.filter(word => !own.has(word))
    }))
    const waits = this.writers.flatMap(writer => writer.waits).sort((a, b) => a - b)
    return {
      writers: this.writers.length, written: written.size, acknowledged: acknowledged.length,
      acknowledgedThenLost: acknowledged.filter(word => !log.words.has(word)).length,
      seenByOthers: seen.size, seenThenLost: [...seen].filter(word => !log.words.has(word)).length,
      missingAtTheEnd: [...written].filter(word => !log.words.has(word)).length,
      phantoms: [...log.words].filter(word => !known.has(word) && !word.startsWith('ballast')).length,
      rows: log.rows.length, holes: log.holes, repeated: log.repeated, pending: log.pending,
      waitMedianMs: Math.round(waits[waits.length >> 1] ?? 0), waitP99Ms: Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0),
    }
  }

  async close() {
    for (const writer of this.writers) writer.leave()
    await Promise.all(this.engines.map(engine => engine.kill()))
    for (const link of this.links) link.close()
    await this.pool.end()
    await this.cluster.stop()
    rmSync(this.home, { recursive: true, force: true })
  }
}

/** The co-editing engine as a process. */
class Engine {
  constructor(port, env) {
    this.port = port
    this.env = env
  }

  get url() { return `ws://127.0.0.1:${this.port}/collab` }

  start() {
    return new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, 'engine.mjs'), { env: { ...process.env, ...this.env, STORM_PORT: String(this.port) }, execArgv: [] })
      this.child = child
      child.once('message', () => resolve(this))
      child.once('error', reject)
      child.once('exit', code => reject(new Error(`The engine ended with ${code}`)))
    })
  }

  kill() {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
    return new Promise(resolve => {
      child.once('exit', resolve)
      child.kill('SIGKILL')
    })
  }

  async restart() {
    await this.kill()
    await this.start()
  }

  figures() {
    return new Promise(resolve => {
      const hear = message => {
        if (!message.figures) return
        this.child.off('message', hear)
        resolve(message.figures)
      }
      this.child.on('message', hear)
      this.child.send({ figures: true })
    })
  }
}

let count = 0

/** Everybody writes a numbered word again and again, no word twice in a storm; the returned function ends it and waits until all is saved. */
export function everybodyWrites(writers, everyMs) {
  const timer = setInterval(() => writers.forEach(writer => writer.write(`word ${++count}`)), everyMs)
  return async (seconds = 60) => {
    clearInterval(timer)
    await until('everything is saved', () => writers.every(writer => writer.isSaved), seconds)
  }
}

/** Until somebody has been told since now that something is durable; says how long that took. */
export async function acknowledgedMore(writers, seconds = 60) {
  const count = () => writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0)
  const [before, since] = [count(), performance.now()]
  await until('somebody is acknowledged', () => count() > before, seconds)
  return performance.now() - since
}

export const isWhole = result => result.acknowledgedThenLost + result.seenThenLost + result.missingAtTheEnd + result.phantoms + result.holes === 0
  && !result.pending && result.acknowledged > 0

/**
 * Runs a storm: reads `--seed`, `--quiet` and the storm's own numbers, prints one line of JSON, keeps it under results/ unless quiet,
 * and ends with 0 only when what `blow` answers is `good`.
 */
export async function storm(numbers, blow) {
  const options = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: String(value) }]))
  const { values } = parseArgs({ options: { ...options, seed: { type: 'string', default: String(Date.now() % 1_000_000) }, quiet: { type: 'boolean', default: false } } })
  const name = basename(process.argv[1], '.mjs')
  const given = Object.fromEntries(Object.keys(numbers).map(key => [key, typeof numbers[key] === 'number' ? Number(values[key]) : values[key]]))
  const tell = line => { if (!values.quiet) process.stderr.write(`${line}\n`) }
  const began = performance.now()
  const { good, ...figures } = await blow({ ...given, random: seeded(Number(values.seed)), tell })
  const command = ['npm run chaos --', name, ...Object.entries(given).map(([key, value]) => `--${key} ${value}`), `--seed ${values.seed}`].join(' ')
  const result = { storm: name, date: new Date().toISOString(), command, seed: Number(values.seed), seconds: Math.round((performance.now() - began) / 1_000), good, ...figures }
  if (!values.quiet) {
    mkdirSync(join(import.meta.dirname, '../results'), { recursive: true })
    writeFileSync(join(import.meta.dirname, '../results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  }
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(good ? 0 : 1))
}
