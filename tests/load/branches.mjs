// Whether the tests of the ballot and process libraries take every branch in them: --lib ballots|process
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { lib: { type: 'string', default: 'ballots,process' } } })
for (const lib of values.lib.split(',')) {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-branches-'))
  const { status } = spawnSync(process.execPath, [
    '--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=1', '--silent', `libs/${lib}/`, '--coverage', '--coverageProvider=v8',
    // What no test loads holds types alone, or is a list of what the library gives away.
    `--collectCoverageFrom=libs/${lib}/src/**/*.ts`, '--collectCoverageFrom=!**/*.spec.ts', '--collectCoverageFrom=!**/src/index.ts',
    '--coverageReporters=json-summary', `--coverageDirectory=${folder}`,
  ], { cwd: root, stdio: 'inherit' })
  const { total, ...files } = JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8'))
  rmSync(folder, { recursive: true })
  // A file of types has one branch, the file, which is never taken.
  const loaded = Object.entries(files).filter(([, { lines }]) => lines.covered > 0)
  const [covered, all] = loaded.reduce(([some, every], [, { branches }]) => [some + branches.covered, every + branches.total], [0, 0])
  for (const [file, { branches }] of loaded) if (branches.covered < branches.total) console.log(`${relative(root, file)}: ${branches.total - branches.covered} of ${branches.total} branches are not taken`)
  console.log(`${lib}: ${covered} of ${all} branches are taken, ${Object.keys(files).length - loaded.length} files hold types alone`)
  if (status !== 0 || covered < all) process.exitCode = 1
}
