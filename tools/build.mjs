// Builds everything that changed. Asks Nx only when a source did: Nx itself needs two seconds to find out that nothing did.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { must, nxEnvironment, say, step } from './progress.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'tmp/build.stamp')
const untouched = new Set(['dist', 'node_modules', '.swc'])
const sources = ['apps', 'libs', 'seeds', 'nx.json', 'package-lock.json', 'tsconfig.base.json', 'tools/projects.mjs']

function* filesBelow(path) {
  if (!statSync(path).isDirectory()) return yield path
  for (const entry of readdirSync(path).sort()) {
    if (!untouched.has(entry)) yield* filesBelow(join(path, entry))
  }
}

/** A fingerprint of all sources by name, size and time of change. */
function stamp() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesBelow(join(root, source))) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function projects() {
  return ['apps', 'libs'].flatMap(folder => readdirSync(join(root, folder)).map(name => join(root, folder, name))).concat(join(root, 'seeds'))
    .filter(project => existsSync(join(project, 'tsconfig.json')) && existsSync(join(project, 'src')))
}

const isBuilt = now => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now
  && projects().every(project => existsSync(join(project, 'dist')))

/** Builds what changed. Ends the process with the compiler's words when that fails. */
export async function ensureBuilt() {
  if (isBuilt(stamp())) return
  await alone(join(root, 'tmp/build.lock'), 'building', async () => {
    const now = stamp()
    if (isBuilt(now)) return
    const nx = [join(root, 'node_modules/.bin/nx'), 'run-many', '-t', 'build', 'bundle', '--output-style=stream']
    await step('Building', () => must('The build', process.execPath, nx, { cwd: root, env: nxEnvironment }))
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, now)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureBuilt()
  say('Everything is built.')
}
