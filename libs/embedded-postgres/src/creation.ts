import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assureNamed, give, identity } from './account.ts'
import type { Place } from './place.ts'
import { ClusterRefused } from './refused.ts'

/** The superuser of the cluster and the one database in it. */
export const user = 'postgres'
export const database = 'plenary'

/** PostgreSQL sees none of our environment: no secrets, one language, one time zone. */
export const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

interface Command {
  readonly program: string
  readonly arguments: readonly string[]
  readonly input?: string
}

async function run(place: Place, folder: string, command: Command): Promise<void> {
  const child = spawn(command.program, command.arguments, { ...identity(place.account), cwd: folder, env: environment, stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => { said = (said + String(part)).slice(-4_000) })
  child.stdin.on('error', fault => { said += fault.message })
  child.stdin.end(command.input ?? '')
  const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done))
  if (code !== 0) throw new ClusterRefused('failed', `PostgreSQL could not create a database in ${place.data}: ${said.trim()}`)
}

/**
 * Creates the cluster and its database if there is none yet. Made beside its place and renamed into it,
 * so that a kill on the way leaves nothing that looks like a database.
 */
export async function create(place: Place, programs: string): Promise<void> {
  if (existsSync(join(place.data, 'PG_VERSION'))) return
  assureNamed(place.account)
  const fresh = `${place.data}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  chmodSync(fresh, 0o700)
  give(place.account, fresh)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  await run(place, fresh, { program: join(programs, 'initdb'), arguments: ['-D', fresh, '-U', user, '--auth=trust', ...locale] })
  await run(place, fresh, {
    program: join(programs, 'postgres'),
    arguments: ['--single', '-D', fresh, 'template1'],
    input: `CREATE DATABASE ${database}\n`,
  })
  renameSync(fresh, place.data)
}
