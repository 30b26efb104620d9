// A million random sequences of votes, changes, withdrawals and closes, on the counting engine and on a plain model: they must agree.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = dirname(dirname(import.meta.dirname))
const sequences = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? (Date.now() % 2 ** 31))
console.log(`${sequences} sequences, seed ${seed}`)
const started = performance.now()
const run = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=1', 'libs/ballots/src/sequence.spec.ts'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, BALLOTS_SEQUENCES: String(sequences), BALLOTS_SEED: String(seed) },
})
const seconds = Math.round((performance.now() - started) / 1000)
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'sequences.json'), `${JSON.stringify({ sequences, seed, seconds, agreed: run.status === 0, node: process.version }, null, 2)}\n`)
process.exitCode = run.status ?? 1
