// `npm run check`: types, lint, boundaries, conformance, and the unit tests of what changed. Under a minute when warm.
import { dirname } from 'node:path'
import { boundaries, lint, types } from './checks.mjs'
import { jest } from './jest.mjs'
import { run } from './progress.mjs'
import { runStages } from './stages.mjs'

const root = dirname(import.meta.dirname)

/** Where this branch left main; without a remote, the last commit. */
async function base() {
  const { code, output } = await run('git', ['merge-base', 'HEAD', 'origin/main'], { cwd: root })
  return code === 0 ? output.trim() : 'HEAD'
}

const good = await runStages([
  ['types', types],
  ['lint', lint],
  ['boundaries', boundaries],
  ['conformance', () => jest('conformance', ['tests/conformance/'])],
  ['tests of what changed', async () => jest('changed', ['libs/', 'apps/', 'seeds/'], { args: [`--changedSince=${await base()}`, '--passWithNoTests'] })],
])
process.exit(good ? 0 : 1)
