// `npm test`: everything that CI runs. Ends with one line, `N passed, N failed`.
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { boundaries, lint, types } from './checks.mjs'
import { browserEnvironment } from './chromium.mjs'
import { jest } from './jest.mjs'
import { endChildren } from './progress.mjs'
import { serverEnvironment } from './servers.mjs'
import { runStages } from './stages.mjs'

const minutes = 60

/** The PostgreSQL that the suites share (tests/database.ts) is told to end; it takes its data along. */
function endSharedDatabase() {
  const owner = join(tmpdir(), `plenary-tests-${process.getuid?.() ?? 0}`, 'OWNER')
  if (!existsSync(owner)) return
  const { pid } = JSON.parse(readFileSync(owner, 'utf8'))
  try {
    process.kill(pid, 'SIGTERM')
  } catch (fault) {
    if (fault.code !== 'ESRCH') throw fault
  }
}

const inBrowser = (name, paths) => async () => jest(name, paths, { args: ['--runInBand', '--forceExit'], env: await browserEnvironment(), seconds: 22 * minutes })

const stages = [
  ['types', types],
  ['lint', lint],
  ['boundaries', boundaries],
  ['build', async () => {
    await ensureBuilt()
    return { passed: 1, failed: 0, skipped: [], words: '' }
  }],
  ['conformance', () => jest('conformance', ['tests/conformance/'], { seconds: 4 * minutes })],
  ['unit and contract', () => jest('unit', ['libs/', 'apps/web/', 'apps/cli/', 'seeds/', 'tools/', 'tests/[^/]+\\.spec'], { args: ['--maxWorkers=2'], seconds: 8 * minutes })],
  ['api', async () => jest('api', ['apps/api/'], { args: ['--maxWorkers=2'], env: await serverEnvironment(), seconds: 8 * minutes })],
  ['guards', async () => jest('guards', ['tests/guards/', 'tests/collab/'], { args: ['--maxWorkers=2'], env: await serverEnvironment(), seconds: 10 * minutes })],
  ['end to end', inBrowser('e2e', ['tests/e2e/'])],
  ['chaos', async () => jest('chaos', ['tests/chaos/'], { args: ['--runInBand'], env: await serverEnvironment(), seconds: 10 * minutes })],
  ['load', inBrowser('load', ['tests/load/'])],
]

function chosen() {
  const names = process.argv.slice(2)
  const unknown = names.filter(name => !stages.some(([stage]) => stage === name))
  if (unknown.length === 0) return names.length ? stages.filter(([stage]) => names.includes(stage)) : stages
  process.stderr.write(`There is no stage named ${unknown.join(', ')}. Stages: ${stages.map(([stage]) => stage).join(' · ')}\n`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endChildren('SIGTERM')
    endSharedDatabase()
    process.exit(130)
  })
}

const good = await runStages(chosen())
endSharedDatabase()
process.exit(good ? 0 : 1)
