// Replays recorded editing sessions over real sockets and PostgreSQL, concurrent ones as concurrent people: [file …], all of tests/load/traces by default.
// Hundreds of people need more than Node's share of memory: NODE_OPTIONS=--max-old-space-size=14000
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { replayTogether } from './collab/replay.mjs'
import { folderOfResults, installPeers, MeasuredServer, stepAside } from './collab/servers.mjs'
import { readTrace } from './collab/traces.mjs'

const folder = join(import.meta.dirname, 'traces')
const named = process.argv.slice(2)
const files = named.length > 0 ? named : readdirSync(folder).filter(file => file.endsWith('.json.gz')).map(file => join(folder, file))
installPeers()
stepAside()
const server = await new MeasuredServer('plenary').start()
const table = []
try {
  for (const file of files) {
    const began = performance.now()
    const seconds = () => Number(((performance.now() - began) / 1_000).toFixed(1))
    const told = what => process.stderr.write(`${basename(file)}, ${seconds()} s: ${what}\n`)
    const { edits, people, differing } = await replayTogether(server.url.replace('/{room}', ''), basename(file), readTrace(file), { told })
    table.push({ trace: basename(file), date: new Date().toISOString().slice(0, 10), people, edits, seconds: seconds(), result: 'everybody, and who came late, reads the same', placesNotAsInTheTrace: differing })
  }
} finally {
  await server.end()
}
const kept = join(folderOfResults(), 'collab-traces.json')
const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []
const others = before.filter(({ trace }) => table.every(row => row.trace !== trace))
writeFileSync(kept, `${JSON.stringify([...others, ...table].sort((one, other) => one.trace.localeCompare(other.trace)), null, 1)}\n`)
console.table(table)
process.stdout.write(`${kept}\n`)
process.exit(0)
