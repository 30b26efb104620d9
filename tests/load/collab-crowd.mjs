// Many people at once, on PostgreSQL: 5,000 sockets in 500 rooms of whom 250 write, and 500 authors in one room. [--keys 2] [--seconds 10] [--repetitions 3]
import { parseArgs } from 'node:util'
import { Crowd } from './collab/fanout.mjs'
import { isCalm } from './collab/processes.mjs'
import { keep, medians } from './collab/report.mjs'
import { installPeers, MeasuredServer, stepAside } from './collab/servers.mjs'

const { values } = parseArgs({ options: {
  keys: { type: 'string', default: '2' }, seconds: { type: 'string', default: '10' }, repetitions: { type: 'string', default: '3' },
} })
const crowds = [
  { situation: '5,000 sockets, 500 rooms, 250 writers', rooms: 500, clients: 10, writers: 0.5 },
  { situation: 'one room, 500 authors', rooms: 1, clients: 500, writers: 500 },
]
const runs = []

installPeers()
stepAside()
for (const { situation, ...shape } of crowds) {
  const server = new MeasuredServer('plenary')
  try {
    await server.start()
    const crowd = await new Crowd(server, { ...shape, acknowledged: true }).enter()
    // Everybody who writes strikes a key so many times a second.
    const level = crowd.authors * Number(values.keys) * crowd.others
    await crowd.write(server.pid, { level, seconds: 5 })
    for (let i = 0; i < Number(values.repetitions); i++) {
      const run = await crowd.write(server.pid, { level, seconds: Number(values.seconds) })
      runs.push({ server: 'plenary', situation, sockets: crowd.sockets, writers: crowd.authors, level, ...run, calm: isCalm(run) })
      process.stderr.write(`${JSON.stringify(runs.at(-1))}\n`)
    }
    crowd.leave()
  } finally {
    await server.end()
  }
}

keep('collab-crowd', `npm run bench -- collab-crowd ${process.argv.slice(2).join(' ')}`.trim(), runs,
  medians(runs, run => run.situation, ['sockets', 'writers', 'edits', 'answered', 'acknowledgedP50', 'acknowledgedP99', 'p50', 'p95', 'p99', 'delivered', 'lost', 'serverCpu', 'rss']))
process.exit(0)
