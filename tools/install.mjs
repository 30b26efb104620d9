// Installs the packages if they are missing or differ from package-lock.json. Plain Node: it runs before there are any packages.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { run, say, step } from './progress.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function assureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`Plenary needs Node 20.19 or newer, and this is Node ${process.versions.node}. Install a newer Node (nodejs.org) and run the command again.`)
  process.exit(1)
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null
}

/** Compares what is wanted with what npm says it installed: contents, not dates, which a checkout changes. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'))
  if (!present) return false
  return Object.entries(wanted).every(([place, wish]) => {
    if (!place.includes('node_modules/')) return true
    // A library of the house is a link, which npm does not list: one that came with a newer checkout is not there yet.
    if (wish.link) return existsSync(join(root, place))
    const found = present[place]
    return found ? found.version === wish.version : wish.optional === true || wish.peer === true || wish.devOptional === true
  })
}

async function install() {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const args = [...npm.slice(1), 'ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { code, output } = await step('Installing packages (once; about a minute)', () => run(npm[0], args, { cwd: root }))
  if (code === 0) return
  say(output.trim())
  say('The packages could not be installed. If this machine has no network, install them where it has one and copy the folder with node_modules.')
  process.exit(1)
}

/** Makes sure that the packages of package-lock.json are there. Touches no network when they are. */
export async function ensureInstalled() {
  assureNode()
  if (isInstalled()) return
  await alone(join(root, 'tmp/install.lock'), 'installing packages', async () => {
    if (!isInstalled()) await install()
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureInstalled()
