// Says what goes on, on stderr: stdout carries results only.
import { spawn } from 'node:child_process'

const every = 5_000
const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Writes one line for people. */
export const say = line => process.stderr.write(`${line}\n`)

/** Shows a piece of work: nothing if it takes less than a second, else its name, a sign of life, and how long it took. */
export async function step(name, work) {
  const since = performance.now()
  let shown = false
  const show = () => {
    say(shown ? `  … ${name}, ${seconds(since)}` : `${name} …`)
    shown = true
  }
  const first = setTimeout(show, 700)
  const then = setInterval(show, every)
  try {
    const outcome = await work()
    if (shown) say(`  ${name}: done in ${seconds(since)}`)
    return outcome
  } finally {
    clearTimeout(first)
    clearInterval(then)
  }
}

const children = new Set()

/** Ends what this process started, when it is told to end itself. */
export function endChildren(signal) {
  for (const child of children) child.kill(signal)
}

/**
 * Runs a command. Quiet by default: its words are kept and shown only if it fails. Resolves to `{ code, output }`; never rejects for an exit code.
 */
export function run(command, args, { loud = false, seconds: limit = 0, ...options } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    children.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', part => {
        output = (output + part).slice(-400_000)
        if (loud) process.stderr.write(part)
      })
    }
    const late = limit ? setTimeout(() => { output += `\nStopped: it took longer than ${limit} s.`; child.kill('SIGKILL') }, limit * 1000) : null
    child.once('error', failed)
    child.once('close', code => {
      children.delete(child)
      if (late) clearTimeout(late)
      done({ code: code ?? 1, output })
    })
  })
}

/** Runs a command and ends this process with its words if it fails. */
export async function must(name, command, args, options) {
  const { code, output } = await run(command, args, options)
  if (code === 0) return output
  say(output.trim())
  say(`${name} failed.`)
  process.exit(1)
}

/** The environment of everything Nx does: no daemon, no cloud, nothing asked. */
export const nxEnvironment = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', CI: '1', FORCE_COLOR: '0' }
