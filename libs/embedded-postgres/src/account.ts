import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { ClusterRefused } from './refused.ts'

/** The account PostgreSQL runs as; `drops` when it is another than ours, because PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
  readonly drops: boolean
}

const nobody = 65534

function named(name: string): { uid: number, gid: number } | null {
  const row = readFileSync('/etc/passwd', 'utf8').split('\n').map(line => line.split(':')).find(columns => columns[0] === name)
  return row ? { uid: Number(row[2]), gid: Number(row[3]) } : null
}

/** As root: whoever owns the existing cluster, else `postgres`, else `nobody`. Otherwise: ourselves. */
export function databaseAccount(existing: string | null): Account {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid !== 0) return { uid, gid, drops: false }
  const owner = existing ? statSync(existing) : null
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, drops: true }
  return { ...(named('postgres') ?? named('nobody') ?? { uid: nobody, gid: nobody }), drops: true }
}

/** What `spawn` needs to run as the account; nothing when that is who we are. */
export const identity = (account: Account): { uid?: number, gid?: number } => account.drops ? { uid: account.uid, gid: account.gid } : {}

/** Gives a file or folder to the account. */
export function give(account: Account, path: string): void {
  if (account.drops) chownSync(path, account.uid, account.gid)
}

/** Whether the account can enter a folder. Asked of the system itself: modes alone do not know about access lists. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account.drops) return true
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...identity(account), cwd: '/', stdio: 'ignore' }).status === 0
}

/** Refuses an account without a name: initdb looks itself up and fails with words that help nobody. */
export function assureNamed(account: Account): void {
  if (account.drops) return
  try {
    userInfo()
  } catch (fault) {
    throw new ClusterRefused('no-account', `This process runs as uid ${account.uid}, which has no entry in /etc/passwd, and PostgreSQL cannot `
      + 'create a database for an account without a name: add an entry for it, run as a named account, or set DATABASE_URL '
      + `(${(fault as Error).message}).`)
  }
}
