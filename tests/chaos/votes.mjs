// Votes in the closing instant, 64 votes of one seat at once, and kill -9 under voters, on two instances: --votes 100000 --rounds 10000 --kills 500 --ballots 200 --seats 32 --side-by-side 3 --minutes 300 --only closing|parallel|kills --add
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** The races by the words that their tests are found by. */
const races = { closing: 'votes in the closing instant', parallel: '64 votes of one seat', kills: 'a server killed' }
const { values } = parseArgs({ options: {
  votes: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '10000' }, kills: { type: 'string', default: '500' },
  ballots: { type: 'string', default: '200' }, seats: { type: 'string', default: '32' }, only: { type: 'string' },
  'side-by-side': { type: 'string', default: '3' }, minutes: { type: 'string', default: '300' }, add: { type: 'boolean', default: false },
} })
const wanted = values.only === undefined ? Object.keys(races) : [values.only]
if (wanted.some(race => !(race in races))) {
  process.stderr.write(`There is no race named ${values.only}. There are: ${Object.keys(races).join(', ')}\n`)
  process.exit(2)
}

/** What adds up over several runs. */
const counts = {
  closing: ['seconds', 'votes', 'taken', 'refused'], parallel: ['seconds', 'rounds', 'votesInTheLedger'],
  kills: ['seconds', 'kills', 'ballots', 'acknowledged', 'stored', 'countedInEndedBallots'],
}

/** A run added to those of which the file tells, each of which is told too. Only runs of the same shape are added. */
function added(race, told, before) {
  const own = ({ date, command, ...rest }) => ({ date, command, ...Object.fromEntries(counts[race].map(name => [name, rest[name]])) })
  const shape = run => JSON.stringify(Object.entries(run).filter(([name]) => !counts[race].includes(name) && !['date', 'command', 'runs'].includes(name)))
  if (shape(told) !== shape(before)) throw new Error(`The run of ${before.date} had another shape: ${shape(before)} and now ${shape(told)}`)
  return { ...told, ...Object.fromEntries(counts[race].map(name => [name, told[name] + before[name]])), runs: [...before.runs ?? [own(before)], own(told)] }
}

const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
const own = mkdtempSync(join(tmpdir(), 'plenary-races-'))
for (const race of wanted) {
  const file = join(own, `${race}.json`)
  const env = {
    ...process.env, PLENARY_RACE_VOTES: values.votes, PLENARY_RACE_ROUNDS: values.rounds, PLENARY_RACE_KILLS: values.kills, PLENARY_RACE_BALLOTS: values.ballots,
    PLENARY_RACE_SEATS: values.seats, PLENARY_RACE_SIDE_BY_SIDE: values['side-by-side'], PLENARY_RACE_MINUTES: values.minutes, PLENARY_RACE_RESULT: file,
  }
  const started = performance.now()
  const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--runInBand', '-t', races[race], 'tests/guards/races']
  const { status } = spawnSync(process.execPath, args, { env, stdio: 'inherit' })
  if (status !== 0 || !existsSync(file)) {
    process.exitCode = 1
    continue
  }
  const came = JSON.parse(readFileSync(file, 'utf8'))[race]
  // The delays follow from the number of the round, so there is no seed to tell.
  const run = {
    date: new Date().toISOString().slice(0, 10), command: `npm run chaos -- votes ${process.argv.slice(2).join(' ')}`.trim(), seed: null,
    seconds: Math.round((performance.now() - started) / 1000), seats: Number(values.seats), instances: race === 'kills' ? 1 : 2, ...came, node: process.version, cpu: cpus()[0]?.model, cores: cpus().length,
  }
  console.log(JSON.stringify(run))
  const place = join(folder, `votes-${race}.json`)
  const told = values.add && existsSync(place) ? added(race, run, JSON.parse(readFileSync(place, 'utf8'))) : run
  writeFileSync(place, `${JSON.stringify(told, null, 2)}\n`)
}
rmSync(own, { recursive: true, force: true })
