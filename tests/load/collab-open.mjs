// How soon a long text can be read, warm and after a restart, and how fast 259,778 keystrokes are taken in: --servers a,b --opens 7 [--trace file]
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { Client } from './collab/client.mjs'
import { newRoom } from './collab/fanout.mjs'
import { isCalm, statOf, watch } from './collab/processes.mjs'
import { keep, medians } from './collab/report.mjs'
import { installPeers, MeasuredServer, stepAside } from './collab/servers.mjs'
import { readTrace, replay } from './collab/traces.mjs'

const { values } = parseArgs({ options: {
  servers: { type: 'string', default: 'plenary,y-websocket,y-websocket-leveldb,hocuspocus,hocuspocus-sqlite' }, opens: { type: 'string', default: '7' },
  trace: { type: 'string', default: join(import.meta.dirname, 'traces/automerge-paper.json.gz') }, settle: { type: 'string', default: '3000' },
} })
const PATIENCE_MS = 240_000
const UNSENT = 100_000
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })
const textOf = doc => doc.getText('content').toString()
const runs = []
const note = run => {
  runs.push({ ...run, calm: run.calm ?? true })
  process.stderr.write(`${JSON.stringify(run)}\n`)
}

/** Updates in one piece of memory: as many objects would keep the load generator's own garbage collector busy. */
class Keystrokes {
  #bytes = Buffer.alloc(16 * 1024 * 1024)
  #ends = []

  get count() { return this.#ends.length }

  add(update) {
    const from = this.#ends.at(-1) ?? 0
    this.#bytes.set(update, from)
    this.#ends.push(from + update.length)
  }

  at(i) { return this.#bytes.subarray(this.#ends[i - 1] ?? 0, this.#ends[i]) }
}

/** A new reader: until sync step 2 is there, and until the whole text is. */
async function open(server, room, wanted) {
  const doc = new Y.Doc()
  const seen = watch(server.pid)
  const began = performance.now()
  let synced = 0
  let whole = 0
  const take = update => {
    Y.applyUpdate(doc, update)
    if (doc.getText('content').length === wanted.length) whole ||= performance.now() - began
  }
  const client = new Client(server, room, { onUpdate: take, onStep2: update => {
    synced ||= performance.now() - began
    take(update)
  } })
  await client.connect()
  await client.sync()
  while (whole === 0 && performance.now() - began < 15_000) await pause(2)
  client.close()
  return { syncMs: synced, contentMs: whole === 0 ? null : whole, bytes: client.wire.bytes, isWhole: textOf(doc) === wanted, calm: isCalm(seen()) }
}

/** Sends every keystroke as fast as it is taken, until somebody else has the whole text. */
async function type(server, room, updates, wanted) {
  const doc = new Y.Doc()
  const take = update => Y.applyUpdate(doc, update)
  const reader = await new Client(server, room, { onUpdate: take, onStep2: take }).connect()
  await reader.sync()
  const writer = await new Client(server, room).connect()
  await writer.sync()
  const cpu = statOf(server.pid).cpu
  const began = performance.now()
  for (let i = 0; i < updates.count; i++) {
    writer.update(updates.at(i))
    if (i % 200 === 199) while (writer.unsent > UNSENT && !writer.wire.isClosed) await pause(1)
  }
  while (doc.getText('content').length !== wanted.length || textOf(doc) !== wanted) {
    if (performance.now() - began > PATIENCE_MS || writer.wire.isClosed) break
    await pause(50)
  }
  const seconds = (performance.now() - began) / 1_000
  reader.close()
  writer.close()
  return { seconds, serverCpu: statOf(server.pid).cpu - cpu, isWhole: textOf(doc) === wanted }
}

async function measure(name, { updates, state, text }) {
  const server = new MeasuredServer(name)
  try {
    await server.start()
    const room = newRoom()
    const writer = await new Client(server, room).connect()
    await writer.sync()
    writer.update(state)
    await pause(Number(values.settle))
    for (let i = 0; i < Number(values.opens); i++) note({ server: name, kind: 'open, warm', ...await open(server, room, text) })
    writer.close()
    const typed = newRoom()
    note({ server: name, kind: 'keystrokes', ...await type(server, typed, updates, text) })
    await pause(Number(values.settle))
    note({ server: name, kind: 'open after the keystrokes', ...await open(server, typed, text) })
    for (let i = 0; server.keeps && i < 5; i++) {
      await server.stop('SIGTERM')
      await server.start()
      // Another room first: what is measured is the text that is not loaded, not code that is not compiled.
      await open(server, newRoom(), '')
      note({ server: name, kind: 'open, cold', ...await open(server, room, text) })
      note({ server: name, kind: 'open, cold, as it was typed', ...await open(server, typed, text) })
    }
  } finally {
    await server.end()
  }
}

installPeers()
stepAside()
const updates = new Keystrokes()
const written = replay(readTrace(values.trace), { typed: update => updates.add(update) })
for (const name of values.servers.split(',')) await measure(name, { ...written, updates })
const table = medians(runs, ({ kind }) => kind, ['syncMs', 'contentMs', 'bytes', 'seconds', 'serverCpu'])
  .map(line => ({ ...line, whole: runs.filter(run => run.server === line.server && run.kind === line.situation).every(run => run.isWhole) }))
keep('collab-open', `npm run bench -- collab-open ${process.argv.slice(2).join(' ')}`.trim(), runs, table)
process.exit(0)
