// What the kernel knows of processes: processor time, memory, and how long they had to wait for a core.
import { readFileSync } from 'node:fs'

const TICKS = 100
const PAGE = 4096

function fieldsOf(pid) {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** Seconds of processor time and megabytes of memory; `null` when there is no such process. */
export function statOf(pid) {
  try {
    const fields = fieldsOf(pid)
    return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, rss: Number(fields[21]) * PAGE / 1e6 }
  } catch {
    // It has ended, which is an answer.
    return null
  }
}

export function isAlive(pid) {
  return (statOf(pid)?.rss ?? 0) > 0
}

/** Seconds a process was ready to run and had no core. */
export function waitedFor(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e9
  } catch {
    // A kernel without scheduling statistics says nothing.
    return 0
  }
}

/** Seconds of processor time that the host took from this machine. */
export function stolen() {
  return Number(readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/)[8]) / TICKS
}

/** Measures a stretch of time: how much of a core the server took, and whether anybody disturbed it. */
export function watch(pid) {
  const began = { at: performance.now(), cpu: statOf(pid)?.cpu ?? 0, own: process.cpuUsage(), stolen: stolen(), server: waitedFor(pid), client: waitedFor(process.pid) }
  return () => {
    const seconds = (performance.now() - began.at) / 1000
    const own = process.cpuUsage(began.own)
    const share = (value, before) => Number(((value - before) / seconds).toFixed(3))
    return {
      seconds,
      serverCpu: share(statOf(pid)?.cpu ?? 0, began.cpu),
      clientCpu: Number(((own.user + own.system) / 1e6 / seconds).toFixed(3)),
      stolen: share(stolen(), began.stolen), serverWaited: share(waitedFor(pid), began.server), clientWaited: share(waitedFor(process.pid), began.client),
    }
  }
}

/** Whether nobody else wanted the cores meanwhile. What was measured otherwise is measured again. */
export const isCalm = ({ stolen: taken, serverWaited, clientWaited }) => taken < 0.04 && serverWaited < 0.06 && clientWaited < 0.06
