// Changes the ballot and process libraries in every small way and sees whether a test notices: --lib ballots,process --file tally.ts,pile.ts --static (also what is computed once, seconds for each mutant)
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

const root = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { lib: { type: 'string', default: 'ballots,process' }, file: { type: 'string' }, static: { type: 'boolean', default: false } } })
const wanted = 95
const reportFile = join(root, 'tests/mutation/report.json')

/** What became of the mutants of a file. A mutant that no test comes to counts as one that survived. */
function account(mutants) {
  const number = status => mutants.filter(mutant => mutant.status === status).length
  const [killed, timeout, survived, uncovered] = ['Killed', 'Timeout', 'Survived', 'NoCoverage'].map(number)
  const survivors = mutants.filter(mutant => ['Survived', 'NoCoverage'].includes(mutant.status))
    .map(({ location: { start }, mutatorName, replacement }) => `${start.line}:${start.column + 1} ${mutatorName} → ${replacement.replace(/\s+/g, ' ').slice(0, 100)}`)
  const judged = killed + timeout + survived + uncovered
  return {
    date: new Date().toISOString().slice(0, 10), killed, timeout, survived: survived + uncovered, computedOnce: number('Ignored'),
    score: judged === 0 ? null : Number((100 * (killed + timeout) / judged).toFixed(2)), survivors,
  }
}

/** Adds a file to the report, which is read anew: two runs on two libraries may go side by side. */
function report(file, told) {
  const known = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : {}
  const sorted = Object.entries({ ...known, [file]: told }).sort(([one], [other]) => (one < other ? -1 : 1))
  mkdirSync(join(root, 'tests/mutation'), { recursive: true })
  writeFileSync(reportFile, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  return Object.fromEntries(sorted)
}

let all = {}
for (const lib of values.lib.split(',')) {
  process.env.PLENARY_MUTATED = lib
  const sources = readdirSync(join(root, 'libs', lib, 'src'), { recursive: true }).filter(file => file.endsWith('.ts') && !file.endsWith('.spec.ts') && basename(file) !== 'index.ts').sort()
  const files = values.file ? values.file.split(',') : sources
  for (const name of files) {
    const file = `libs/${lib}/src/${name}`
    // One file at a time: the marks of the mutants in all others would make every test slower.
    const stryker = new Stryker({
      mutate: [file], testRunner: 'plain', plugins: [join(root, 'tests/mutation/runner.mjs')], coverageAnalysis: 'perTest', concurrency: 1, ignoreStatic: !values.static,
      ignorePatterns: ['/apps', '/seeds', '/docs', '/deploy', '/tmp', '**/dist', 'tests/chaos', 'tests/e2e', 'tests/load', '*.tsbuildinfo'],
      tempDirName: join(tmpdir(), `plenary-mutants-${process.pid}`), reporters: ['dots'], logLevel: 'error', warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
      timeoutMS: 20_000, timeoutFactor: 4,
    })
    const told = account(await stryker.runMutationTest())
    all = report(file, told)
    console.log(`${file}: ${told.killed + told.timeout} noticed, ${told.survived} not, ${told.score ?? '–'} %`)
  }
}
const [noticed, survived] = Object.values(all).reduce(([k, s], one) => [k + one.killed + one.timeout, s + one.survived], [0, 0])
const score = 100 * noticed / (noticed + survived)
console.log(`${noticed} of ${noticed + survived} mutants in ${Object.keys(all).length} files are noticed: ${score.toFixed(2)} %, ${wanted} % are wanted.`)
process.exitCode = score >= wanted ? 0 : 1
