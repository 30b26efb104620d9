import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const hasProc = existsSync('/proc/self/stat')

/** Everything after the command's name, which stands in brackets and may itself hold brackets and spaces. */
const afterName = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR'].includes((fault as NodeJS.ErrnoException).code ?? '')) return null
    throw fault
  }
}

function asked(column: string, pid: number): string | null {
  const answer = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() || null : null
}

/**
 * When a process began, in words that another process with the same number will not repeat.
 * Null when there is no such process, or only a zombie that init has not buried yet.
 */
export function birthOf(pid: number): string | null {
  if (!hasProc) return asked('stat', pid)?.startsWith('Z') ? null : asked('lstart', pid)
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (!stat) return null
  const fields = afterName(stat)
  return fields[0] === 'Z' || fields[0] === 'X' ? null : `${bootId()}/${fields[19]}`
}

const bootId = (): string => readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? 'boot'

/** The command line of a living process, its arguments apart where the system keeps them apart. */
export function commandOf(pid: number): string[] {
  if (!hasProc) return asked('command', pid)?.split(' ') ?? []
  return readIfThere(`/proc/${pid}/cmdline`)?.split('\0').filter(Boolean) ?? []
}

/** Resolves to whether the process was gone within so many milliseconds. */
export async function gone(pid: number, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (birthOf(pid)) {
    if (performance.now() > until) return false
    await new Promise(resume => setTimeout(resume, 20))
  }
  return true
}
