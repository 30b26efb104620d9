// The co-editing engine over PostgreSQL as a process that the storm may kill. Everybody may write; `?ticket=` says who comes.
import { createServer } from 'node:http'
import { Doors, Rooms } from '@plenary/collab'
import pg from 'pg'
import { PostgresLog } from '../../apps/api/dist/collab/postgres-log.js'

const pool = new pg.Pool({ ...JSON.parse(process.env.STORM_DATABASE), max: 4 })
const everybody = async (_tx, asked) => asked.map(() => true)
const access = { read: true, write: true }
const gatekeeper = {
  admit: async ({ ticket }) => ({ admitted: true, visitor: { person: ticket, name: ticket, colour: '#123456', session: null }, access }),
  access: async () => access,
}
const report = error => process.stderr.write(`${error.stack}\n`)
const rooms = new Rooms({ log: new PostgresLog(pool, everybody), report })
const server = createServer()
new Doors({ rooms, gatekeeper, report }).attach(server)
server.listen(Number(process.env.STORM_PORT), '127.0.0.1', () => process.send('ready'))
