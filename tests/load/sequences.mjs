// Random sequences of acts on the system and on a plain model, which must agree: votes on the counting engine (--engine 1000000); objections and votes on
// PostgreSQL through the services that the API calls (--postgres 50000; --only votes), in portions, each over a database of its own, so many --at-once. After
// --minutes no further portion begins, and the result says how many there were; --add runs again what failed and goes on. --seed begins the same run again, portion by portion.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const root = dirname(dirname(import.meta.dirname))
const text = { type: 'string' }
const { values } = parseArgs({ options: { engine: text, postgres: text, seed: text, only: text, 'at-once': { ...text, default: '1' }, minutes: text, add: { type: 'boolean', default: false } } })
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const none = values.engine === undefined && values.postgres === undefined
const limit = values.minutes === undefined ? Infinity : 60_000 * Number(values.minutes)

/** Runs these specs; whether all of it passed. */
const passes = (paths, env) => new Promise(resolve => {
  const jest = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=1', ...paths], {
    cwd: root, stdio: 'inherit', env: { ...process.env, ...env },
  })
  jest.on('close', status => resolve(status === 0))
})

const seconds = since => Math.round((performance.now() - since) / 1_000)

const folder = join(import.meta.dirname, 'results')

/** Writes what is known so far. */
function tell(name, told) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), ...told, node: process.version }, null, 2)}\n`)
  if (!told.agreed) process.exitCode = 1
}

async function engine(number) {
  console.log(`sequences: ${number}, seed ${seed}`)
  const started = performance.now()
  const agreed = await passes(['libs/ballots/src/sequence.spec.ts'], { BALLOTS_SEQUENCES: number, BALLOTS_SEED: seed })
  tell('sequences', { sequences: number, seed, seconds: seconds(started), agreed })
}

/** What is run on PostgreSQL: which share of the sequences, and how many in one portion. A ballot that is opened, voted on and counted takes longer than an objection. */
const all = [
  { kind: 'objections', share: 0.95, size: 625, spec: 'apps/api/src/objections/sequences.spec.ts' },
  { kind: 'votes', share: 0.05, size: 125, spec: 'apps/api/src/ballots/sequences.spec.ts' },
]
const kinds = values.only === undefined ? all : all.filter(({ kind }) => kind === values.only).map(one => ({ ...one, share: 1 }))
if (kinds.length === 0) throw new Error(`There are sequences of ${all.map(({ kind }) => kind).join(' and ')}.`)

/** The portions of a run, the kinds by turns, so that an end by the clock has some of each. */
function portionsOf(number) {
  const portions = kinds.flatMap(({ kind, share, size, spec }) => {
    const wanted = Math.round(number * share)
    const parts = Math.ceil(wanted / size)
    return Array.from({ length: parts }, (_, part) => ({ kind, spec, place: part / parts, sequences: Math.min(size, wanted - part * size) }))
  })
  return portions.sort((one, other) => one.place - other.place).map(({ kind, spec, sequences }, index) => ({ kind, spec, sequences, seed: (seed + index) % 2 ** 31 }))
}

const inWords = ({ kind, sequences, seed, seconds, agreed }) => `${kind}: ${sequences}, seed ${seed}, ${seconds} s, ${agreed ? 'agreed' : 'failed'}`

/** A portion as the result names it. */
function portionOf(words) {
  const [, kind, sequences, seed, seconds, verdict] = /^(\w+): (\d+), seed (\d+), (\d+) s, (\w+)$/.exec(words)
  return { kind, spec: all.find(one => one.kind === kind).spec, sequences: Number(sequences), seed: Number(seed), seconds: Number(seconds), agreed: verdict === 'agreed' }
}

async function postgres(asked) {
  const started = performance.now()
  const name = values.only === undefined ? 'sequences-postgres' : `sequences-${values.only}`
  const earlier = values.add ? JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) : { seconds: 0, portions: [] }
  const before = earlier.portions.map(portionOf)
  const done = before.filter(portion => portion.agreed)
  // What failed stays in the result until it has been run again.
  const failed = new Set(before.filter(portion => !portion.agreed))
  const waiting = [...failed, ...portionsOf(asked)]
  const report = () => {
    const count = Object.fromEntries(all.map(({ kind }) => [kind, done.filter(portion => portion.agreed && portion.kind === kind).reduce((sum, portion) => sum + portion.sequences, 0)]))
    tell(name, {
      sequences: Object.values(count).reduce((sum, one) => sum + one, 0), ...count, seconds: earlier.seconds + seconds(started),
      agreed: failed.size === 0 && done.every(portion => portion.agreed), portions: [...done, ...failed].map(inWords),
    })
  }
  const work = async () => {
    while (waiting.length > 0 && performance.now() - started < limit && done.every(portion => portion.agreed)) {
      const portion = waiting.shift()
      const { kind, spec, sequences, seed } = portion
      console.log(`sequences-postgres: ${kind}, ${sequences}, seed ${seed}`)
      const began = performance.now()
      const agreed = await passes([spec], { PLENARY_SEQUENCES: sequences, PLENARY_SEQUENCES_SEED: seed })
      failed.delete(portion)
      done.push({ kind, sequences, seed, seconds: seconds(began), agreed })
      report()
    }
  }
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work))
}

if (values.engine !== undefined || none) await engine(Number(values.engine ?? 1_000_000))
if (values.postgres !== undefined || none) await postgres(Number(values.postgres ?? 50_000))
