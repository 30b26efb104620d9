// Memory with 0, 100 and 1,000 rooms of 50,000 characters and two clients each, and after all have left: --servers a,b --rooms 100,1000
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from './collab/client.mjs'
import { inPortions, newRoom } from './collab/fanout.mjs'
import { statOf } from './collab/processes.mjs'
import { keep, medians } from './collab/report.mjs'
import { installPeers, MeasuredServer, stepAside } from './collab/servers.mjs'
import { readTrace, replay } from './collab/traces.mjs'

const { values } = parseArgs({ options: {
  servers: { type: 'string', default: 'plenary,y-websocket-server,y-websocket,hocuspocus' }, rooms: { type: 'string', default: '100,1000' },
  settle: { type: 'string', default: '4000' }, left: { type: 'string', default: '20000' },
} })
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })
const runs = []

async function note(server, situation) {
  const { rss } = statOf(server.pid)
  const memory = await server.memory()
  const run = { server: server.name, situation, rss: Math.round(rss), rssCollected: Math.round(statOf(server.pid).rss), ...memory, calm: true }
  runs.push(run)
  process.stderr.write(`${JSON.stringify(run)}\n`)
}

async function fill(server, room, state) {
  const clients = [await new Client(server, room).connect(), await new Client(server, room).connect()]
  await clients[0].sync()
  clients[0].update(state)
  await pause(20)
  await clients[1].sync()
  return clients
}

async function measure(name, state) {
  const server = new MeasuredServer(name)
  try {
    await server.start()
    const clients = []
    await note(server, 'no room')
    for (const count of values.rooms.split(',').map(Number)) {
      const rooms = Array.from({ length: count - clients.length / 2 }, newRoom)
      await inPortions(rooms, async room => { clients.push(...await fill(server, room, state)) })
      await pause(Number(values.settle))
      await note(server, `${count} rooms`)
    }
    for (const client of clients) client.close()
    await pause(Number(values.left))
    await note(server, 'all have left')
  } finally {
    await server.end()
  }
}

installPeers()
stepAside()
const { state } = replay(readTrace(join(import.meta.dirname, 'traces/automerge-paper.json.gz')), { length: 50_000 })
for (const name of values.servers.split(',')) await measure(name, state)
const table = medians(runs, ({ situation }) => situation, ['rss', 'rssCollected', 'heap', 'buffers'])
keep('collab-memory', `npm run bench -- collab-memory ${process.argv.slice(2).join(' ')}`.trim(), runs, table)
process.exit(0)
