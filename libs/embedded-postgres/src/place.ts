import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canEnter, databaseAccount, type Account } from './account.ts'
import { stateFolder } from './binaries.ts'
import { ClusterRefused } from './refused.ts'

/** Where a cluster lies, and for whom. */
export interface Place {
  /** The folder the caller named: it holds OWNER, WHERE and the log. */
  readonly home: string
  /** PostgreSQL's own folder: in `home`, or in /var/lib/plenary when the account cannot enter `home`. */
  readonly data: string
  readonly account: Account
}

/** What `WHERE` says: where the database really lies and, while it runs, how to reach it. */
export interface Whereabouts {
  readonly dataDirectory: string
  readonly socketDirectory: string | null
  readonly user: string
  readonly database: string
}

const isCluster = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'))

/** Asked of the folder, not of what is in it: the data of another account cannot be looked into. */
function assureOurs(folder: string): void {
  const uid = process.getuid?.()
  if (uid === 0 || uid === undefined || !existsSync(folder)) return
  const owner = statSync(folder).uid
  if (owner === uid) return
  throw new ClusterRefused('foreign-data', `The database in ${folder} belongs to the account with uid ${owner}, and this process runs as uid ${uid}: `
    + 'start it as that account, or set PLENARY_DATA_DIR to a folder of your own.')
}

/** The folder with its links resolved, made if need be. */
function assureWritable(wanted: string): string {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o755 })
    accessSync(wanted, constants.W_OK | constants.X_OK)
  } catch (fault) {
    throw new ClusterRefused('foreign-data', `This process may not write in ${wanted}: give its account the right to, or set PLENARY_DATA_DIR to a `
      + `folder of its own (${(fault as NodeJS.ErrnoException).code}).`)
  }
  return realpathSync(wanted)
}

/** Decides where the cluster lies and makes the folder around it. An existing cluster is never moved. */
export function placeOf(wanted: string): Place {
  const home = assureWritable(wanted)
  const inside = join(home, 'postgres')
  const aside = join(stateFolder, createHash('sha256').update(home).digest('hex').slice(0, 16))
  const existing = [inside, aside].find(isCluster)
  const account = databaseAccount(existing ?? null)
  if (canEnter(account, home)) {
    // Once a database lies aside, it stays the database of this folder, even after the folder has become open.
    const data = existing ?? inside
    assureOurs(data)
    return { home, data, account }
  }
  if (existing === inside) {
    throw new ClusterRefused('foreign-data', `The account with uid ${account.uid}, to whom the database in ${inside} belongs, cannot enter ${home}: `
      + 'give it the right to (chmod o+x on the folders above), or set PLENARY_DATA_DIR to another folder.')
  }
  mkdirSync(stateFolder, { recursive: true, mode: 0o755 })
  chmodSync(stateFolder, 0o755)
  return { home, data: aside, account }
}

const whereFile = (home: string): string => join(home, 'WHERE')

/** Writes where the database lies, whole or not at all. */
export function writeWhere(home: string, whereabouts: Whereabouts): void {
  const fresh = `${whereFile(home)}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(whereabouts, null, 2)}\n`)
  renameSync(fresh, whereFile(home))
}

/** What a data directory says about its database; null when none was ever started there. A killed server leaves its last word. */
export function whereIs(wanted: string): Whereabouts | null {
  return existsSync(whereFile(wanted)) ? JSON.parse(readFileSync(whereFile(wanted), 'utf8')) as Whereabouts : null
}
