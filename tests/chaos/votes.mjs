// Votes in the closing instant, 64 votes of one seat at once, and kill -9 under voters, on two instances: --votes 100000 --rounds 10000 --kills 500 --seats 32
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: {
  votes: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '10000' }, kills: { type: 'string', default: '500' }, seats: { type: 'string', default: '32' },
} })
const env = { ...process.env, PLENARY_RACE_VOTES: values.votes, PLENARY_RACE_ROUNDS: values.rounds, PLENARY_RACE_KILLS: values.kills, PLENARY_RACE_SEATS: values.seats }
const child = spawn(process.execPath, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', 'tests/guards/races'], { env, stdio: 'inherit' })
child.once('exit', code => { process.exitCode = code ?? 1 })
