// Fan-out beside the peers, the server on one core: --servers a,b --shapes 20x10x5 --levels 20000,60000 --repetitions 3 --seconds 4 [--caret] [--saturate]
import { parseArgs } from 'node:util'
import { Crowd } from './collab/fanout.mjs'
import { isCalm } from './collab/processes.mjs'
import { grouped, keep, medians } from './collab/report.mjs'
import { installPeers, MeasuredServer, stepAside } from './collab/servers.mjs'

const all = 'plenary,plenary-memory,y-websocket-server,y-websocket,hocuspocus,hocuspocus-sqlite,bare-ws'
const { values } = parseArgs({ options: {
  'servers': { type: 'string', default: all }, 'shapes': { type: 'string', default: '20x10x5,1x200x10' }, 'levels': { type: 'string', default: '20000,60000' },
  'repetitions': { type: 'string', default: '3' }, 'seconds': { type: 'string', default: '4' }, 'caret': { type: 'boolean', default: false },
  'saturate': { type: 'boolean', default: false }, 'from': { type: 'string', default: '100000' }, 'to': { type: 'string', default: '600000' },
} })
const numbers = list => list.split(',').map(Number)
const WARM_UP = { level: 20_000, seconds: 12 }
const STEP = 1.25
const GOOD_P95_MS = 250

const runs = []
const note = (situation, run) => {
  runs.push({ ...situation, ...run, calm: isCalm(run) })
  process.stderr.write(`${situation.server} ${situation.shape} ${situation.level}: ${run.cpuPerMillion} CPU s per million, p50 ${run.p50} p99 ${run.p99} ms, ${run.delivered}/s`
    + `${isCalm(run) ? '' : ' (disturbed)'}\n`)
}

/** Repeats until enough repetitions were calm, or twice as many have been tried. */
async function repeat(situation, work) {
  const wanted = Number(values.repetitions)
  for (let tried = 0, calm = 0; calm < wanted && tried < wanted * 2; tried++) {
    const run = await work()
    if (isCalm(run)) calm++
    note(situation, run)
  }
}

/** Raises the level until it is no longer delivered in good time, and says who was full then. */
async function saturate(server, crowd, situation) {
  for (let level = Number(values.from); level <= Number(values.to); level = Math.round(level * STEP)) {
    const run = await crowd.write(server.pid, { level, seconds: 3, withCaret: values.caret })
    const isGood = run.p95 < GOOD_P95_MS && run.delivered > 0.95 * run.offered && run.offered > 0.9 * level
    note({ ...situation, level, kind: isGood ? 'kept up' : 'full', full: isGood ? null : run.clientCpu > 0.9 && run.serverCpu < 0.9 ? 'the load generator' : 'the server' }, run)
    if (!isGood) return
  }
}

installPeers()
stepAside()
for (const shape of values.shapes.split(',')) {
  const [rooms, clients, writers] = shape.split('x').map(Number)
  for (const name of values.servers.split(',')) {
    const server = new MeasuredServer(name)
    try {
      await server.start()
      const crowd = await new Crowd(server, { rooms, clients, writers }).enter()
      await crowd.write(server.pid, { ...WARM_UP, withCaret: values.caret })
      for (const level of numbers(values.levels)) {
        await repeat({ server: name, shape, level, kind: 'fixed' }, () => crowd.write(server.pid, { level, seconds: Number(values.seconds), withCaret: values.caret }))
      }
      if (values.saturate) await saturate(server, crowd, { server: name, shape })
      crowd.leave()
    } finally {
      await server.end()
    }
  }
}

const fixed = medians(runs.filter(({ kind }) => kind === 'fixed'), ({ shape, level }) => `${shape} ${level}/s`, ['cpuPerMillion', 'p50', 'p95', 'p99', 'delivered', 'framesPerDelivery', 'rss'])
const best = [...grouped(runs.filter(({ kind }) => kind === 'kept up' || kind === 'full'), ({ server, shape }) => `${shape} saturation\t${server}`)].map(([key, steps]) => {
  const [situation, server] = key.split('\t')
  const good = steps.filter(({ kind }) => kind === 'kept up').at(-1)
  return { situation, server, delivered: good?.delivered ?? 0, cpuPerMillion: good?.cpuPerMillion ?? null, p95: good?.p95 ?? null, full: steps.at(-1).full ?? 'nobody yet' }
})
const name = ['collab', values.caret ? 'caret' : '', values.saturate ? 'saturation' : ''].filter(Boolean).join('-')
keep(name, `npm run bench -- collab ${process.argv.slice(2).join(' ')}`.trim(), runs, [...fixed, ...best])
process.exit(0)
