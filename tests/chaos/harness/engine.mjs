// The co-editing engine over PostgreSQL as a process that a storm may kill. `?ticket=` says who comes; the table `person` says who may write.
import { createServer } from 'node:http'
import { Doors, Rooms } from '@plenary/collab'
import pg from 'pg'
import { PostgresLog } from '../../../apps/api/dist/collab/postgres-log.js'
import { RedisBus } from '../../../apps/api/dist/collab/redis-bus.js'

const { STORM_DATABASE, STORM_PORT, STORM_REDIS, STORM_WEAKENED } = process.env
const pool = new pg.Pool({ ...JSON.parse(STORM_DATABASE), max: 4, keepAlive: true, query_timeout: 20_000, connectionTimeoutMillis: 5_000 })
// A lost idle connection is replaced at the next use.
pool.on('error', () => undefined)

if (STORM_WEAKENED === 'synchronous_commit') {
  // What would happen if somebody took the words away that make a commit wait for the disk.
  const query = pg.Client.prototype.query
  const weak = text => text.replace('synchronous_commit to on', 'synchronous_commit to off').replace("'synchronous_commit', 'on'", "'synchronous_commit', 'off'")
  pg.Client.prototype.query = function (statement, ...more) {
    if (typeof statement === 'string') return query.call(this, weak(statement), ...more)
    if (typeof statement.text === 'string') statement.text = weak(statement.text)
    return query.call(this, statement, ...more)
  }
}

/** Asked inside the commit; who may write stays so until it ends. */
async function mayWrite(tx, asked) {
  const { rows } = await tx.query('select id from person where id = any($1) and writes for share', [asked.map(({ person }) => person)])
  const writers = new Set(rows.map(({ id }) => id))
  return asked.map(({ person }) => writers.has(person))
}

const accessOf = async person => {
  const { rows } = await pool.query('select writes from person where id = $1', [person])
  return rows[0] ? { read: true, write: rows[0].writes } : null
}
const gatekeeper = {
  admit: async ({ ticket }) => {
    const access = await accessOf(ticket)
    if (!access) return { admitted: false, close: 4401, reason: 'Nobody of that name.' }
    return { admitted: true, visitor: { person: ticket, name: ticket, colour: '#123456', session: null }, access }
  },
  access: ({ person }) => accessOf(person),
}
let reported = 0
// While the weather is bad everything fails again and again; the first few tell what happens.
const report = error => { if (reported++ < 5) process.stderr.write(`${error?.stack ?? error}\n`) }
const bus = STORM_REDIS ? new RedisBus({ url: STORM_REDIS, report: () => undefined }) : undefined
const rooms = new Rooms({ log: new PostgresLog(pool, mayWrite), report, ...(bus ? { bus } : {}) })
const server = createServer()
const doors = new Doors({ rooms, gatekeeper, report })
doors.attach(server)
// Nobody is left behind when the storm itself ends.
process.on('disconnect', () => process.exit())
process.on('message', message => {
  if (message.recheck) rooms.recheckPerson(message.recheck).catch(report)
  if (message.figures) process.send({ figures: { rss: process.memoryUsage().rss, sockets: doors.size, bus: bus?.isWell ?? null } })
})
server.listen(Number(STORM_PORT), '127.0.0.1', () => process.send('ready'))
