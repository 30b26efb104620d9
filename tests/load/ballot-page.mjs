// The page of a ballot of many seats, recorded and secret, over HTTP and a real PostgreSQL: --seats 10000
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { seats: { type: 'string', default: '10000' } } })
const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', 'tests/load/ballot-page']
const child = spawn(process.execPath, args, { env: { ...process.env, PLENARY_BALLOT_SEATS: values.seats }, stdio: 'inherit' })
child.once('exit', code => { process.exitCode = code ?? 1 })
