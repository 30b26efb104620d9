import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { birthOf } from './processes.ts'
import { ClusterRefused } from './refused.ts'

/** Who runs the database of a folder. `birth` tells the process from a later one with the same number. */
interface Owner {
  readonly claim: string
  readonly pid: number
  readonly birth: string
  readonly world: string
  readonly since: string
  readonly command: string
}

/** A right to run the database of a folder; `release` gives it back. It ends with the process in any case. */
export interface Ownership {
  release(): void
}

const beat = 2_000
const silence = 10_000

/** Process numbers mean something only inside one machine and one container. */
function world(): string {
  const space = existsSync('/proc/self/ns/pid') ? readlinkSync('/proc/self/ns/pid') : ''
  return `${hostname()} ${space}`
}

function ourselves(): Owner {
  return {
    claim: randomUUID(),
    pid: process.pid,
    birth: birthOf(process.pid) ?? '',
    world: world(),
    since: new Date().toISOString(),
    command: [process.argv0, ...process.argv.slice(1)].join(' '),
  }
}

function read(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fault
  }
}

/** An owner elsewhere cannot be asked for; its heartbeat, the file's time, says whether it lives. */
function lives(owner: Owner, file: string): boolean {
  if (owner.world === world()) return birthOf(owner.pid) === owner.birth
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < silence
}

function refusedBy(owner: Owner, home: string): ClusterRefused {
  const place = owner.world === world() ? '' : ` on ${owner.world.trim()}`
  return new ClusterRefused('owned', `The data directory ${home} is in use: process ${owner.pid}${place} (${owner.command}) owns it since ${owner.since}. `
    + 'Stop that process, or set PLENARY_DATA_DIR to another folder.')
}

/** Removes the claim of a dead owner. If a living one took its place in between, its claim is put back. */
function bury(dead: Owner, file: string): void {
  const grave = `${file}.${randomUUID()}`
  try {
    renameSync(file, grave)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return
    throw fault
  }
  if (read(grave)?.claim !== dead.claim) linkSync(grave, file)
  rmSync(grave)
}

/** A link appears whole or not at all, and never over another: of two claims at one moment one wins. */
function claimed(owner: Owner, file: string): boolean {
  const draft = `${file}.${owner.claim}`
  writeFileSync(draft, `${JSON.stringify(owner, null, 2)}\n`)
  try {
    linkSync(draft, file)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  } finally {
    rmSync(draft)
  }
}

/**
 * Takes the right to run the database of a folder. Refuses, naming the process, while another lives that has it.
 * A killed owner leaves nothing that stands in the way.
 */
export function own(home: string): Ownership {
  const file = join(home, 'OWNER')
  const us = ourselves()
  while (!claimed(us, file)) {
    const other = read(file)
    if (!other) continue
    if (lives(other, file)) throw refusedBy(other, home)
    bury(other, file)
  }
  const heart = setInterval(() => existsSync(file) && utimesSync(file, new Date(), new Date()), beat)
  heart.unref()
  return {
    release() {
      clearInterval(heart)
      if (read(file)?.claim === us.claim) rmSync(file)
    },
  }
}
