// The co-editing engine alone, without Nest, as a process of its own. PORT, and DATABASE: how to reach PostgreSQL, or none for a log in memory.
import { createServer } from 'node:http'
import { Doors, Rooms } from '@plenary/collab'
import pg from 'pg'
import { giveMemoryBack } from '../../../apps/api/dist/platform/memory.js'
import { TextWorkers } from '../../../apps/api/dist/collab/text-workers.js'
import { Guests } from './guests.mjs'
import { OpenMemoryLog, OpenPostgresLog } from './logs.mjs'

if (process.env.NODE_ENV === 'production') {
  process.stderr.write('This server admits everyone, so it does not start with NODE_ENV=production.\n')
  process.exit(2)
}

const report = (error, room) => process.stderr.write(`${room}: ${error?.stack ?? error}\n`)
const pool = process.env.DATABASE ? new pg.Pool({ ...JSON.parse(process.env.DATABASE), max: 6 }) : null
pool?.on('error', () => undefined)
const guests = new Guests()
const workers = new TextWorkers()
const rooms = new Rooms({
  log: pool ? new OpenPostgresLog(pool) : new OpenMemoryLog(), mayWriteAs: guests.mayWriteAs, fold: updates => workers.fold(updates), spare: giveMemoryBack, report,
})
const doors = new Doors({ rooms, gatekeeper: guests, report })
const server = createServer((_request, response) => response.end('The co-editing engine: /collab/<room>\n'))
guests.attach(server)
doors.attach(server)

async function end() {
  doors.close()
  server.close()
  await rooms.close()
  await workers.end()
  await pool?.end()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end)
// Whoever started it is gone.
process.once('disconnect', end)

// The product has spoken with its database long before anybody comes.
await pool?.query('select 1')
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const { port } = server.address()
  process.send?.({ port })
})
