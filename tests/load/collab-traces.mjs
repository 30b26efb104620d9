// Replays recorded editing sessions over real sockets and PostgreSQL, concurrent ones as concurrent people: [file …], all of tests/load/traces by default
import { readdirSync, writeFileSync } from 'node:fs'
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
    const { edits, people } = await replayTogether(server.url.replace('/{room}', ''), basename(file), readTrace(file))
    table.push({ trace: basename(file), people, edits, seconds: Number(((performance.now() - began) / 1_000).toFixed(1)), result: 'everybody, and who came late, reads the text of the trace' })
    process.stderr.write(`${basename(file)}: ${edits} edits by ${people}, everybody reads what was written\n`)
  }
} finally {
  await server.end()
}
const command = `npm run bench -- collab-traces ${named.map(file => basename(file)).join(' ')}`.trim()
const kept = join(folderOfResults(), 'collab-traces.json')
writeFileSync(kept, `${JSON.stringify({ command, date: new Date().toISOString(), table }, null, 1)}\n`)
console.table(table)
process.stdout.write(`${kept}\n`)
process.exit(0)
