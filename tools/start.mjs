// `npm start`: build, start, seed the demo once, say where it is. `--watch` (npm run dev) rebuilds and restarts on every change.
import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allocator } from './allocator.mjs'
import { ensureBuilt } from './build.mjs'
import { endChildren, run, say, step } from './progress.mjs'
import { watch } from './watch.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const watching = process.argv.includes('--watch')
const main = join(root, 'apps/api/dist/main.js')

/** The server that runs now. In watch mode it is replaced. */
let server = null
let stopping = false

function stop(signal) {
  if (stopping) return server?.child.kill('SIGKILL')
  stopping = true
  endChildren('SIGTERM')
  if (!server) process.exit(130)
  server.child.kill(signal)
}

/** Where the data lies, if it is not in the data directory: said once, because nobody would look there. */
function elsewhere() {
  const home = resolve(process.env.PLENARY_DATA_DIR ?? join(root, '.plenary'))
  const where = join(home, 'WHERE')
  if (process.env.DATABASE_URL || !existsSync(where)) return ''
  const { dataDirectory } = JSON.parse(readFileSync(where, 'utf8'))
  return dataDirectory.startsWith('/var/lib/plenary'.replaceAll('/', sep)) ? ` (its data lies in ${dataDirectory})` : ''
}

async function seed() {
  const cli = join(root, 'apps/cli/dist/main.js')
  const { code, output } = await step('Filling the demo (once)', () => run(process.execPath, [cli, 'seed'], { cwd: root, loud: true }))
  if (code === 0) return
  if (output.trim() === '') say(`The demo could not be filled (the command ended with ${code}).`)
  say('Plenary runs without its demo. `npm run --silent plenary -- seed` tries again.')
}

async function announce({ listening, demo }) {
  if (demo === 'needed') await seed()
  if (stopping || !server.child.connected) return
  server.child.send({ seeded: true })
  process.stdout.write(`Plenary is ready at ${listening}${elsewhere()}\n`)
  if (demo === 'off') process.stdout.write(`Sign in at ${listening}/sign-in\n`)
  else process.stdout.write(`Sign in at ${listening}/sign-in as secretary@demo.plenary.example, password plenary-demo; the page lists the others\n`)
}

function heard(message, progress) {
  if (message.progress) progress(message.progress)
  if (message.listening) announce(message)
}

/** Tells of a step of the server only if it lasts: most take milliseconds. */
function patiently() {
  let timer = null
  return sentence => {
    clearTimeout(timer)
    timer = sentence ? setTimeout(() => say(`${sentence[0].toUpperCase()}${sentence.slice(1)} …`), 700) : null
  }
}

function startServer() {
  const child = fork(main, [], { cwd: root, env: { ...allocator, ...process.env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const progress = patiently()
  const ended = new Promise(done => child.once('exit', (code, signal) => {
    progress(null)
    done(code ?? (signal === 'SIGKILL' ? 137 : 1))
  }))
  server = { child, ended, replaced: false }
  child.on('message', message => {
    if (message.listening) progress(null)
    heard(message, progress)
  })
  const mine = server
  void ended.then(code => {
    if (stopping || (!mine.replaced && !watching)) process.exit(code)
    if (!mine.replaced) say('The server has stopped; it starts again with the next change.')
  })
}

async function restart() {
  if (stopping) return
  const last = server
  if (last && last.child.exitCode === null) {
    last.replaced = true
    last.child.kill('SIGTERM')
    await last.ended
  }
  startServer()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal))

await ensureBuilt()
startServer()
if (watching) watch(root, restart)
