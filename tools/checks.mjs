// The checks that are no tests: types, lint and boundaries. Each counts as one.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nxEnvironment, run } from './progress.mjs'

const root = dirname(import.meta.dirname)
const bin = (...path) => join(root, 'node_modules', ...path)
const tsc = bin('typescript/bin/tsc')

async function check(args, env = process.env) {
  const { code, output } = await run(process.execPath, args, { cwd: root, env })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], words: code === 0 ? '' : output }
}

const sum = results => results.reduce((all, one) => ({
  passed: all.passed + one.passed,
  failed: all.failed + one.failed,
  skipped: [...all.skipped, ...one.skipped],
  words: [all.words, one.words].filter(Boolean).join('\n'),
}))

/** Types of everything that is compiled, of the web, and of the tests. */
export async function types() {
  const results = [await check([tsc, '-b'])]
  if (existsSync(join(root, 'apps/web/src'))) results.push(await check([tsc, '-p', 'apps/web/tsconfig.json']))
  results.push(await check([tsc, '-p', 'tests/tsconfig.json']))
  return sum(results)
}

/**
 * ESLint through Nx: run directly before Nx has drawn its graph, ESLint skips the boundary rule and says nothing.
 * The tests are no workspace, so they are linted after it.
 */
export async function lint() {
  return sum([
    await check([bin('.bin/nx'), 'run-many', '-t', 'lint', '--output-style=stream'], nxEnvironment),
    await check([bin('eslint/bin/eslint.js'), 'tests']),
  ])
}

/** Who imports whom. */
export const boundaries = () => check([bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'apps', 'libs', 'seeds'])
