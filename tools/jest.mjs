// Runs Jest on some folders and reads its results as data.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './progress.mjs'

const root = dirname(import.meta.dirname)

/** What a stage brought: how many passed and failed, which were left out, and what to show. */
const outcome = (passed, failed, skipped, words) => ({ passed, failed, skipped, words })

function read(file, code, output) {
  // No results at all: Jest itself fell over.
  if (!existsSync(file)) return outcome(0, 1, [], output)
  const results = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = results.testResults.flatMap(suite => suite.assertionResults
    .filter(test => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
    .map(test => test.fullName))
  // A suite that could not even be loaded has no tests to count as failed.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  const words = results.testResults.map(suite => suite.message).filter(Boolean).join('\n')
  const quietly = code !== 0 && failed === 0
  return outcome(results.numPassedTests, quietly ? 1 : failed, skipped, quietly ? output : words)
}

/** Runs the specs below the given paths (regular expressions of Jest). No spec there is a failure: a stage that tests nothing is broken. */
export async function jest(name, paths, { args = [], env = {}, seconds = 0 } = {}) {
  const file = join(root, 'tmp/test-results', `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  const { code, output } = await run(process.execPath, [
    '--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${file}`, '--silent=false', ...args, ...paths,
  ], { cwd: root, env: { ...process.env, FORCE_COLOR: '0', ...env }, seconds })
  return read(file, code, output)
}
