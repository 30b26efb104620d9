// One piece of work at a time, also between processes; a killed holder does not stand in the way.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { say } from './progress.mjs'

function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}

function taken(file) {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (fault) {
    if (fault.code !== 'EEXIST') throw fault
    return false
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (fault) {
    if (fault.code === 'ENOENT') return 0
    throw fault
  }
}

/** Waits its turn, then does the work. */
export async function alone(file, what, work) {
  let waited = 0
  while (!taken(file)) {
    const pid = holder(file)
    // An empty file is one that is being written; give its writer a moment before calling it dead.
    if (pid ? !alive(pid) : waited > 20) rmSync(file, { force: true })
    else if (waited++ === 10) say(`Waiting for process ${pid}, which is ${what} …`)
    await new Promise(resume => setTimeout(resume, 100))
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
