import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Socket } from 'node:net'
import { give, identity } from './account.ts'
import { environment } from './creation.ts'
import type { Place } from './place.ts'
import { birthOf, commandOf, gone } from './processes.ts'
import { ClusterRefused } from './refused.ts'

/** A running PostgreSQL. */
export interface Server {
  readonly socketDirectory: string
  /** Resolves with the end of the log when PostgreSQL ends, asked or not. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/**
 * The shell watches file 3, whose other end is ours alone: when this process dies, by whatever means, the read ends and
 * PostgreSQL is told to stop. The shell's own `read` and no `cat`: a `cat` that outlives the shell would hold the pipe.
 * PostgreSQL itself must not inherit file 3, or our end would never see it close.
 */
const watch = `"$0" "$@" </dev/null 3<&- & server=$!
trap 'kill -INT $server' INT TERM
(read _; kill -INT $server 2>/dev/null) <&3 & watcher=$!
wait $server; code=$?
kill -0 $server 2>/dev/null && wait $server
kill $watcher 2>/dev/null
rm -rf -- "$SOCKETS"
exit $code`

const patience = 10_000
/** A Unix socket's path holds 107 bytes, of which PostgreSQL's own name takes twenty. */
const longestFolder = 80

function socketFolder(place: Place): string {
  const folder = mkdtempSync(join(Buffer.byteLength(tmpdir()) < longestFolder ? tmpdir() : '/tmp', 'plenary-'))
  chmodSync(folder, 0o700)
  give(place.account, folder)
  return folder
}

const pidFile = (place: Place): string => join(place.data, 'postmaster.pid')

function pidLines(place: Place): string[] {
  return existsSync(pidFile(place)) ? readFileSync(pidFile(place), 'utf8').split('\n') : []
}

const isServerOf = (place: Place, command: readonly string[]): boolean =>
  command[0]?.endsWith('postgres') === true && command[command.indexOf('-D') + 1] === place.data

/**
 * Clears what a killed owner left: waits for a server that is still shutting down, and removes a number that now belongs to
 * another process, which PostgreSQL would take for a living server. Only the owner may call this.
 */
export async function clearLeftover(place: Place): Promise<void> {
  const pid = Number(pidLines(place)[0])
  if (!pid) return
  if (birthOf(pid) && isServerOf(place, commandOf(pid))) {
    await end(pid)
    if (birthOf(pid)) {
      throw new ClusterRefused('failed', `An earlier PostgreSQL (process ${pid}) still runs on ${place.data} and does not stop: end it and start again.`)
    }
  }
  rmSync(pidFile(place), { force: true })
}

async function end(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (birthOf(pid)) process.kill(pid, signal)
    if (await gone(pid, patience)) return
  }
}

function openLog(place: Place): { file: string, descriptor: number } {
  const file = join(place.home, 'postgres.log')
  if (existsSync(file)) renameSync(file, `${file}.1`)
  return { file, descriptor: openSync(file, 'a', 0o600) }
}

async function ready(place: Place, ended: Promise<string>): Promise<void> {
  let log: string | null = null
  void ended.then(tail => { log = tail })
  // The eighth line of PostgreSQL's own pid file says when it accepts connections.
  while (pidLines(place)[7]?.trim() !== 'ready') {
    if (log !== null) throw new ClusterRefused('failed', `PostgreSQL did not start on ${place.data}: ${log as string}`)
    await new Promise(resume => setTimeout(resume, 10))
  }
}

/** Starts PostgreSQL on an existing cluster; it accepts connections when this resolves, over a Unix socket only. */
export async function serve(place: Place, programs: string, settings: Readonly<Record<string, string>>): Promise<Server> {
  const socketDirectory = socketFolder(place)
  const log = openLog(place)
  const options = Object.entries({ listen_addresses: '', unix_socket_directories: socketDirectory, ...settings })
    .flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn('/bin/sh', ['-c', watch, join(programs, 'postgres'), '-D', place.data, ...options], {
    ...identity(place.account),
    cwd: place.data,
    env: { ...environment, SOCKETS: socketDirectory },
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor, 'pipe'],
  })
  closeSync(log.descriptor)
  const lifeline = child.stdio[3] as Socket
  lifeline.on('error', () => lifeline.destroy())
  const ended = endOf(child, () => {
    lifeline.destroy()
    rmSync(socketDirectory, { recursive: true, force: true })
    return readFileSync(log.file, 'utf8').trim().slice(-2_000)
  })
  await ready(place, ended)
  // A process that has nothing else to do may end without a word: the lifeline breaks and PostgreSQL stops.
  lifeline.unref()
  child.unref()
  return {
    socketDirectory,
    ended,
    async stop() {
      child.ref()
      await stop(place, lifeline, ended)
    },
  }
}

function endOf(child: ChildProcess, tidied: () => string): Promise<string> {
  return new Promise(done => {
    child.once('error', fault => done(`${fault.message}\n${tidied()}`))
    child.once('exit', () => done(tidied()))
  })
}

async function stop(place: Place, lifeline: Socket, ended: Promise<string>): Promise<void> {
  const pid = Number(pidLines(place)[0])
  lifeline.end()
  const impatient = setTimeout(() => pid && birthOf(pid) && process.kill(pid, 'SIGQUIT'), patience)
  await ended
  clearTimeout(impatient)
}
