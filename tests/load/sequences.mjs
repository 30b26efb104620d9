// Random sequences of acts on the system and on a plain model, which must agree: votes on the counting engine (--engine 1000000), objections over the API and PostgreSQL (--postgres 50000), --seed
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const root = dirname(dirname(import.meta.dirname))
const { values } = parseArgs({ options: { engine: { type: 'string' }, postgres: { type: 'string' }, seed: { type: 'string' } } })
const seed = values.seed ?? String(Date.now() % 2 ** 31)
const none = values.engine === undefined && values.postgres === undefined
const runs = [
  { name: 'sequences', number: values.engine ?? (none ? '1000000' : undefined), paths: ['libs/ballots/src/sequence.spec.ts'], env: number => ({ BALLOTS_SEQUENCES: number, BALLOTS_SEED: seed }) },
  {
    name: 'sequences-postgres', number: values.postgres ?? (none ? '50000' : undefined), paths: ['-t', 'any sequence of acts over the API', 'apps/api/src/objections/objections.spec.ts'],
    env: number => ({ PLENARY_OBJECTION_SEQUENCES: number, PLENARY_OBJECTION_SEED: seed }),
  },
].filter(run => run.number !== undefined)

const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
for (const { name, number, paths, env } of runs) {
  console.log(`${name}: ${number}, seed ${seed}`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=1', ...paths], {
    cwd: root, stdio: 'inherit', env: { ...process.env, ...env(number) },
  })
  const told = { date: new Date().toISOString().slice(0, 10), sequences: Number(number), seed: Number(seed), seconds: Math.round((performance.now() - started) / 1000), agreed: status === 0, node: process.version }
  console.log(JSON.stringify(told))
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(told, null, 2)}\n`)
  if (status !== 0) process.exitCode = 1
}
