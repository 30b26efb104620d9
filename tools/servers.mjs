// Finds the servers that production runs beside Plenary and the tests run for real: named, on the PATH, else from the system. Never skips silently.
import { installed, onPath } from './chromium.mjs'
import { say } from './progress.mjs'

/** Each server: the variable that may name it, what it is called, and the Debian packages that bring it. */
const servers = {
  redis: { variable: 'REDIS_PATH', programs: ['valkey-server', 'redis-server'], packages: ['valkey-server', 'redis-server'], title: 'Redis 7 or Valkey' },
  proxy: { variable: 'CADDY_PATH', programs: ['caddy'], packages: ['caddy'], title: 'Caddy 2' },
}

/** Where the program of a server lies. Installs it where that is possible; else refuses, saying what to install. */
export async function serverProgram(name) {
  const { variable, programs, packages, title } = servers[name]
  const found = process.env[variable] ?? onPath(programs)
  if (found) return found
  for (const wanted of packages) {
    if (await installed(wanted) && onPath(programs)) return onPath(programs)
  }
  throw new Error(`The tests need ${title} and found none: install it (on Debian: apt-get install ${packages.at(-1)}) or set ${variable}.`)
}

/** What the environment of a test needs so that it finds both. */
export async function serverEnvironment() {
  const environment = {}
  for (const [name, { variable }] of Object.entries(servers)) environment[variable] = await serverProgram(name)
  return environment
}

if (process.argv[1] === import.meta.filename) say(JSON.stringify(await serverEnvironment()))
