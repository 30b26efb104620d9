// Changes the ballot and process libraries in every small way and sees whether a test notices: --lib ballots|process --file tally.ts --concurrency 1
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

const root = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { lib: { type: 'string', default: 'ballots,process' }, file: { type: 'string' }, concurrency: { type: 'string', default: '1' } } })
const wanted = 95
const folder = join(root, 'tests/mutation')
const reportFile = join(folder, 'report.json')
const told = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : {}

/** What became of the mutants of a file. A mutant without a test that runs it counts as one that survived. */
function account(mutants) {
  const number = status => mutants.filter(mutant => mutant.status === status).length
  const [killed, timeout, survived, uncovered] = ['Killed', 'Timeout', 'Survived', 'NoCoverage'].map(number)
  const survivors = mutants.filter(mutant => ['Survived', 'NoCoverage'].includes(mutant.status))
    .map(({ location: { start }, mutatorName, replacement }) => `${start.line}:${start.column} ${mutatorName} → ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`)
  const judged = killed + timeout + survived + uncovered
  return { killed, timeout, survived: survived + uncovered, score: judged === 0 ? null : Number((100 * (killed + timeout) / judged).toFixed(2)), survivors }
}

for (const lib of values.lib.split(',')) {
  // Data, words and lists of exports have nothing that could be decided otherwise.
  const files = values.file ? values.file.split(',').map(file => `libs/${lib}/src/${file}`) : [`libs/${lib}/src/**/*.ts`, `!libs/${lib}/src/**/*.spec.ts`, `!libs/${lib}/src/**/index.ts`]
  const stryker = new Stryker({
    mutate: files,
    testRunner: 'jest',
    // Jest loads ESM only so; without it no spec starts, and every mutant would seem to be killed.
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    jest: { configFile: 'jest.config.mjs', enableFindRelatedTests: false, config: { testMatch: [`<rootDir>/libs/${lib}/**/*.spec.ts`] } },
    coverageAnalysis: 'perTest',
    concurrency: Math.min(Number(values.concurrency), availableParallelism()),
    ignorePatterns: ['/apps', '/seeds', '/docs', '/deploy', '/tmp', '**/dist', 'tests/chaos', 'tests/e2e', 'tests/load', '*.tsbuildinfo'],
    tempDirName: join(tmpdir(), `plenary-mutants-${process.pid}`),
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
    timeoutMS: 60_000, timeoutFactor: 4,
    checkers: [], plugins: ['@stryker-mutator/jest-runner'], allowConsoleColors: false, disableTypeChecks: false,
  })
  const results = await stryker.runMutationTest()
  const byFile = Map.groupBy ? Map.groupBy(results, one => one.fileName) : results.reduce((map, one) => map.set(one.fileName, [...(map.get(one.fileName) ?? []), one]), new Map())
  for (const [file, mutants] of byFile) told[relative(root, resolve(root, file))] = { date: new Date().toISOString().slice(0, 10), ...account(mutants) }
}
mkdirSync(folder, { recursive: true })
const sorted = Object.fromEntries(Object.entries(told).sort(([one], [other]) => (one < other ? -1 : 1)))
writeFileSync(reportFile, `${JSON.stringify(sorted, null, 2)}\n`)
const [killed, survived] = Object.values(sorted).reduce(([k, s], one) => [k + one.killed + one.timeout, s + one.survived], [0, 0])
const score = 100 * killed / (killed + survived)
console.log(`${killed} of ${killed + survived} mutants in ${Object.keys(sorted).length} files are noticed: ${score.toFixed(2)} %, ${wanted} % are wanted.`)
process.exitCode = score >= wanted ? 0 : 1
