// Runs one of the named programs of a folder, or lists them.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuilt } from './build.mjs'

const root = dirname(import.meta.dirname)

/** The first comment of a program says what it does. */
const about = file => /^(?:#!.*\n)?\/\/ ?(.+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''

function list(folder) {
  const programs = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.mjs')).map(file => file.slice(0, -4)) : []
  return programs.map(program => `  ${program.padEnd(16)}${about(join(folder, `${program}.mjs`))}`).join('\n') || '  (there is none yet)'
}

/** Runs `<folder>/<name>.mjs` with the remaining arguments; results go to `<folder>/results`. */
export async function runNamed(what, folder) {
  const [name, ...rest] = process.argv.slice(2)
  const place = join(root, folder)
  const program = join(place, `${name}.mjs`)
  if (!name || !/^[a-z0-9-]+$/.test(name) || !existsSync(program)) {
    process.stderr.write(`${name ? `There is no ${what} named ${name}.` : `Name a ${what}.`} There are:\n${list(place)}\n`)
    process.exit(name ? 2 : 0)
  }
  await ensureBuilt()
  mkdirSync(join(place, 'results'), { recursive: true })
  const child = spawn(process.execPath, [program, ...rest], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
